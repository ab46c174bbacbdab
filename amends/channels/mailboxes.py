"""Setting up the mailboxes that are read."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from amends.channels.models import Mailbox
from amends.channels.sealed import seal
from amends.journal import record as journal
from amends.language.safe_text import one_line
from amends.people.actions import normal_contact
from amends.people.actor import Actor
from amends.people.administering import administer
from amends.people.refusal import Invalid

CHANGEABLE = ("address", "team", "tags", "host", "port", "security", "user", "folder", "done_folder")
NUMBERED_BY = {"host", "user", "folder"}  # what gives a mailbox its numbers of mails


@transaction.atomic
def add_mailbox(address: str, *, by: Actor, password: str = "", **values: Any) -> Mailbox:
    """A mailbox to be read, or, without a host, only an address that mail is handed to us for. The password is sealed."""
    administer(by)
    values = _checked({"address": address, **values})
    box = Mailbox.objects.create(
        name=values.pop("name", "") or values["address"],
        secret=seal(password) if password else "",
        **values,
    )
    journal.record("mailbox.added", by=by, facts={"mailbox": box.pk, "address": box.address})
    return box


@transaction.atomic
def change_mailbox(box: Mailbox, values: Mapping[str, Any], *, by: Actor, password: str = "") -> None:
    """Change how a mailbox is read; without a password the one it has stays. Another server, user or folder is read
    from its unread mail on.
    """
    administer(by)
    checked = _checked({k: v for k, v in values.items() if k in CHANGEABLE}, besides=box.pk)
    changes = {name: value for name, value in checked.items() if getattr(box, name) != value}
    if password:
        changes["secret"] = seal(password)
    if not changes:
        return
    if NUMBERED_BY & set(changes):
        changes |= {"uid_validity": None, "last_uid": 0}
    Mailbox.objects.filter(pk=box.pk).update(**changes, failing_since=None, last_error="")
    for name, value in changes.items():
        setattr(box, name, value)
    told = sorted(set(changes) - {"address_key", "uid_validity", "last_uid"})
    named = ", ".join("password" if name == "secret" else name for name in told)
    journal.record("mailbox.changed", by=by, facts={"address": box.address, "fields": named})


def _checked(values: Mapping[str, Any], besides: int = 0) -> dict[str, Any]:
    """The values as they are stored; Invalid names the field that cannot be used."""
    found: dict[str, Any] = {k: one_line(v) if isinstance(v, str) else v for k, v in values.items()}
    try:
        validate_email(found["address"])
    except ValidationError as wrong:
        raise Invalid(
            _("Write the address of the mailbox, such as complaints@firm.example."), field="address"
        ) from wrong
    found["address_key"] = normal_contact("email", found["address"])
    if Mailbox.objects.filter(address_key=found["address_key"]).exclude(pk=besides).exists():
        raise Invalid(
            _("The mailbox %(address)s is set up already."), field="address", address=found["address"]
        )
    if not 0 < int(found.get("port", 993)) < 65536:
        raise Invalid(_("A port is a number from 1 to 65535."), field="port")
    return found


@transaction.atomic
def stop_mailbox(box: Mailbox, *, by: Actor) -> None:
    """Read the mailbox no more."""
    administer(by)
    if Mailbox.objects.filter(pk=box.pk, active=True).update(active=False):
        journal.record("mailbox.stopped", by=by, facts={"mailbox": box.pk, "address": box.address})


@transaction.atomic
def start_mailbox(box: Mailbox, *, by: Actor) -> None:
    """Read a stopped mailbox again, from where it was left."""
    administer(by)
    if Mailbox.objects.filter(pk=box.pk, active=False).update(active=True):
        journal.record("mailbox.started", by=by, facts={"mailbox": box.pk, "address": box.address})
