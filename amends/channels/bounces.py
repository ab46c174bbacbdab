"""Mail that came back: the delivery failed, the address is marked, and whoever is responsible learns of it.

What it said waits to be told by phone or by post, or sent to an address that works.
"""

from amends.cases.actions import wait_to_tell
from amends.cases.actions.notices import notify, responsible_for
from amends.cases.models import Case, Message
from amends.cases.telling_queries import ways_to
from amends.channels.first_letters import HEARD
from amends.channels.incoming import Incoming
from amends.channels.links import read_message_id
from amends.channels.models import Delivery
from amends.journal import record as journal
from amends.people.actor import SYSTEM
from amends.people.models import Contact
from amends.procedure.moment import now

NOT_WAITED_FOR = ("withdrawn", "joined")  # stages in which nobody waits to hear
RETURNED = "returned"  # the note of a mail that says a delivery came to nothing; a delay does not


def note_bounce(case: Case, one: Incoming) -> bool:
    """Mark the deliveries a bounce speaks of as failed; false when it speaks of none, or only of a delay."""
    if RETURNED not in one.notes:
        return False
    named = [*one.in_reply_to, *one.references]
    ours = [found for name in named if (found := read_message_id(name))]
    rows = list(
        Delivery.objects.select_for_update().filter(message_id__in=ours, message__case=case, state="sent")
    )
    for row in rows:
        fail(row, "returned", case=case)
    return bool(rows)


def fail(row: Delivery, why: str, *, case: Case) -> None:
    """A delivery that will not succeed: on record, the address marked, a notice to those responsible, told otherwise."""
    Delivery.objects.filter(pk=row.pk).update(state="failed", error=why[:300])
    Contact.objects.filter(kind="email", key=row.to_key).update(undeliverable_since=now())
    journal.record(
        "delivery.failed",
        about=case.ref,
        by=SYSTEM,
        facts={"reason": why[:300], "delivery": str(row.pk)},
        personal={"address": row.to_address},
        subjects=[f"customer:{case.customer_id}"],
    )
    notify(responsible_for(case), case, "delivery_failed", error=why[:300])
    if not has_heard(row.message, case) and (not row.automatic or can_be_told(case)):
        wait_to_tell(row.message)


def has_heard(message: Message, case: Case) -> bool:
    """Whether they know what it said, or nobody waits for it any more."""
    at_once = message.kind == "first_answer" and case.channel in HEARD
    return at_once or case.stage in NOT_WAITED_FOR


def can_be_told(case: Case) -> bool:
    """Whether one knows how to reach them without mail. Where not, what nobody decided to send is not waited for: the address of
    whoever wrote first is often made up.
    """
    person = case.representative or case.customer
    return bool(person.address or ways_to([person.pk]))
