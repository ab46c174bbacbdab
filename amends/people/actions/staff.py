"""Accounts and roles of employees."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from amends.journal import record as journal
from amends.language.safe_text import is_blank, one_line
from amends.people.actor import Actor
from amends.people.administering import administer
from amends.people.models import Membership, Role, Staff, Team
from amends.people.queries import administrators
from amends.people.refusal import Invalid, NotPossible


@transaction.atomic
def add_staff(email: str, full_name: str, *, by: Actor, password: str | None = None, **fields: Any) -> Staff:
    """A new account; without a password nobody signs in by it before one is set by a link."""
    administer(by)
    _check_email(email)
    staff = Staff.objects.create_user(email, password, full_name=full_name, **fields)
    journal.record(
        "staff.added",
        by=by,
        facts={"staff": staff.pk},
        personal={"name": full_name},
        subjects=[f"staff:{staff.pk}"],
    )
    return staff


def _check_email(email: str, besides: int = 0) -> None:
    if Staff.objects.filter(email=email.strip().lower()).exclude(pk=besides).exists():
        raise Invalid(_("There is already an account for %(email)s."), field="email", email=email)


@transaction.atomic
def invite(
    email: str,
    full_name: str,
    role: str,
    team: Team | None,
    *,
    by: Actor,
    password: str | None = None,
    **fields: Any,
) -> Staff:
    """A new account with its first role, both or neither; without a password, on record that a link to set one is made."""
    staff = add_staff(email, full_name, by=by, password=password, **fields)
    give_role(staff, role, team, by=by)
    if password is None:
        note_link(staff, by=by)
    return staff


@transaction.atomic
def give_role(staff: Staff, role: str, team: Team | None, *, by: Actor) -> None:
    administer(by)
    if role not in Role.values:
        raise Invalid(_("There is no role %(role)s."), field="role", role=role)
    _row, made = Membership.objects.get_or_create(staff=staff, team=team, role=role)
    if made:
        _record("staff.role_given", staff, role, team, by)


@transaction.atomic
def take_role(staff: Staff, role: str, team: Team | None, *, by: Actor) -> None:
    """Take a role away; NotPossible for the last administrator's."""
    administer(by)
    if role == Role.ADMINISTRATOR and team is None and not staff.is_superuser:
        _check_another_administers(staff)
    gone, _rows = Membership.objects.filter(staff=staff, team=team, role=role).delete()
    if gone:
        _record("staff.role_taken", staff, role, team, by)


def _check_another_administers(staff: Staff) -> None:
    """Lock them all, so that two do not take it from each other at once."""
    held = list(administrators().select_for_update(of=("self",)))
    if not [other for other in held if other.pk != staff.pk]:
        raise NotPossible(_("Nobody else administers every team. Give somebody else that role first."))


ACCOUNT_FIELDS = ("full_name", "email", "job_title", "department", "phone", "language", "zone")


@transaction.atomic
def change_staff(staff: Staff, values: dict[str, Any], *, by: Actor) -> None:
    """An administrator changes somebody's account; anything that is no part of it is left out."""
    administer(by)
    values = {k: one_line(v) for k, v in values.items() if k in ACCOUNT_FIELDS}
    if is_blank(values.get("full_name", staff.full_name)):
        raise Invalid(_("Write the full name: letters are signed with it."), field="full_name")
    if "email" in values:
        values["email"] = values["email"].lower()
        _check_email(values["email"], besides=staff.pk)
    changes = {k: v for k, v in values.items() if getattr(staff, k) != v}
    if changes:
        Staff.objects.filter(pk=staff.pk).update(**changes)
        _note("staff.changed", staff, by, fields=", ".join(sorted(changes)))


@transaction.atomic
def deactivate(staff: Staff, *, by: Actor) -> None:
    """End an account: nobody signs in by it any more, and who is signed in is out. What they did stays theirs."""
    administer(by)
    if by.staff is not None and by.staff.pk == staff.pk:
        raise NotPossible(_("You cannot end your own account. Another administrator can."))
    _check_another_administers(staff)
    if Staff.objects.filter(pk=staff.pk, is_active=True).update(is_active=False):
        _note("staff.deactivated", staff, by)


@transaction.atomic
def activate(staff: Staff, *, by: Actor) -> None:
    """Let somebody whose account was ended sign in again, with the roles they had."""
    administer(by)
    if Staff.objects.filter(pk=staff.pk, is_active=False).update(is_active=True):
        _note("staff.activated", staff, by)


@transaction.atomic
def note_link(staff: Staff, *, by: Actor) -> None:
    """Put on record that a link to set a password was made. NotPossible for an ended account."""
    administer(by)
    if not staff.is_active:
        raise NotPossible(_("This account is ended. Open it again first."))
    _note("staff.link_made", staff, by)


def _note(kind: str, staff: Staff, by: Actor, **facts: Any) -> None:
    journal.record(
        kind,
        by=by,
        facts={"staff": staff.pk, **facts},
        personal={"name": staff.full_name},
        subjects=[f"staff:{staff.pk}"],
    )


def _record(kind: str, staff: Staff, role: str, team: Team | None, by: Actor) -> None:
    _note(kind, staff, by, role=role, team=team.pk if team else None)


OWN_FIELDS = (
    "language",
    "zone",
    "phone",
    "job_title",
    "department",
    "list_columns",
    "list_close",
)


@transaction.atomic
def change_own(staff: Staff, values: dict[str, Any], *, by: Actor) -> None:
    """An employee changes what is their own to change; anything else in `values` is left out."""
    changes = {k: v for k, v in values.items() if k in OWN_FIELDS and getattr(staff, k) != v}
    if not changes:
        return
    Staff.objects.filter(pk=staff.pk).update(**changes)
    _note("staff.changed", staff, by, fields=", ".join(sorted(changes)))
