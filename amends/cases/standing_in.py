"""Whom an employee stands in for with what they do to a case."""

from collections.abc import Collection

from amends.cases.conflict import ConflictOfInterest, conflict_of_interest
from amends.cases.models import Case
from amends.people.absence import roles_in
from amends.people.actor import Actor, as_deputy
from amends.people.models import Staff
from amends.people.queries import standing

# A deputy who took part in what went wrong may look, note and pass it on, but settles nothing of it (M13).
SETTLING = frozenset(
    {
        "decide_point",
        "reconsider_point",
        "record_responsibility",
        "show_finding",
        "propose_remedy",
        "approve_remedy",
        "solve_on_the_spot",
        "draft",
        "request_signature",
        "return_draft",
        "sign",
        "send",
        "close",
    }
)


def stood_in_for(staff: Staff, case: Case) -> Staff | None:
    """The absent employee for whom `staff` acts on the case: its owner, else one whose role alone lets them in."""
    own = standing(staff)
    absent = own.stands_in_for
    if owner := next((one for one in absent if one.pk == case.owner_id), None):
        return owner
    if not absent or roles_in(own.own, case.team_id) or staff.is_superuser:
        return None
    return next((one for one in absent if roles_in(own.held_by(one.pk), case.team_id)), None)


def signs_for(staff: Staff, case: Case, writers: Collection[int]) -> Staff | None:
    """The absent manager for whose signature a letter on the case waits; nobody's who wrote in it."""
    own = standing(staff)
    absent = [one for one in own.stands_in_for if one.pk not in writers]
    return next((one for one in absent if "manager" in roles_in(own.held_by(one.pk), case.team_id)), None)


def manages(staff: Staff, case: Case) -> bool:
    """Whether the employee manages the case's team in their own right."""
    return staff.is_superuser or "manager" in roles_in(standing(staff).own, case.team_id)


def acting(by: Actor, case: Case) -> Actor:
    """`by` as the journal should know them: for themselves or for somebody absent."""
    if by.staff is None or by.deputy_for is not None:
        return by
    return as_deputy(by, stood_in_for(by.staff, case))


def check_deputy(by: Actor, case: Case, step: str) -> None:
    """ConflictOfInterest for a deputy who would settle what they had a part in."""
    if by.staff is None or step not in SETTLING or not standing(by.staff).stands_in_for:
        return
    for_signer = step in ("sign", "return_draft") and signs_for(by.staff, case, ())
    if (for_signer or stood_in_for(by.staff, case)) and conflict_of_interest(case, by.staff):
        raise ConflictOfInterest(name=by.staff.full_name)
