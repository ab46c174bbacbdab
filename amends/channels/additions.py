"""What lands in a case that is there: the customer's further words, files, and what machines report about our mail."""

from typing import Any

from amends.cases.actions import add_message
from amends.cases.actions.notices import notify, responsible_for
from amends.cases.models import Case, File, Message
from amends.channels import bounces
from amends.channels.columns import message_columns, rows_of_files
from amends.channels.incoming import Incoming
from amends.language.safe_text import clean
from amends.people.actor import SYSTEM, Actor


def add_to_case(case: Case, one: Incoming, *, by: Actor, verified: bool = True) -> Message:
    """Add a message with its files to a case; runs in the door's transaction. Nothing is answered by itself."""
    columns: dict[str, Any] = message_columns(one)
    columns |= {
        "channel": one.channel,
        "text": clean(one.text),
        "verified": verified,
        "language": case.language,
    }
    columns["kind"] = "machine" if one.machine else "addition"
    if one.at is not None:
        columns["at"] = one.at
    message = add_message(case, columns, by=SYSTEM if one.machine else by)
    rows = rows_of_files(case, message, one, by=by)
    if rows:
        File.objects.bulk_create(rows)
        if message.original_id:
            Message.objects.filter(pk=message.pk).update(original=message.original_id)
    if one.machine:
        bounces.note_bounce(case, one)
    else:
        notify(responsible_for(case), case, "customer_wrote")
    return message
