"""What may be granted by whom without asking (M2, M20)."""

from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal

from amends.procedure.definition import Procedure


@dataclass(frozen=True)
class Granted:
    """The person may grant it alone."""


@dataclass(frozen=True)
class NeedsApproval:
    """Somebody with `role` has to agree first."""

    role: str


def may_grant(
    plan: Procedure, roles: Collection[str], kind: str, amount: Decimal | None = None
) -> Granted | NeedsApproval:
    """Whether somebody with these roles may grant it. KeyError for a kind outside the arsenal."""
    remedy = plan.remedies[kind]
    worth = amount or Decimal(0)
    limits = {role: plan.limits[role] for role in roles if role in plan.limits}
    only_clerk = set(limits) == {"clerk"}
    if limits and max(limits.values()) >= worth and (remedy.on_the_spot or not only_clerk):
        return Granted()
    return NeedsApproval(approver_of(plan, worth))


def approver_of(plan: Procedure, amount: Decimal) -> str:
    """The lowest approver whose own limit covers the amount, else the highest there is."""
    for role in plan.approvers:
        if plan.limits.get(role, Decimal(0)) >= amount:
            return role
    return plan.approvers[-1]


def on_the_spot(plan: Procedure) -> tuple[str, ...]:
    """The arsenal of the first person who hears the complaint."""
    return tuple(name for name, remedy in plan.remedies.items() if remedy.on_the_spot)
