"""How measures, groups and notes are called, and how their values are written."""

from django.utils.formats import number_format
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from amends.coach.catalogue import rule_of
from amends.insight.audit.result import OTHERS, Cell, Result, Row, Unit
from amends.language.numbers import percent, whole

SIDES: dict[str, str | Promise] = {
    "company": gettext_lazy("Company"),
    "branch": gettext_lazy("Branch"),
    "month": gettext_lazy("Month"),
}
# In the order in which they are shown; the rules of the coach follow the last.
SECTIONS: tuple[tuple[str | Promise, tuple[str, ...]], ...] = (
    (gettext_lazy("Answered"), ("conversations", "answered", "within_a_day", "median", "ninety")),
    (
        gettext_lazy("By day and by night"),
        ("answered_day", "answered_night", "median_day", "median_night"),
    ),
    (gettext_lazy("Person to person"), ("by_name", "signed", "personal")),
    (gettext_lazy("Solved"), ("solved",)),
    (gettext_lazy("Tone"), ("clean",)),
)
MEASURES: dict[str, str | Promise] = {
    "conversations": gettext_lazy("Conversations"),
    "answered": gettext_lazy("Answered at all"),
    "within_a_day": gettext_lazy("Answered within 24 hours"),
    "median": gettext_lazy("First answer, half come within"),
    "ninety": gettext_lazy("First answer, 90 % come within"),
    "answered_day": gettext_lazy("Came from 7 to 22: answered"),
    "answered_night": gettext_lazy("Came from 22 to 7: answered"),
    "median_day": gettext_lazy("Came from 7 to 22: half answered within"),
    "median_night": gettext_lazy("Came from 22 to 7: half answered within"),
    "by_name": gettext_lazy("Customer called by name"),
    "signed": gettext_lazy("Signed by a person"),
    "personal": gettext_lazy("Both by name and signed"),
    "solved": gettext_lazy("Solved, where the end is known"),
    "clean": gettext_lazy("Nothing the coach would object to"),
}


def measure(code: str) -> str:
    """A measure, or a rule of the coach by its code and name."""
    if code in MEASURES:
        return str(MEASURES[code])
    rule = rule_of(code)
    return f"{code} {_(rule.name)}" if rule else code


def group(name: str) -> str:
    if name == OTHERS:
        return _("all others")
    return name or _("not named")


def sections(result: Result) -> list[tuple[str, list[Row]]]:
    """The rows under their headings."""
    rows = {row.code: row for row in result.rows}
    found = [(str(title), [rows.pop(code) for code in codes if code in rows]) for title, codes in SECTIONS]
    found[-1][1].extend(rows.values())
    return found


def value(cell: Cell, unit: Unit) -> str:
    """ "62%", "3.5 h"; a dash where nothing could be measured."""
    if cell.value is None:
        return "–"
    return number(cell.value, unit)


def interval(cell: Cell, unit: Unit) -> str:
    """ "48–74%"; nothing where there is none."""
    if unit == "count" or cell.value is None or (cell.low is None and cell.high is None):
        return ""
    low = "…" if cell.low is None else number(cell.low, unit)
    high = "…" if cell.high is None else number(cell.high, unit)
    if unit == "share":
        low = low.rstrip("%\u00a0")
    return f"{low}–{high}"


def number(found: float, unit: Unit) -> str:
    if unit == "count":
        return whole(int(found), _language())
    if unit == "share":
        return percent(found, _language())
    return duration(found)


def _language() -> str:
    return (get_language() or "en").split("-")[0]


def duration(hours: float) -> str:
    """In the unit a person would say it in."""
    if hours < 1:
        return _("%(n)s min") % {"n": round(hours * 60)}
    if hours < 48:
        return _("%(n)s h") % {"n": number_format(hours, 0 if hours >= 10 else 1)}
    return _("%(n)s days") % {"n": number_format(hours / 24, 0 if hours >= 240 else 1)}


def notes(result: Result) -> list[str]:
    """What has to be known before the figures are believed."""
    found = [_note(code, count) for code, count in result.notes]
    if result.encoding:
        found.append(
            _("The letters of the file were read as %(encoding)s, which is a guess.")
            % {"encoding": result.encoding}
        )
    return found


def _note(code: str, n: int) -> str:
    said = {
        "sample": ngettext(
            "%(n)s reply answers something that is not in the file, so the file is a sample: what was answered is not counted.",
            "%(n)s replies answer something that is not in the file, so the file is a sample: what was answered is not counted.",
            n,
        ),
        "severed": ngettext(
            "%(n)s reply answers something that is not in the file: only its tone counts.",
            "%(n)s replies answer something that is not in the file: only their tone counts.",
            n,
        ),
        "undated": ngettext(
            "%(n)s answer has no date, or one before its question: it counts as answered, not for the speed.",
            "%(n)s answers have no date, or one before their question: they count as answered, not for the speed.",
            n,
        ),
        "unread": ngettext(
            "%(n)s reply is in no language the coach reads: its tone is not counted.",
            "%(n)s replies are in no language the coach reads: their tone is not counted.",
            n,
        ),
        "few": ngettext(
            "%(n)s column rests on fewer than 30 conversations: look at its intervals before its figures.",
            "%(n)s columns rest on fewer than 30 conversations: look at their intervals before their figures.",
            n,
        ),
        "left_out": ngettext("%(n)s row was left out.", "%(n)s rows were left out.", n),
    }
    return said.get(code, code) % {"n": whole(n, _language())} if code in said else code
