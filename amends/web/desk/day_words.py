"""What a date field stands for, in words: browsers draw the field in their own language, the line under it is the employee's.

Besides the day it says how many working days of the team lie between, or that it is none of them.
"""

from datetime import date, datetime, timedelta

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from amends.language import dates
from amends.people import queries as people
from amends.procedure import moment
from amends.procedure.calendar import BusinessCalendar, CalendarError
from amends.web.desk.lines import language
from amends.web.desk.page import DeskRequest, desk_page

LONGEST = 32  # characters of a date or a moment
FAR = 730  # days; beyond them nobody counts working days


@desk_page
def day_words(request: DeskRequest) -> HttpResponse:
    """As plain text; nothing for what is no date. With `plain` only the day."""
    at = read(request.GET.get("at", ""))
    said = in_words(at, None if "plain" in request.GET else calendar_of(request.GET.get("team", "")))
    return HttpResponse(said, content_type="text/plain; charset=utf-8")


def read(value: object) -> date | datetime | None:
    """What a date field holds or a browser sends of it; a moment is in the employee's time zone."""
    try:
        found = _parsed(value.strip()) if isinstance(value, str) else value
        if isinstance(found, datetime):
            return found if timezone.is_aware(found) else timezone.make_aware(found)
    except (ValueError, OverflowError):
        return None
    return found if isinstance(found, date) else None


def _parsed(text: str) -> date | datetime | None:
    if len(text) > LONGEST:
        return None
    return date.fromisoformat(text) if len(text) == 10 else datetime.fromisoformat(text)


def calendar_of(team: str = "") -> BusinessCalendar | None:
    """That of the team with this number, else of the company's first."""
    number = int(team) if team.isascii() and team.isdigit() and len(team) < 10 else 0
    found = people.active_teams().filter(pk=number).first() if number else None
    home = found or people.company().default_team
    return home.calendar if home else None


def in_words(at: date | datetime | None, calendar: BusinessCalendar | None) -> str:
    """ "Friday 4 December 2026 at 12:00, 6 working days from now"; without a calendar the day alone."""
    if at is None:
        return ""
    if isinstance(at, datetime):
        zone = timezone.get_current_timezone()
        said, day = dates.long_date_time(at, language(), zone), at.astimezone(zone).date()
    else:
        said, day = dates.long_date(at, language()), at
    try:
        return _placed(said, day, calendar) if calendar else said
    except CalendarError:
        return said


def _placed(said: str, day: date, calendar: BusinessCalendar) -> str:
    today = timezone.localtime(moment.now()).date()
    if day < today:
        return _("%(date)s: this day is over") % {"date": said}
    if not 0 <= (day - today).days <= FAR:
        return said
    if not calendar.is_working_day(day):
        following = dates.long_date(calendar.next_working_day(day), language(), year=False)
        return _("%(date)s: no working day, the next is %(next)s") % {"date": said, "next": following}
    if day == today:
        return _("%(date)s: today") % {"date": said}
    between = (today + timedelta(days=n) for n in range(1, (day - today).days + 1))
    n = sum(calendar.is_working_day(one) for one in between)
    return ngettext("%(date)s: in %(n)d working day", "%(date)s: in %(n)d working days", n) % {
        "date": said,
        "n": n,
    }
