"""Giving several complaints away: what would happen to each, and then each by the verb that is meant for it."""

from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from amends.cases.actions._step import expect
from amends.cases.actions.ownership import assign, hand_over
from amends.cases.models import Case
from amends.people.actor import Actor
from amends.people.models import Staff, Team
from amends.people.refusal import NotPossible, Refusal


@dataclass(frozen=True)
class Handing:
    """To whom and why; `team` is None where each complaint stays with its own."""

    to: Staff
    reason: str
    team: Team | None = None


def give(case: Case, handing: Handing, shown: int | None, *, by: Actor) -> None:
    """Hand a complaint over, or assign it while nobody answers for it; a Refusal changes nothing.

    `shown` is the version of the case a page showed, None when it showed none.
    """
    with transaction.atomic():
        expect(case, shown)
        moves = handing.team is not None and handing.team.pk != case.team_id
        if case.owner_id == handing.to.pk and not moves:
            raise NotPossible(_("%(name)s already answers for it."), name=handing.to.full_name)
        if case.owner_id is None and not moves:
            assign(case, handing.to, by=by)
        else:
            hand_over(case, handing.to, handing.reason, by=by, team=handing.team if moves else None)


def would_refuse(case: Case, handing: Handing, *, by: Actor) -> Refusal | None:
    """Why `give` would refuse this complaint now: it is done and taken back, so that both always say the same."""
    try:
        with transaction.atomic():
            give(case, handing, None, by=by)
            transaction.set_rollback(True)
    except Refusal as refused:
        return refused
    return None
