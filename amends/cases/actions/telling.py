"""Messages no mail carries: that they wait to be told, and that an employee told them by phone, by post or in person.

So do news, questions, dates, remedies, replies, where it was passed on, and the check of satisfaction, which is told until it is
answered. First answers wait where they were not heard at once
(`channels.first_letters`). What mail could not bring waits as well (`channels.bounces`), and all of it can go by mail after all
(`channels.delivery`). What was taken back or joined needs no telling, until it is opened again or taken apart.
"""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from amends.cases.actions._step import begin, finish, write_down
from amends.cases.actions.notices import seen_to
from amends.cases.models import Case, Message, Telling
from amends.cases.models.telling import WAITS
from amends.language.safe_text import clean, is_blank, one_line
from amends.people.actor import Actor
from amends.people.refusal import Invalid, NotPossible
from amends.procedure.moment import now

UNTOLD = ("link",)  # kinds nobody has to tell: who asks for a link has an address
JOURNAL = {"phone": "case.told_by_phone", "post": "case.told_by_post", "in_person": "case.told_in_person"}


def to_be_told(message: Message) -> Telling:
    """The row of a message that waits to be told; whoever makes it writes it with the message."""
    return Telling(message=message, case_id=message.case_id, since=message.at)


def wait_to_tell(message: Message) -> None:
    """No mail carries this message: it waits, unless it is of a kind nobody has to tell, or waits or was told already, as two
    mails of one may come back at once. In the transaction of who says it.
    """
    if message.kind not in UNTOLD:
        Telling.objects.bulk_create([to_be_told(message)], ignore_conflicts=True)


@transaction.atomic
def tell_customer(message: Message, how: str, *, by: Actor, spoke_to: str = "", note: str = "") -> Telling:
    """The customer was told: by phone, naming whom one spoke to, by post or in person.

    Invalid names the field that cannot be used; NotPossible when it was said already, or when nobody has to tell it.
    """
    case, _plan = begin(message.case, "tell_customer", by=by)
    row = _locked(message)
    if row is None or row.let_go_at:
        raise NotPossible(_("Nobody has to tell this: it goes by mail, or they know it already."))
    if row.told_at:
        raise NotPossible(_("A colleague has already said that the customer was told."))
    if how not in JOURNAL:
        raise Invalid(_("Choose how the customer was told."), field="how")
    by_phone = how == Telling.How.PHONE
    if by_phone and is_blank(spoke_to):
        raise Invalid(_("Say whom you spoke to."), field="spoke_to")
    row.how, row.told_at, row.told_by = how, now(), by.staff
    row.spoke_to, row.note = one_line(spoke_to)[:300] if by_phone else "", clean(note).strip()
    row.save(update_fields=["how", "told_at", "told_by", "spoke_to", "note"])
    personal = {"spoke_to": row.spoke_to} if by_phone else {}
    personal |= {"note": row.note} if row.note else {}
    _write_down(JOURNAL[how], case, row, by, personal)
    _nothing_waits(case)
    finish(case)
    return row


@transaction.atomic
def give_to_mail(message: Message, *, by: Actor) -> None:
    """Nobody has to tell this any more, as mail can carry it now. NotPossible where nobody waits to be told."""
    case, _plan = begin(message.case, "tell_customer", by=by)
    row = _locked(message)
    if row is None or not row.waits:
        raise NotPossible(_("Nobody has to tell this: it goes by mail, or they know it already."))
    _write_down("case.told_by_mail", case, row, by, {})
    row.delete()
    _nothing_waits(case)
    finish(case)


@transaction.atomic
def take_back_telling(message: Message, told_at: datetime, *, by: Actor) -> None:
    """It was said by mistake that the customer was told at this moment: it waits again. NotPossible when it does anyway."""
    case, _plan = begin(message.case, "tell_customer", by=by)
    row = _locked(message)
    if row is None or row.told_at != told_at:
        raise NotPossible(_("This can no longer be undone."))
    row.how, row.told_at, row.told_by, row.spoke_to, row.note = "", None, None, "", ""
    row.save(update_fields=["how", "told_at", "told_by", "spoke_to", "note"])
    _write_down("case.telling_taken_back", case, row, by, {})
    finish(case)


def heard(message: UUID | None) -> None:
    """The customer answered what this message asks: they have heard it."""
    Telling.objects.filter(WAITS, message=message).delete()


def let_go(case: Case) -> None:
    """The complaint was taken back or joined: what waits to be told in it is not waited for."""
    Telling.objects.filter(WAITS, case=case).update(let_go_at=now())


def wait_again(case: Case) -> None:
    """The complaint stands again: what was let go is still to be told."""
    Telling.objects.filter(case=case, let_go_at__isnull=False).update(let_go_at=None)


def _nothing_waits(case: Case) -> None:
    """Of mail that came back nobody need be reminded once all of it was told or given to mail again."""
    if not Telling.objects.filter(WAITS, case=case).exists():
        seen_to(case, "delivery_failed")


def _locked(message: Message) -> Telling | None:
    rows = Telling.objects.select_for_update(of=("self",)).select_related("message")
    return rows.filter(message=message).first()


def _write_down(kind: str, case: Case, row: Telling, by: Actor, personal: dict[str, str]) -> None:
    facts = {"what": row.message.kind, "message": str(row.pk)}
    write_down(kind, case, by=by, facts=facts, personal=personal)
