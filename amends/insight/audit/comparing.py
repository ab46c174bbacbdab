"""Conversations judged one by one, then counted side by side: by company, branch or month."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from zoneinfo import ZoneInfo

from django.utils.translation import gettext_lazy as _

from amends.insight.audit.conversation import Material
from amends.insight.audit.intervals import quantile, quantile_interval, wilson
from amends.insight.audit.judging import Judged, judge
from amends.insight.audit.result import OTHERS, Cell, Result, Row, Unit
from amends.people.refusal import Invalid

SIDES = ("company", "branch", "month")
MOST_GROUPS = 12  # side by side; the rest is counted together
FEW = 30  # conversations; below, the intervals are wide and a note says so
A_DAY = 24.0


def audit(material: Material, by: str = "", told: Callable[[int], None] | None = None) -> Result:
    """Judge and compare. `told` hears how many are judged. Raises Invalid where there is nothing to judge."""
    judged = []
    for conversation in material.conversations:
        judged.append(judge(conversation, ZoneInfo(material.zone)))
        if told:
            told(len(judged))
    return compared(judged, material, by)


def compared(judged: Sequence[Judged], material: Material, by: str = "") -> Result:
    """Count what was judged, side by side: by the first of company, branch and month of which there is more than one,
    unless `by` says which. Raises Invalid where nothing was judged.
    """
    if not judged:
        raise Invalid(_("The file holds no conversation between a customer and a company."))
    severed = sum(one.answered is None for one in judged)
    is_sample = severed > sum(one.answered is True for one in judged)
    side = by or next((side for side in SIDES if len({getattr(one, side) for one in judged}) > 1), "company")
    grouped = groups(judged, side)
    rows = tuple(measured(list(grouped.values()), is_sample))
    notes = [*noted(judged, severed, is_sample, grouped), ("left_out", material.wrong)]
    return Result(side, tuple(grouped), rows, tuple(n for n in notes if n[1]), material.encoding)


def groups(judged: Iterable[Judged], side: str) -> dict[str, list[Judged]]:
    """The largest ones, months the latest in their order; all that are too many stand together at the end."""
    found: dict[str, list[Judged]] = {}
    for one in judged:
        found.setdefault(getattr(one, side), []).append(one)
    if side == "month":
        order = sorted(found)
        shown, rest = order[-MOST_GROUPS:], order[:-MOST_GROUPS]
    else:
        order = sorted(found, key=lambda name: (-len(found[name]), name))
        shown, rest = order[:MOST_GROUPS], order[MOST_GROUPS:]
    chosen = {name: found[name] for name in shown}
    if rest:
        chosen[OTHERS] = [one for name in rest for one in found[name]]
    return chosen


def noted(
    judged: Sequence[Judged], severed: int, is_sample: bool, grouped: dict[str, list[Judged]]
) -> list[tuple[str, int]]:
    """What a reader has to know before believing the figures; numbers that are 0 are not told."""
    timed = [one for one in judged if one.answered]
    unread = sum(one.codes is None for one in judged if one.by_name is not None)
    return [
        ("sample" if is_sample else "severed", severed),
        ("undated", sum(one.hours is None for one in timed)),
        ("unread", unread),
        ("few", sum(len(members) < FEW for members in grouped.values())),
    ]


def measured(grouped: list[list[Judged]], is_sample: bool) -> Iterable[Row]:
    """Every measure, a cell a group. Of a sample nobody can say what was answered."""

    def row(code: str, unit: Unit, cell: Callable[[list[Judged]], Cell]) -> Row:
        return Row(code, unit, tuple(cell(members) for members in grouped))

    yield row("conversations", "count", lambda members: Cell(len(members), of=len(members)))
    answers: dict[str, Callable[[Judged], bool | None]] = {
        "answered": lambda one: None if is_sample else one.answered,
        "answered_day": lambda one: one.answered if one.by_night is False and not is_sample else None,
        "answered_night": lambda one: one.answered if one.by_night and not is_sample else None,
        "within_a_day": lambda one: None if is_sample else within(one, A_DAY),
    }
    for code, asked in answers.items():
        yield row(code, "share", share_of(asked))
    for code, level, night in (
        ("median", 0.5, None),
        ("ninety", 0.9, None),
        ("median_day", 0.5, False),
        ("median_night", 0.5, True),
    ):
        yield row(code, "hours", hours_at(level, night))
    yield row("by_name", "share", share_of(lambda one: one.by_name))
    yield row("signed", "share", share_of(lambda one: one.signed))
    yield row("personal", "share", share_of(lambda one: both(one.by_name, one.signed)))
    yield row("solved", "share", share_of(lambda one: one.solved))
    yield row("clean", "share", share_of(lambda one: None if one.codes is None else not one.codes))
    for code in broken(grouped):
        yield row(code, "share", share_of(breaks(code)))


def breaks(code: str) -> Callable[[Judged], bool | None]:
    """Whether a conversation breaks the rule."""
    return lambda one: None if one.codes is None else code in one.codes


def within(one: Judged, hours: float) -> bool | None:
    """None for an answer nobody dated."""
    if one.answered and one.hours is None:
        return None
    return (
        bool(one.answered and one.hours is not None and one.hours <= hours)
        if one.answered is not None
        else None
    )


def both(one: bool | None, other: bool | None) -> bool | None:
    return None if one is None or other is None else one and other


def broken(grouped: list[list[Judged]]) -> list[str]:
    """The rules anybody broke, the most frequent first."""
    counts = Counter(code for members in grouped for one in members for code in one.codes or ())
    return sorted(counts, key=lambda code: (-counts[code], code))


def share_of(asked: Callable[[Judged], bool | None]) -> Callable[[list[Judged]], Cell]:
    """The share of yes among those of whom it is known."""

    def cell(members: list[Judged]) -> Cell:
        known = [answer for one in members if (answer := asked(one)) is not None]
        if not known:
            return Cell(None)
        return Cell(sum(known) / len(known), *wilson(sum(known), len(known)), len(known))

    return cell


def hours_at(level: float, night: bool | None) -> Callable[[list[Judged]], Cell]:
    """A quantile of the hours to the first answer; `night` limits it to what came by night, or by day."""

    def cell(members: list[Judged]) -> Cell:
        known = [one.hours for one in members if one.hours is not None and night in (None, one.by_night)]
        if not known:
            return Cell(None)
        known.sort()
        return Cell(quantile(known, level), *quantile_interval(known, level), len(known))

    return cell
