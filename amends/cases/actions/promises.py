"""Promises and pauses: what was said by when, moved only with a reason and with the customer told (M8, M9)."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from amends.cases.actions._step import begin, date_in_force, finish, write_down
from amends.cases.models import Case, Message, Pause, Promise
from amends.cases.queries import OPEN_PROMISE, OWED_PROMISE
from amends.journal import record as journal
from amends.language.safe_text import clean, is_blank
from amends.people.actor import SYSTEM, Actor
from amends.people.refusal import Invalid, NotPossible
from amends.procedure.calendar import BusinessCalendar
from amends.procedure.clocks import shift_for_pause
from amends.procedure.moment import now


def check_ahead(calendar: BusinessCalendar, due: datetime) -> None:
    """Refuse a date that has passed, or on which nobody works, naming the next working day."""
    if due <= now():
        raise Invalid(_("The date must lie ahead."), field="due")
    day = due.astimezone(calendar.tz).date()
    if not calendar.is_working_day(day):
        raise Invalid(
            _("%(day)s is not a working day. %(next)s is the next."),
            field="due",
            day=day,
            next=calendar.next_working_day(day),
        )


def make_promise(
    case: Case, kind: str, due: datetime, *, by: Actor, what: str = "", told_in: Message | None = None
) -> Promise:
    """A promise row with its entry; used by the verbs, which have locked and permitted."""
    row = Promise.objects.create(
        case=case, kind=kind, what=clean(what), made_at=now(), due=due, told_in=told_in, pausable=True
    )
    write_down(
        "case.promised", case, by=by, facts={"kind": kind, "due": due.isoformat(), "promise": str(row.pk)}
    )
    return row


@transaction.atomic
def promise(
    case: Case,
    due: datetime,
    *,
    by: Actor,
    kind: str = "next_contact",
    what: str = "",
    told_in: Message | None = None,
) -> Promise:
    """Give the customer a date by which they hear again."""
    case, _plan = begin(case, "promise", by=by)
    check_ahead(case.team.calendar, due)
    row = make_promise(case, kind, due, by=by, what=what, told_in=told_in)
    finish(case)
    return row


@transaction.atomic
def re_promise(
    old: Promise, due: datetime, reason: str, *, by: Actor, told_in: Message | None = None
) -> Promise:
    """Move a date before it passes; the old row stays, struck through, with the reason. A broken one stays broken."""
    case, _plan = begin(old.case, "re_promise", by=by)
    old = Promise.objects.select_for_update(of=("self",)).get(pk=old.pk)
    if is_blank(reason):
        raise Invalid(_("Say why the date is moved; the customer is told the reason."), field="reason")
    if not old.to_customer:
        raise NotPossible(_("A date set by a rule cannot be moved."))
    if old.kept_at or old.replaced_by_id or old.dropped_at:
        raise NotPossible(_("This promise is settled already. Give a new one instead."))
    check_ahead(case.team.calendar, due)
    new = Promise.objects.create(
        case=case,
        kind=old.kind,
        what=old.what,
        made_at=now(),
        due=due,
        told_in=told_in,
        pausable=old.pausable,
    )
    if old.broken_at:
        Promise.objects.filter(pk=old.pk).update(
            dropped_at=now()
        )  # stays broken; the new date is what is owed
    else:
        Promise.objects.filter(pk=old.pk).update(replaced_by=new, replaced_reason=clean(reason))
    write_down(
        "case.promise_moved",
        case,
        by=by,
        facts={"before": old.due.isoformat(), "after": due.isoformat(), "promise": str(new.pk)},
        personal={"reason": reason},
    )
    finish(case)
    return new


def keep_promises(
    case: Case, kinds: set[str], *, by: Actor, message: Message | None = None, what: str | None = None
) -> int:
    """Mark the open promises of these kinds as kept by what just happened. A late one is broken, and answered all the same.

    `what` narrows it to those that promised exactly this.
    """
    at = now()
    rows = Promise.objects.filter(OWED_PROMISE, case=case, kind__in=kinds)
    kept = list(rows if what is None else rows.filter(what=what))
    for row in kept:
        if row.due >= at:
            Promise.objects.filter(pk=row.pk).update(kept_at=at, kept_by=message)
            write_down(
                "case.promise_kept", case, by=by, facts={"due": row.due.isoformat(), "promise": str(row.pk)}
            )
            continue
        Promise.objects.filter(pk=row.pk).update(broken_at=row.broken_at or at, dropped_at=at)
        if row.broken_at is None:
            write_down(
                "case.promise_broken", case, by=by, facts={"due": row.due.isoformat(), "promise": str(row.pk)}
            )
    if kept:
        case.due_at = date_in_force(case)
        Case.objects.filter(pk=case.pk).update(due_at=case.due_at)
    return len(kept)


def drop_open_promises(case: Case) -> None:
    """The case ends without them: withdrawn, joined, passed on."""
    Promise.objects.filter(OWED_PROMISE, case=case).update(dropped_at=now())


@transaction.atomic
def break_promise(promise_id: Any, *, at: datetime) -> Promise | None:
    """Mark an open promise whose time is over as broken; None when something settled it meanwhile. Done by the sweep."""
    row = (
        Promise.objects.select_for_update(of=("self",), skip_locked=True)
        .filter(OPEN_PROMISE, pk=promise_id, due__lt=at)
        .first()
    )
    if row is None:
        return None
    case = Case.objects.get(pk=row.case_id)
    Promise.objects.filter(pk=row.pk).update(broken_at=at, warned=100)
    row.broken_at = at
    journal.record(
        "case.promise_broken",
        about=case.ref,
        by=SYSTEM,
        facts={"due": row.due.isoformat(), "promise": str(row.pk)},
    )
    finish(case)
    return row


@transaction.atomic
def warn_of_promise(promise_id: Any, level: int) -> bool:
    """Note once that `level` percent of the time is used; False when that was noted before."""
    changed = Promise.objects.filter(OPEN_PROMISE, pk=promise_id, warned__lt=level).update(warned=level)
    if changed:
        row = Promise.objects.select_related("case").get(pk=promise_id)
        journal.record(
            "case.promise_warned",
            about=row.case.ref,
            by=SYSTEM,
            facts={"level": level, "due": row.due.isoformat()},
        )
    return bool(changed)


def _replace(old: Promise, due: datetime, reason: str) -> Promise:
    """The same promise with another date; the old row stays, struck through."""
    new = Promise.objects.create(
        case=old.case,
        kind=old.kind,
        what=old.what,
        made_at=now(),
        due=due,
        to_customer=old.to_customer,
        clock=old.clock,
        pausable=old.pausable,
    )
    Promise.objects.filter(pk=old.pk).update(replaced_by=new, replaced_reason=reason)
    return new


@transaction.atomic
def pause(case: Case, until: datetime, reason: str, *, by: Actor) -> Pause:
    """Let the case wait with a date and a reason; the next contact comes no later than that date (M8), so the promise
    of the next news now stands for it. Whoever takes the step tells the customer.
    """
    case, _plan = begin(case, "pause", by=by)
    if is_blank(reason):
        raise Invalid(_("Say what the case waits for."), field="reason")
    check_ahead(case.team.calendar, until)
    row = Pause.objects.create(
        case=case, reason=clean(reason), started_at=now(), until=until, by_staff=by.staff
    )
    told = Promise.objects.filter(OPEN_PROMISE, case=case, kind="next_contact", to_customer=True)
    for promised in told.exclude(due=until):  # whoever was told this very date already holds it
        _replace(promised, until, row.reason)
    write_down("case.paused", case, by=by, facts={"until": until.isoformat()}, personal={"reason": reason})
    finish(case)
    return row


@transaction.atomic
def resume(case: Case, *, by: Actor) -> Pause:
    """End the pause. The company's own dates move by the working days waited where the procedure allows, and only then;
    a regulator's clock never does. Whoever takes the step tells the customer the new date.
    """
    case, plan = begin(case, "resume", by=by)
    row = Pause.objects.filter(case=case, ended_at=None).first()
    if row is None:
        raise NotPossible(_("This case is not paused."))
    row.ended_at = now()
    Pause.objects.filter(pk=row.pk).update(ended_at=row.ended_at)
    for old in Promise.objects.filter(OPEN_PROMISE, case=case, pausable=True).exclude(kind="next_contact"):
        clock = plan.clock_named(old.clock)
        moved = shift_for_pause(old.due, [(row.started_at, row.ended_at)], clock, case.team.calendar)
        if moved != old.due:
            _replace(old, moved, row.reason)
            facts = {"before": old.due.isoformat(), "after": moved.isoformat()}
            write_down("case.promise_moved", case, by=by, facts=facts, personal={"reason": row.reason})
    write_down("case.resumed", case, by=by)
    finish(case)
    return row
