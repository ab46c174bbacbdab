"""Figures as the page of insight shows them: every number in words, beside it its bar and the list of its complaints."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from amends.insight.figures import Asked, Figures, Part
from amends.insight.figures.asked import months_before
from amends.insight.figures.reading import FACETS, TIMES
from amends.language import dates, numbers
from amends.web.desk import words
from amends.web.desk.lines import grouped, language
from amends.web.templatetags.amends_tags import lang_name

ROWS = 12  # of one table; what is rarer is in the file
HEIGHT, WIDE, NARROW, FEW = 150, 960, 328, 6  # of the chart of months, in pixels; FEW months fit a phone


@dataclass(frozen=True)
class Row:
    """One line of a table: `share` is the length of its bar in percent, `url` the list of exactly these complaints."""

    label: str
    value: str
    share: str
    url: str = ""
    lang: str = ""
    besides: str = ""


@dataclass(frozen=True)
class Table:
    """A question and its answer, line by line."""

    title: str
    rows: list[Row]
    note: str = ""


@dataclass(frozen=True)
class Column:
    """One month of the chart, in pixels from its upper left corner."""

    x: float
    y: float
    width: float
    height: float
    middle: float
    count: int
    label: str


@dataclass(frozen=True)
class Chart:
    """The months as columns; `lines` are heights with the number they stand for."""

    width: int
    height: int
    columns: list[Column]
    lines: list[tuple[float, int]]


@dataclass(frozen=True)
class Page:
    """What the template draws. `sentence` is the answer to the chart of months."""

    sentence: str
    wide: Chart
    narrow: Chart
    months: Table
    tables: list[Table]
    all_url: str


class _Lists:
    """Addresses of the lists that hold exactly the complaints a figure counts."""

    def __init__(self, asked: Asked, team: str) -> None:
        self.asked, self.team = asked, team

    def of(self, *fields: tuple[str, str], first: date | None = None, last: date | None = None) -> str:
        """Empty where a value cannot be written in a search."""
        if any('"' in value for _name, value in fields):
            return ""
        begins, ends = (
            max(first or self.asked.first, self.asked.first),
            min(last or self.asked.last, self.asked.last),
        )
        parts = [f"received>{begins - timedelta(days=1)}", f"received<{ends + timedelta(days=1)}"]
        asked = [*fields, *([("team", self.team)] if self.team else [])]
        parts += [f'{name}:"{value}"' for name, value in asked]
        return f"{reverse('desk:search')}?{urlencode({'q': ' '.join(parts)})}"


def page_of(figures: Figures, asked: Asked, team: str) -> Page:
    lists = _Lists(asked, team)
    tables = [
        _promises(figures, lists),
        _times(figures),
        _counted(
            figures, "verdict", _("How they were decided"), lambda key: words.verdict(key) or key, lists
        ),
        _counted(figures, "cause", _("What caused them"), lambda key: key or _("No kind given"), lists),
        _remedies(figures, lists),
        _satisfaction(figures),
        _ended(figures, lists),
        _counted(figures, "team", _("Teams"), str, lists),
        _counted(figures, "channel", _("How they came"), words.channel, lists),
        _counted(figures, "language", _("Languages"), lang_name, lists, field="lang"),
    ]
    return Page(
        _sentence(figures),
        chart(figures.months, WIDE),
        chart(figures.months[-FEW:], NARROW),
        _months(figures, lists),
        [table for table in tables if table.rows],
        lists.of(),
    )


def _sentence(figures: Figures) -> str:
    n = figures.received
    return ngettext("%(n)s complaint was received.", "%(n)s complaints were received.", n) % {"n": grouped(n)}


def chart(months: list[tuple[date, int]], width: int) -> Chart:
    """Columns two pixels apart over an axis that starts at nought, four lines at most."""
    most = max((count for _month, count in months), default=0)
    step = _round_step(most)
    top = max(step * -(-most // step), step)
    each = (width - 44) / max(len(months), 1)
    columns = []
    for at, (month, count) in enumerate(months):
        height = HEIGHT * count / top
        x = 44 + at * each
        bar = min(each - 2, 56)
        label = dates.short_month_names(language())[month.month - 1]
        columns.append(Column(x, HEIGHT - height + 18, bar, height, x + bar / 2, count, label))
    lines = [(HEIGHT - HEIGHT * n / top + 18, n) for n in range(0, top + 1, step)]
    return Chart(width, HEIGHT + 44, columns, lines)


def _round_step(most: int) -> int:
    """1, 2 or 5 times a power of ten, so that four steps at most reach the top."""
    size = 1
    while True:
        for step in (size, 2 * size, 5 * size):
            if step * 4 >= most:
                return step
        size *= 10


def _months(figures: Figures, lists: _Lists) -> Table:
    most = max((count for _month, count in figures.months), default=0)
    rows = []
    for month, count in reversed(figures.months):
        last = months_before(month, -1) - timedelta(days=1)
        name = f"{dates.month_names(language())[month.month - 1]} {month.year}"
        rows.append(Row(name, grouped(count), _share(count, most), lists.of(first=month, last=last)))
    return Table(_("Complaints by month"), rows)


def _share(count: float, of: float) -> str:
    return f"{100 * count / of:.1f}" if of else "0"


def _percent(count: int, of: int) -> str:
    return (
        _("%(share)s of %(of)s") % {"share": numbers.percent(count / of, language()), "of": grouped(of)}
        if of
        else ""
    )


def _counted(
    figures: Figures, measure: str, title: str, named: Callable[[str], str], lists: _Lists, field: str = ""
) -> Table:
    found = figures.parts.get(measure, [])
    most = max((part.count for part in found), default=0)
    rows = [
        Row(
            named(part.key),
            grouped(part.count),
            _share(part.count, most),
            lists.of((field or measure, part.key or "none")),
            besides=_percent(part.count, figures.received),
        )
        for part in found[:ROWS]
    ]
    note = _("The %(n)d largest; all are in the file.") % {"n": ROWS} if len(found) > ROWS else ""
    return Table(title, rows, note)


def _promises(figures: Figures, lists: _Lists) -> Table:
    kept, broken = figures.count_of("promise", "kept"), figures.count_of("promise", "broken")
    if not kept + broken:
        return Table("", [])
    named = ((_("Kept"), kept, "kept"), (_("Broken"), broken, "broken"))
    rows = [
        Row(
            label,
            grouped(count),
            _share(count, kept + broken),
            lists.of(("promise", key)) if count else "",
            besides=_percent(count, kept + broken),
        )
        for label, count, key in named
    ]
    return Table(_("Promised dates"), rows, _("Every date a customer was told, by which something was owed."))


def _times(figures: Figures) -> Table:
    names = {
        "first_answer": _("First answer"),
        "decision": _("Decision"),
        "reply": _("Reply"),
        "closing": pgettext("the end of a complaint", "Closing"),
    }
    most = max((spread.nine_of_ten for spread in figures.times.values()), default=0)
    rows = []
    for name in TIMES:
        if spread := figures.times.get(name):
            half, most_of = _time(spread.half), _time(spread.nine_of_ten)
            besides = _("nine of ten within %(time)s, of %(of)s") % {
                "time": most_of,
                "of": grouped(spread.of),
            }
            rows.append(Row(names[name], half, _share(spread.half, most), besides=besides))
    return Table(_("How long it took from receipt: half of them within"), rows)


def _time(seconds: float) -> str:
    """As exact as it was measured, and no more: days beyond three."""
    rounded = round(seconds / 86400) * 86400 if seconds > 3 * 86400 else seconds
    return dates.duration_words(rounded, language())


def _remedies(figures: Figures, lists: _Lists) -> Table:
    found = sorted(figures.parts.get("remedy", []), key=lambda part: (-part.total, -part.count))
    most = max((part.total for part in found), default=0)

    def row(part: Part) -> Row:
        times = ngettext("%(n)s time", "%(n)s times", part.count) % {"n": grouped(part.count)}
        share = _share(float(part.total), float(most))
        where = lists.of(("remedy", part.key))
        return Row(words.remedy(part.key), words.money(part.total), share, where, besides=times)

    note = _("%(sum)s in all.") % {"sum": words.money(figures.cost)}
    return Table(_("What remedies cost"), [row(part) for part in found[:ROWS]], note)


def _satisfaction(figures: Figures) -> Table:
    names = {"outcome": _("Outcome"), "treatment": _("Treatment"), "course": _("Course")}
    rows = []
    for name in FACETS:
        if facet := figures.facets.get(name):
            answers = ngettext("%(n)s answer", "%(n)s answers", facet.of) % {"n": grouped(facet.of)}
            rows.append(
                Row(
                    names[name],
                    numbers.decimal(facet.mean, language()),
                    _share(facet.mean, 5),
                    besides=answers,
                )
            )
    return Table(_("What customers said, of 5"), rows)


def _ended(figures: Figures, lists: _Lists) -> Table:
    if not figures.reopened:
        return Table("", [])
    of = max(figures.replied, figures.reopened)
    share, besides = _share(figures.reopened, of), _percent(figures.reopened, of)
    where = lists.of(("reopened", "yes"))
    row = Row(_("Opened again after a reply"), grouped(figures.reopened), share, where, besides=besides)
    return Table(_("What came back"), [row])
