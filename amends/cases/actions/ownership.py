"""Who answers for a case: assigning, escalating, handing over; history and promises go with it (M11, M13, M14)."""

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from amends.cases.actions._step import begin, finish, write_down
from amends.cases.actions.notices import notify
from amends.cases.conflict import ConflictOfInterest, conflict_of_interest
from amends.cases.models import Case, Promise
from amends.cases.queries import OPEN_PROMISE
from amends.language.safe_text import is_blank
from amends.people.actor import Actor
from amends.people.models import LENT_ROLES, Staff, Team
from amends.people.queries import standing
from amends.people.refusal import Invalid
from amends.procedure.moment import now


def _give(case: Case, to: Staff) -> None:
    if not to.is_active:
        raise Invalid(_("%(name)s no longer works here."), field="to", name=to.full_name)
    roles = standing(to).roles_in(case.team_id)
    if not roles & LENT_ROLES:
        raise Invalid(
            _("%(name)s has no role in the team %(team)s."),
            field="to",
            name=to.full_name,
            team=case.team.name,
        )
    if conflict_of_interest(case, to):
        raise ConflictOfInterest(field="to", name=to.full_name)
    Promise.objects.filter(OPEN_PROMISE, Q(due__gte=now()), case=case, kind="responsible").update(
        kept_at=now()
    )


@transaction.atomic
def assign(case: Case, to: Staff, *, by: Actor) -> Case:
    """Give the case to one person, who answers for it from now on."""
    case, _plan = begin(case, "assign", by=by)
    if case.owner_id == to.pk:
        return case
    _give(case, to)
    write_down(
        "case.assigned",
        case,
        by=by,
        facts={"staff": to.pk},
        personal={"to": to.full_name},
        subjects=[f"staff:{to.pk}"],
    )
    notify([to], case, "assigned", besides=by.staff)
    finish(case, {"owner": to})
    return case


def _pass_on(case: Case, step: str, kind: str, to: Staff, team: Team | None, reason: str, by: Actor) -> Case:
    case, _plan = begin(case, step, by=by)
    if is_blank(reason):
        raise Invalid(_("Say why, so that the next person need not ask."), field="reason")
    if team is not None:
        case.team = team
    _give(case, to)
    write_down(
        kind,
        case,
        by=by,
        facts={"staff": to.pk, "team": case.team_id},
        personal={"to": to.full_name, "reason": reason},
        subjects=[f"staff:{to.pk}"],
    )
    notify([to], case, "assigned", besides=by.staff)
    finish(case, {"owner": to, "team": case.team})
    return case


@transaction.atomic
def escalate(case: Case, to: Staff, reason: str, *, by: Actor) -> Case:
    """Pass the case up to somebody who can decide what its owner cannot (M14)."""
    return _pass_on(case, "escalate", "case.escalated", to, None, reason, by)


@transaction.atomic
def hand_over(case: Case, to: Staff, reason: str, *, by: Actor, team: Team | None = None) -> Case:
    """Give the case to a colleague, perhaps of another team, with the reason. Promises stay as they were told."""
    return _pass_on(case, "hand_over", "case.handed_over", to, team, reason, by)
