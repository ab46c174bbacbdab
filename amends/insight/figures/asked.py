"""The complaints a page of figures is about: received from one day to another, in one team or all that one sees."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from amends.language.safe_text import whole_number
from amends.people.models import Staff
from amends.people.queries import names_of_teams, standing

LONGEST = 3  # years
MONTHS_BACK = 11


@dataclass(frozen=True)
class Asked:
    """`teams` are those counted, None is every one; `team` the one chosen, if one was."""

    first: date
    last: date
    teams: tuple[int, ...] | None
    team: int | None = None


def sees_insight(staff: Staff) -> bool:
    """Figures over many complaints are for those who lead, answer for quality, administer or audit."""
    return bool(standing(staff).all_roles & {"manager", "quality", "administrator", "auditor"})


def teams_of(staff: Staff) -> list[tuple[int, str]]:
    """The teams whose figures the employee may see, by name."""
    own = standing(staff)
    found = [(pk, name) for pk, name in names_of_teams() if own.everywhere or pk in own.teams]
    return sorted(found, key=lambda one: one[1].casefold())


def asked_of(given: Mapping[str, str], staff: Staff, today: date) -> Asked:
    """What was asked, with what is no date or no team of theirs left out; a year unless said otherwise."""
    last = min(_day(given.get("until", "")) or today, today)
    first = _day(given.get("from", "")) or months_before(last.replace(day=1), MONTHS_BACK)
    first = max(min(first, last), months_before(last.replace(day=1), 12 * LONGEST))
    mine = {pk for pk, _name in teams_of(staff)}
    chosen = whole_number(given.get("team", ""))
    team = chosen if chosen in mine else None
    everywhere = standing(staff).everywhere
    return Asked(first, last, (team,) if team else None if everywhere else tuple(sorted(mine)), team)


def months_before(day: date, months: int) -> date:
    """The first of the month so many months before that of `day`."""
    number = day.year * 12 + day.month - 1 - months
    return date(number // 12, number % 12 + 1, 1)


def _day(text: str) -> date | None:
    try:
        day = date.fromisoformat(text.strip())
    except ValueError:
        return None
    return day if 1990 < day.year < 2200 else None
