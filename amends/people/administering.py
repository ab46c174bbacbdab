"""Who may change how the company is set up."""

from django.utils.translation import gettext_lazy as _

from amends.people.actor import Actor
from amends.people.queries import standing
from amends.people.refusal import NotAllowed


def administer(by: Actor) -> None:
    """NotAllowed unless `by` administers every team, or is the system or a key whose scope its face has checked.

    An administrator of one team alone may not: most settings hold for all teams.
    """
    if by.kind in ("system", "key"):
        return
    if by.staff is None or not standing(by.staff).administers:
        raise NotAllowed(_("Only an administrator of every team changes the settings."))
