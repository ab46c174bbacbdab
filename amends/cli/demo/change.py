"""The changes of the demonstration: one a kind of complaint and quarter, most of them made in time and proven."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from random import Random

from amends.improvement import actions as improvement
from amends.improvement.models import Cause, CorrectiveAction
from amends.people.actor import Actor, of_staff
from amends.people.models import Staff
from amends.procedure import moment


def plan_change(
    cause: Cause,
    told: Sequence[dict[str, str]],
    at: datetime,
    end: datetime,
    dice: Random,
    *,
    owner: Actor,
    quality: Staff,
) -> None:
    """Plan what removes a cause, the next of those `told`, unless one is planned against it this quarter already.

    It is proven where the weeks of its criterion are over before `end`.
    """
    earlier = [each.planned_at for each in CorrectiveAction.objects.filter(cause__what=cause.what)]
    if len(earlier) >= len(told) or _quarter(at) in map(_quarter, earlier):
        return
    words, by = told[len(earlier)], of_staff(quality)
    assert owner.staff is not None
    due = at + timedelta(days=dice.randint(28, 56))
    action = improvement.plan_corrective_action(
        cause, words["what"], owner=owner.staff, due=due.date(), criterion=words["criterion"], by=by
    )
    done = due - timedelta(days=dice.uniform(1, 8))
    if done > end or dice.random() < 0.15:
        return
    with moment.set_to(done):
        action = improvement.finish_corrective_action(action, words["proof"], by=owner)
    checked = done + timedelta(days=dice.uniform(56, 63))
    if checked < end:
        with moment.set_to(checked):
            improvement.check_corrective_action(action, dice.random() < 0.85, by=by)


def _quarter(at: datetime) -> tuple[int, int]:
    return at.year, (at.month - 1) // 3
