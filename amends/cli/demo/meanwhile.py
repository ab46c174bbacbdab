"""What happens between two steps of a complaint: people read what they were told, and what no mail carries is told."""

from datetime import datetime, timedelta
from random import Random

from amends.cases.actions import tell_customer
from amends.cases.actions.notices import managers_of, seen
from amends.cases.models import Case, Telling
from amends.cases.models.telling import WAITS
from amends.people.actor import Actor

UNTOLD = timedelta(days=3)


def look_at(case: Case) -> None:
    """Whoever takes the next step has read what they were told about the case."""
    if case.owner:
        seen(case.owner, case)
    for manager in managers_of(case):
        if manager:
            seen(manager, case)


def tell(case: Case, name: str, end: datetime, *, by: Actor, dice: Random) -> None:
    """What waited has been posted, or they were rung up; what was said shortly before the end of it all waits still."""
    found = Telling.objects.filter(WAITS, case=case, since__lt=end - UNTOLD)
    for row in found.select_related("message__case"):
        tell_customer(row.message, dice.choice(["post", "post", "phone"]), by=by, spoke_to=name)
