"""What a page says about those who are away: one's own absence, and for whom one stands in."""

from dataclasses import dataclass

from amends.language import dates
from amends.people.models import Absence, Staff
from amends.people.queries import standing
from amends.web.desk.lines import language, today


@dataclass(frozen=True)
class Away:
    """Somebody away until a day; `deputy` is the name of who stands in today, empty where nobody does."""

    name: str
    until: str
    deputy: str = ""
    mine: bool = False  # the employee who reads this is the one away, else the one who looks after them


def standing_in(staff: Staff) -> list[Away]:
    """The lines above Today: that one is away oneself, and whom one looks after."""
    own = standing(staff)
    rows = [row for row in own.away.values() if row.staff_id in own.answers_for]
    return sorted(
        (_shown(row, own.deputy_of(row.staff_id), staff) for row in rows), key=lambda away: away.name
    )


def _shown(row: Absence, deputy: Staff | None, staff: Staff) -> Away:
    until = dates.short_date(row.last, language(), near=today())
    return Away(row.staff.full_name, until, deputy.full_name if deputy else "", row.staff_id == staff.pk)
