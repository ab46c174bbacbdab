"""The one door out. `queue` stands in the action's transaction; the carrier takes it from there (`carrier.py`)."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from amends.cases.actions import give_to_mail, wait_to_tell
from amends.cases.models import Case, Message
from amends.channels import own_addresses
from amends.channels.links import message_id
from amends.channels.models import Delivery
from amends.people.actions import normal_contact
from amends.people.actor import Actor
from amends.people.models import Contact
from amends.people.refusal import NotPossible
from amends.procedure.moment import now

AUTOMATIC = ("first_answer", "survey")  # what no person decided to send


def queue(message: Message, *, to: str | None = None) -> Delivery | None:
    """Queue a message for the customer (the representative where there is one), or for `to`.

    None when they have no mail address: then it waits until somebody says that it was told by phone or posted.
    """
    address = to or address_of(message.case)
    if not address or "@" not in address:
        wait_to_tell(message)
        return None
    return _put_out(message, address)


def _put_out(message: Message, address: str) -> Delivery:
    at = now()
    return Delivery.objects.create(
        message=message,
        channel="email",
        to_address=address[:320],
        to_key=normal_contact("email", address)[:320],
        envelope_key=message_id(message.pk, own_addresses.domain()),
        automatic=message.kind in AUTOMATIC,
        queued_at=at,
        next_try_at=at,
    )


def reaches(case: Case) -> bool:
    """Whether the customer is written to about a step: there is an address, and they did not ask for silence between
    our first answer and our reply.
    """
    person = case.representative or case.customer
    return person.between != "none" and has_address(case)


def has_address(case: Case) -> bool:
    """Whether mail for the case can go out."""
    return "@" in address_of(case)


def address_of(case: Case) -> str:
    """Where mail for the case goes: the address written from last, else any the customer has; of those that work, if any does."""
    person = case.representative_id or case.customer_id
    known = list(Contact.objects.filter(kind="email", customer_id=person).order_by("id"))
    rows = [one for one in known if one.undeliverable_since is None] or known
    last = (
        Message.objects.filter(case=case, direction="in", verified=True)
        .exclude(author_address="")
        .order_by("-at")
        .values_list("author_address", flat=True)
        .first()
    )
    written = normal_contact("email", last) if last else ""
    return next((one.value for one in rows if one.key == written), rows[0].value if rows else "")


@transaction.atomic
def send_after_all(message: Message, *, by: Actor) -> Delivery:
    """What waits to be told goes by mail: they have an address now, or mail that came back is worth another try.

    NotPossible where nobody waits for it, or no address is known.
    """
    give_to_mail(message, by=by)
    address = address_of(message.case)
    if "@" not in address:
        raise NotPossible(_("No mail address of the customer is known."))
    key = normal_contact("email", address)[:320]
    row = Delivery.objects.select_for_update().filter(message=message, to_key=key).first()
    if row is None:
        row = _put_out(message, address)
    else:
        Contact.objects.filter(kind="email", key=key).update(undeliverable_since=None)
        Delivery.objects.filter(pk=row.pk).update(state="waiting", attempts=0, next_try_at=now(), error="")
    return row
