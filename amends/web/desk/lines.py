"""A line of work: Today, complaints, promises and search show the same kind of row."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from amends.cases.models import Case
from amends.language import dates
from amends.language.numbers import whole
from amends.people.models import Staff
from amends.people.queries import standing
from amends.procedure.moment import now
from amends.web.desk.next_step import NextStep, place
from amends.web.promise_line import PromiseLine, line_for


@dataclass(frozen=True)
class Line:
    """One row. `mark` stands where there is no promise line; `tone` is a text class of the promise states.

    A row about no complaint has `lead` in place of the customer and `place`, the address it leads to.
    """

    case: Case | None
    next: NextStep | None
    what: str
    line: PromiseLine | None = None
    mark: str = ""
    when: str = ""
    then: str = ""
    tone: str = ""
    when_tone: str = ""
    then_check: bool = False
    lead: str = ""  # who speaks, when it is not the customer
    place: str = ""
    behalf: str = ""  # the name of whoever is absent and would have done it
    cells: tuple[Any, ...] = ()  # what the employee's own columns say, `list_look.Shown`

    @property
    def url(self) -> str:
        if self.case is None:
            return self.place
        return place("desk:case", self.case.ref)

    @property
    def look(self) -> str:
        """The address of the complaint at a glance."""
        return place("desk:glance", self.case.ref) if self.case else ""


@dataclass
class Group:
    """A heading in the margin with its rows."""

    name: str
    title: str
    lines: list[Line]
    count: int
    more: str = ""


@dataclass
class Day:
    """One of the next days: a tick for every promise."""

    words: str
    late: int
    due: int
    later: int

    @property
    def ticks(self) -> list[str]:
        return (["o"] * self.late + ["d"] * self.due + [""] * self.later)[:24]

    @property
    def count(self) -> int:
        return self.late + self.due + self.later


@dataclass
class Desk:
    """Everything Today shows, read in a bounded number of queries."""

    staff: Staff
    groups: list[Group] = field(default_factory=list)
    week: list[Day] = field(default_factory=list)
    next_due: datetime | None = None
    overdue: int = 0
    today: int = 0

    @property
    def lines(self) -> int:
        return sum(group.count for group in self.groups)

    def add(self, name: str, title: str, lines: list[Line], count: int | None = None, more: str = "") -> None:
        """One more group, unless it is empty."""
        if lines:
            self.groups.append(Group(name, title, lines, len(lines) if count is None else count, more))


def behalf_of(staff: Staff, other: Staff | None) -> str:
    """The name to mark a line with that would wait for `other`; empty when it is one's own, or is nobody's."""
    looked_after = standing(staff).looks_after if other else []
    return next((one.full_name for one in looked_after if other and one.pk == other.pk), "")


def language() -> str:
    return (get_language() or "en").split("-")[0]


def grouped(number: int) -> str:
    """A count as the reader's language writes it, in a cell and within a sentence: "12,345"."""
    return whole(number, language())


def today() -> date:
    """The day it is where the employee is."""
    return timezone.localtime(now()).date()


def day_and_time(at: datetime) -> str:
    """ "17:00" today, "Fri 12:00" within the week, else "Mon 30 Nov"."""
    local, near = timezone.localtime(at), today()
    time = dates.clock(local, language())
    if local.date() == near:
        return time
    if abs((local.date() - near).days) < 7:
        return f"{dates.short_weekday(local.date(), language())} {time}"
    return dates.short_date(local.date(), language(), near=near)


def how_far(due: datetime) -> str:
    """ "in 1 hr 20 mins", "tomorrow", "in 3 days"."""
    days = (timezone.localtime(due).date() - today()).days
    if days == 1:
        return _("tomorrow")
    if days > 1:
        return dates.ahead_words(days * 86400, language())
    return dates.ahead_words((due - now()).total_seconds(), language(), short=True)


def span(seconds: float) -> str:
    """ "1 hr 20 mins", "3 days": short enough for a row."""
    return dates.duration_words(abs(seconds), language(), short=abs(seconds) < 86400)


def promised(
    case: Case,
    made: datetime,
    due: datetime,
    next_step: NextStep | None,
    *,
    kept: Any = None,
    paused: bool = False,
) -> Line:
    """A row for a promised date."""
    at = now()
    line = line_for(made, due, at, timezone.get_current_timezone(), kept=bool(kept), paused=paused)
    tone = {"due": "due-t", "overdue": "over-t", "kept": "kept-t"}.get(line.state, "two")
    if line.state == "overdue":
        gone = (at - due).total_seconds()
        late = span(gone if gone < 86400 else gone // 86400 * 86400)
        return Line(
            case, next_step, case.title, line, when=_("Overdue"), then=late, tone=tone, when_tone=tone
        )
    if line.state == "kept":
        return Line(
            case,
            next_step,
            case.title,
            line,
            when=day_and_time(due),
            then=_("kept"),
            tone=tone,
            then_check=True,
        )
    then = _("paused") if line.state == "paused" else how_far(due)
    return Line(case, next_step, case.title, line, when=day_and_time(due), then=then, tone=tone)


def listed(case: Case, next_step: NextStep | None) -> Line:
    """A row of a list of complaints: by its due date while one is open, else by its end."""
    if case.due_at and case.is_open:
        return promised(case, min(case.received_at, case.due_at - timedelta(hours=1)), case.due_at, next_step)
    ended = case.closed_at or case.answered_at
    when = day_and_time(ended) if ended else ""
    return Line(case, next_step, case.title, mark=day_and_time(case.received_at), when=when)
