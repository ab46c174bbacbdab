"""Being away: who records it, who may stand in, and ending it before its day."""

from datetime import date, timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from amends.journal import record as journal
from amends.people.absence import leads_back, managed_with, may_do_the_same, standing_absences
from amends.people.actor import Actor
from amends.people.models import Absence, Company, Membership, Staff
from amends.people.procedures import today
from amends.people.queries import company_now, procedure, standing
from amends.people.refusal import Invalid, NotAllowed, NotPossible
from amends.procedure.moment import now

LONGEST = timedelta(days=731)


def may_record_absence(by: Actor, staff: Staff) -> bool:
    """The employee, an administrator, and who manages a team they work in."""
    if by.staff is None:
        return by.kind == "system"
    own = standing(by.staff)
    held = set(Membership.objects.filter(staff=staff).values_list("team_id", "role"))
    return by.staff.pk == staff.pk or own.administers or managed_with(own.own, held)


@transaction.atomic
def record_absence(staff: Staff, first: date, last: date, deputy: Staff | None, *, by: Actor) -> Absence:
    """Somebody is away from `first` to `last`, both included; `deputy` does for them meanwhile what they may do.

    Without a deputy the managers of their teams see what waits for them. NotAllowed, or Invalid at the field that is wrong.
    """
    if not may_record_absence(by, staff):
        raise NotAllowed(_("Their manager or an administrator records this."))
    _one_at_a_time()
    _check_days(staff, first, last)
    if deputy is not None:
        _check_deputy(staff, deputy, first, last)
    row = Absence.objects.create(
        staff=staff, first=first, last=last, deputy=deputy, recorded_by=by.staff, recorded_at=now()
    )
    _note("absence.recorded" if deputy else "absence.recorded_alone", row, by)
    return row


@transaction.atomic
def end_absence(row: Absence, *, by: Actor) -> None:
    """They are back, or it is taken back before it began; it ends at once."""
    if not may_record_absence(by, row.staff):
        raise NotAllowed(_("Their manager or an administrator records this."))
    _one_at_a_time()
    if row.last < today(company_now()) or not Absence.objects.filter(pk=row.pk, ended_at=None).update(
        ended_at=now()
    ):
        raise NotPossible(_("This absence is over already."))
    _note("absence.ended", row, by)


def _one_at_a_time() -> None:
    """Two recorded at once could lead deputies in a circle that neither sees."""
    Company.objects.select_for_update().filter(pk=1).first()


def _check_days(staff: Staff, first: date, last: date) -> None:
    present = today(company_now())
    if last < first:
        raise Invalid(_("The last day lies before the first."), field="last")
    if last < present:
        raise Invalid(_("These days are over."), field="last")
    if last - present > LONGEST or present - first > LONGEST:
        raise Invalid(_("Two years is the longest time that can be recorded."), field="last")
    other = standing_absences(first, last).filter(staff=staff).first()
    if other is not None:
        raise Invalid(
            _("%(name)s is recorded away from %(first)s to %(last)s already. End that first."),
            field="first",
            name=staff.full_name,
            first=other.first,
            last=other.last,
        )


def _check_deputy(staff: Staff, deputy: Staff, first: date, last: date) -> None:
    name = deputy.full_name
    if deputy.pk == staff.pk:
        raise Invalid(_("Choose somebody else: nobody stands in for themselves."), field="deputy")
    if not deputy.is_active:
        raise Invalid(_("%(name)s no longer works here."), field="deputy", name=name)
    if not may_stand_in(deputy, staff):
        raise Invalid(
            _("%(name)s may not do everything %(absent)s may do. Choose somebody with the same role."),
            field="deputy",
            name=name,
            absent=staff.full_name,
        )
    if leads_back(staff.pk, deputy.pk, first, last, list(standing_absences(first, last))):
        raise Invalid(
            _(
                "%(name)s is away in this time too, and %(absent)s stands in for them. Choose somebody who is there."
            ),
            field="deputy",
            name=name,
            absent=staff.full_name,
        )


def may_stand_in(deputy: Staff, absent: Staff) -> bool:
    """Whether the deputy's own roles may take every step the absent one's may."""
    if deputy.is_superuser:
        return True
    held = [set(Membership.objects.filter(staff=s).values_list("team_id", "role")) for s in (deputy, absent)]
    return may_do_the_same(procedure(), *held)


def _note(kind: str, row: Absence, by: Actor) -> None:
    personal = {"name": row.staff.full_name, "deputy": row.deputy.full_name if row.deputy else ""}
    journal.record(
        kind,
        by=by,
        facts={
            "staff": row.staff_id,
            "stands_in": row.deputy_id,
            "first": row.first.isoformat(),
            "last": row.last.isoformat(),
        },
        personal=personal,
        subjects=[f"staff:{row.staff_id}", *([f"staff:{row.deputy_id}"] if row.deputy_id else [])],
    )
