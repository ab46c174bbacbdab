"""Accounts and roles of employees."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from amends.journal import record as journal
from amends.people.actor import Actor
from amends.people.models import Membership, Role, Staff, Team
from amends.people.refusal import Invalid


@transaction.atomic
def add_staff(email: str, full_name: str, *, by: Actor, password: str | None = None, **fields: Any) -> Staff:
    if Staff.objects.filter(email=email.strip().lower()).exists():
        raise Invalid(_("There is already an account for %(email)s."), field="email", email=email)
    staff = Staff.objects.create_user(email, password, full_name=full_name, **fields)
    journal.record(
        "staff.added",
        by=by,
        facts={"staff": staff.pk},
        personal={"name": full_name},
        subjects=[f"staff:{staff.pk}"],
    )
    return staff


@transaction.atomic
def give_role(staff: Staff, role: str, team: Team | None, *, by: Actor) -> None:
    if role not in Role.values:
        raise Invalid(_("There is no role %(role)s."), field="role", role=role)
    _row, made = Membership.objects.get_or_create(staff=staff, team=team, role=role)
    if made:
        _record("staff.role_given", staff, role, team, by)


@transaction.atomic
def take_role(staff: Staff, role: str, team: Team | None, *, by: Actor) -> None:
    gone, _rows = Membership.objects.filter(staff=staff, team=team, role=role).delete()
    if gone:
        _record("staff.role_taken", staff, role, team, by)


def _record(kind: str, staff: Staff, role: str, team: Team | None, by: Actor) -> None:
    journal.record(
        kind,
        by=by,
        facts={"staff": staff.pk, "role": role, "team": team.pk if team else None},
        personal={"name": staff.full_name},
        subjects=[f"staff:{staff.pk}"],
    )


OWN_FIELDS = ("language", "zone", "phone", "job_title", "department", "away_until")


@transaction.atomic
def change_own(staff: Staff, values: dict[str, Any], *, by: Actor) -> None:
    """An employee changes what is their own to change; anything else in `values` is left out."""
    changes = {k: v for k, v in values.items() if k in OWN_FIELDS and getattr(staff, k) != v}
    if not changes:
        return
    Staff.objects.filter(pk=staff.pk).update(**changes)
    journal.record(
        "staff.changed",
        by=by,
        facts={"staff": staff.pk, "fields": ", ".join(sorted(changes))},
        personal={"name": staff.full_name},
        subjects=[f"staff:{staff.pk}"],
    )
