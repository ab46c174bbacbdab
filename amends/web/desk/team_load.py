"""How much lies with each employee of the teams one manages; every figure leads to its list, to be handed over from there."""

from dataclasses import dataclass

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from amends.cases.team_load import Load, team_load
from amends.language import dates
from amends.people.models import Staff
from amends.people.queries import standing
from amends.web.desk.complaints import capped
from amends.web.desk.lines import language, today
from amends.web.desk.page import DeskRequest, desk_page, nav_counts
from amends.web.showing import show

SHOWN = 8  # on Today; the page of the team shows all


@dataclass(frozen=True)
class Figure:
    """One number of an employee and the list it counts; `tone` is a text class."""

    label: str
    number: str
    url: str
    tone: str = ""


@dataclass(frozen=True)
class Bar:
    """Parts of a bar, in hundredths of the longest one of the table."""

    overdue: int
    today: int
    later: int

    @property
    def after_today(self) -> int:
        return self.overdue + self.today


@dataclass(frozen=True)
class Row:
    """One employee. `away` is the day until which they are away, `deputy` who stands in, each empty where there is none."""

    staff: Staff
    bar: Bar
    figures: list[Figure]
    away: str
    deputy: str


@dataclass(frozen=True)
class Table:
    """`count` employees, of whom `rows` are shown."""

    rows: list[Row]
    count: int
    heads: list[str]

    @property
    def more(self) -> bool:
        return self.count > len(self.rows)


@desk_page
def team(request: DeskRequest) -> HttpResponse:
    """For managers; for others it is not there."""
    load = load_of(request.staff)
    if not load.rows:
        raise Http404
    return show(request, "desk/team.html", load=load, nav_counts=nav_counts(request.staff))


def load_of(lead: Staff, at_most: int | None = None) -> Table:
    """The table of the teams `lead` manages, the most overdue first; without rows for who manages none."""
    loads = team_load(lead)
    longest = max((load.open for load in loads), default=0)
    rows = [_row(lead, load, longest) for load in loads[:at_most]]
    return Table(rows, len(loads), [_("Open"), _("Due today"), _("Overdue"), _("Waits for others")])


def _row(lead: Staff, load: Load, longest: int) -> Row:
    own = standing(lead)
    absence, deputy = own.away.get(load.staff.pk), own.deputy_of(load.staff.pk)
    return Row(
        load.staff,
        _bar(load, longest),
        [
            _figure(load, _("Open"), load.open, ""),
            _figure(load, _("Due today"), load.today, "today", "due-t"),
            _figure(load, _("Overdue"), load.overdue, "overdue", "over-t"),
            _figure(load, _("Waits for others"), load.waiting, "waiting"),
        ],
        dates.short_date(absence.last, language(), near=today()) if absence else "",
        deputy.full_name if deputy else "",
    )


def _bar(load: Load, longest: int) -> Bar:
    """What there is at all is wide enough to be seen."""
    parts = (load.overdue, load.today, load.later)
    return Bar(*(max(2, round(100 * part / longest)) if part else 0 for part in parts))


def _figure(load: Load, label: str, number: int, which: str, tone: str = "") -> Figure:
    url = f"{reverse('desk:complaints')}?owner={load.staff.pk}{f'&which={which}' if which else ''}"
    return Figure(label, capped(number) if number else "", url, tone if number else "")
