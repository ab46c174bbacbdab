"""Mail that could not be taken in: tried again, made a complaint of by hand, or found to be none. Its bytes stay as they came."""

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.db import DatabaseError, InterfaceError, OperationalError, transaction
from django.utils.translation import gettext_lazy as _

from amends.cases import files as store
from amends.channels import own_addresses
from amends.channels.email.adapter import key_of_unreadable
from amends.channels.email.taking import Letter, incoming_of
from amends.channels.incoming import Incoming, Receipt
from amends.channels.intake import receive
from amends.channels.models import SetAside
from amends.channels.queries import set_aside, set_aside_for
from amends.journal import record as journal
from amends.language.safe_text import clean, cut, is_blank
from amends.people.actor import Actor
from amends.people.models import Staff
from amends.people.queries import standing
from amends.people.refusal import Invalid, NotAllowed, NotPossible, Refusal
from amends.procedure.moment import now

BEGINNING = 3000  # bytes shown of a mail nobody could read


class StillUnreadable(Refusal):
    """The mail stays put aside; `why` is what went wrong this time."""

    code = "still_unreadable"
    words = _("It still cannot be read: %(why)s")


def is_kept(row: SetAside) -> bool:
    """Whether its bytes are here; one too large to be fetched stays in its mailbox."""
    return store.path_of(row.sha256).is_file()


def beginning(row: SetAside) -> str:
    """The first bytes as text, without what no page can show."""
    if not is_kept(row):
        return ""
    with store.path_of(row.sha256).open("rb") as source:
        return clean(source.read(BEGINNING).decode("utf-8", "replace"))


@transaction.atomic
def _try(pk: UUID, by: Actor) -> Receipt | str:
    """The receipt, or why it still cannot be taken in, which is noted."""
    row = _waiting(pk, by)
    if not is_kept(row):
        raise NotPossible(_("Its bytes are not here. It stays in its mailbox."))
    letter = Letter(store.read(row.sha256), row.door, mailbox=row.mailbox)
    try:
        with transaction.atomic():
            receipt = receive(incoming_of(letter, own_addresses.own_keys()))
    except (OperationalError, InterfaceError, OSError):
        raise
    except Exception as error:  # whatever a reader does with such bytes, the mail stays where it is
        why = str(error) if isinstance(error, Refusal) else f"{type(error).__name__}: {error}"
        SetAside.objects.filter(pk=pk).update(tries=row.tries + 1, reason=cut(clean(why), 300))
        return why
    _settle(row, "tried_again", receipt, by)
    return receipt


def try_again(pk: UUID, *, by: Actor) -> Receipt:
    """Take it in as if it came now; StillUnreadable when it fails again, with the new reason noted."""
    try:
        found = _try(pk, by)
    except (DatabaseError, OSError) as away:
        raise NotPossible(_("It cannot be stored now. Try again in a minute.")) from away
    if isinstance(found, str):
        raise StillUnreadable(why=found)
    return found


@transaction.atomic
def take_by_hand(pk: UUID, incoming: Incoming, *, by: Actor) -> Receipt:
    """Register what somebody read out of it; the mail as it came is the complaint's original."""
    row = _waiting(pk, by)
    original = store.read(row.sha256) if is_kept(row) else None
    receipt = receive(
        replace(incoming, original=original, external_key=key_of_unreadable(row.sha256), door="email"), by=by
    )
    _settle(row, "by_hand", receipt, by)
    return receipt


@transaction.atomic
def dismiss(pk: UUID, reason: str, *, by: Actor) -> datetime:
    """It is no complaint; its bytes stay in the store, and the journal says why. Returns when it was settled."""
    row = _waiting(pk, by)
    if is_blank(reason):
        raise Invalid(_("Say why it is no complaint."), field="reason")
    at = now()
    SetAside.objects.filter(pk=pk).update(settled_at=at)
    journal.record(
        "mail.dismissed", by=by, facts={"sha256": row.sha256}, personal={"reason": cut(clean(reason), 2000)}
    )
    return at


@transaction.atomic
def take_back_dismissal(pk: UUID, dismissed_at: datetime, *, by: Actor) -> None:
    """A mail that was dismissed at this moment by mistake waits again; refused when it is not so any more."""
    rows = set_aside_for(_administrator(by)).filter(settled_at=dismissed_at)
    row = rows.select_for_update(of=("self",)).filter(pk=pk).first()
    if row is None:
        raise NotPossible(_("Somebody settled this mail meanwhile."))
    SetAside.objects.filter(pk=pk).update(settled_at=None)
    journal.record("mail.dismissal_taken_back", by=by, facts={"sha256": row.sha256})


def _administrator(by: Actor) -> Staff:
    if by.staff is None or "administrator" not in standing(by.staff).all_roles:
        raise NotAllowed()
    return by.staff


def _waiting(pk: UUID, by: Actor) -> SetAside:
    row = set_aside(_administrator(by)).select_for_update(of=("self",)).filter(pk=pk).first()
    if row is None:
        raise NotPossible(_("Somebody settled this mail meanwhile."))
    return row


def _settle(row: SetAside, how: str, receipt: Receipt, by: Actor) -> None:
    SetAside.objects.filter(pk=row.pk).update(settled_at=now())
    journal.record("mail.settled", about=receipt.reference, by=by, facts={"sha256": row.sha256, "how": how})
