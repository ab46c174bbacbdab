"""Setting up the mailboxes that are read."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from amends.channels.email.mailbox import Reader
from amends.channels.models import Mailbox
from amends.channels.sealed import seal
from amends.journal import record as journal
from amends.people.actions import normal_contact
from amends.people.actor import Actor
from amends.people.refusal import Invalid


@transaction.atomic
def add_mailbox(address: str, *, by: Actor, password: str = "", **values: Any) -> Mailbox:
    """A mailbox to be read, or, without a host, only an address that mail is handed to us for. The password is sealed."""
    if "@" not in address:
        raise Invalid(
            _("Write the address of the mailbox, such as complaints@firm.example."), field="address"
        )
    key = normal_contact("email", address)
    if Mailbox.objects.filter(address_key=key).exists():
        raise Invalid(_("The mailbox %(address)s is set up already."), field="address", address=address)
    box = Mailbox.objects.create(
        name=values.pop("name", "") or address,
        address=address,
        address_key=key,
        secret=seal(password) if password else "",
        **values,
    )
    journal.record("mailbox.added", by=by, facts={"mailbox": box.pk, "address": address})
    return box


@transaction.atomic
def stop_mailbox(box: Mailbox, *, by: Actor) -> None:
    """Read the mailbox no more."""
    Mailbox.objects.filter(pk=box.pk).update(active=False)
    journal.record("mailbox.stopped", by=by, facts={"mailbox": box.pk, "address": box.address})


def try_mailbox(box: Mailbox) -> str:
    """What is wrong with reading a mailbox, in the server's words; empty when it works."""
    reader = Reader(box)
    try:
        reader.open()
    except Exception as wrong:
        return f"{type(wrong).__name__}: {wrong}"
    finally:
        reader.close()
    return ""
