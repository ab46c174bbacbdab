"""Who looks at a complaint now, and who writes there: told through the database to every live process, kept in no table."""

import json
from dataclasses import asdict, dataclass

from django.db import connection

from amends.cases.models import Case
from amends.people.models import Staff

CHANNEL = "amends_presence"


@dataclass(frozen=True)
class Seat:
    """One window of one employee on one complaint.

    `writes_in` is the id of the field typed into, empty while they only look. `asks` wants to be told who is there even if
    nothing changed; `gone` says that the window was closed.
    """

    ref: str
    staff: int
    name: str
    tab: str
    writes_in: str = ""
    asks: bool = False
    gone: bool = False


def announce(
    case: Case, staff: Staff, tab: str, *, writes_in: str = "", asks: bool = False, gone: bool = False
) -> None:
    """Tell that an employee, who may see the case, has it before them. One statement; nothing is written."""
    seat = Seat(case.ref, staff.pk, staff.full_name, tab, writes_in, asks, gone)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_notify(%s, %s)", [CHANNEL, json.dumps(asdict(seat), ensure_ascii=False)])


def read(payload: str) -> Seat:
    """What was announced."""
    return Seat(**json.loads(payload))
