"""The coach's findings as the page of a reply shows them: under their block, and as steps of the guide."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from amends.cases.models import Case
from amends.coach.instead import Instead, wording_of
from amends.responses.coaching import Placed
from amends.responses.models import Block, Draft
from amends.responses.places import Open
from amends.web.desk.help_text import rule_address

SEVERITIES = {"stop": "stop", "advise": "hint"}


@dataclass(frozen=True)
class FindingShown:
    """One finding under its block. `say` is the wording one key takes, `example` one to look at; `removes` takes words out."""

    id: str
    severity: str
    outcome: str
    why: str
    start: int
    end: int
    rule: str
    rule_url: str
    take_url: str
    keep_url: str
    say: str
    say_lang: str
    gloss: str
    example: str
    removes: bool
    reason: str
    puts: str = ""  # the field that takes `puts_text` at a press, where there is nothing to send
    puts_text: str = ""

    @property
    def takes(self) -> bool:
        return bool(self.take_url or self.puts)


def shown(placed: Placed, case: Case, draft: Draft) -> FindingShown:
    finding, better = placed.finding, placed.better
    say = better.text if better else ""
    own = (get_language() or "en").split("-")[0]
    gloss = wording_of(finding.code, own) or "" if better and own != draft.language else ""
    return FindingShown(
        id=placed.key,
        severity=SEVERITIES[finding.severity],
        outcome="mine" if placed.reason else "",
        why=_(finding.message),
        start=placed.start,
        end=placed.end,
        rule=finding.code,
        rule_url=rule_address(finding.code),
        take_url=reverse("desk:coach_act", args=[case.ref, "take"]) if better else "",
        keep_url=reverse("desk:coach_act", args=[case.ref, "keep"]),
        say=say,
        say_lang=draft.language,
        gloss=gloss if "{" not in gloss else "",
        example=finding.suggestion if not better else "",
        removes=bool(better and not say),
        reason=placed.reason,
    )


def shown_in(field: str, text: str, lang: str, placed: Placed) -> FindingShown:
    """A finding in words that stand in a field of a form and are kept by no reply."""
    finding, better = placed.finding, placed.better
    return FindingShown(
        id=placed.key,
        severity=SEVERITIES[finding.severity],
        outcome="",
        why=_(finding.message),
        start=placed.start,
        end=placed.end,
        rule=finding.code,
        rule_url=rule_address(finding.code),
        take_url="",
        keep_url="",
        say=better.text if better else "",
        say_lang=lang,
        gloss="",
        example=finding.suggestion if not better else "",
        removes=bool(better and not better.text),
        reason="",
        puts=field if better else "",
        puts_text=with_better(text, better) if better else "",
    )


def by_block(found: Iterable[Placed], case: Case, draft: Draft) -> dict[Any, list[FindingShown]]:
    """Findings under each block, stops first, then as they stand in the text."""
    rows: dict[Any, list[FindingShown]] = {}
    for placed in sorted(found, key=lambda each: (not each.stops, each.start)):
        if placed.block is not None:
            rows.setdefault(placed.block.pk, []).append(shown(placed, case, draft))
    return rows


def marks(findings: Sequence[FindingShown], gaps: Sequence[Open] = ()) -> list[list[Any]]:
    """Spans of a block to underline, in characters; words kept against advice are not. A gap cuts what lies around it."""
    found: list[list[Any]] = [[gap.start, gap.end, "gap"] for gap in gaps]
    for each in findings:
        if not each.outcome:
            found += [[start, end, each.severity] for start, end in _around(each.start, each.end, gaps)]
    return sorted(found)


def _around(start: int, end: int, gaps: Sequence[Open]) -> Iterator[tuple[int, int]]:
    for gap in gaps:
        if start < gap.end and gap.start < end:
            if start < gap.start:
                yield start, gap.start
            start = gap.end
    if start < end:
        yield start, end


def whole_letter(found: Iterable[Placed], besides: Iterable[str]) -> list[dict[str, str]]:
    """What the letter as a whole lacks and no step of the guide names."""
    named = set(besides)
    return [
        {
            "code": each.finding.code,
            "why": _(each.finding.message),
            "url": rule_address(each.finding.code),
        }
        for each in found
        if each.block is None and not each.reason and each.finding.code not in named
    ]


def placed_at(found: Iterable[Placed], key: str) -> Placed | None:
    return next((each for each in found if each.key == key), None)


def taken(block: Block, placed: Placed) -> str:
    """The text of a block with the better wording in place."""
    assert placed.better is not None
    return with_better(block.text, placed.better)


def with_better(text: str, better: Instead) -> str:
    """A sentence taken out leaves no doubled blank."""
    before, after = text[: better.start], text[better.end :]
    if not better.text:
        return (
            before.rstrip(" ")
            + (" " if before.strip() and after.strip() and not after.startswith("\n") else "")
            + after.lstrip(" ")
        )
    return before + better.text + after
