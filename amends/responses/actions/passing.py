"""Passing a complaint to another body: the step and what the customer hears of it, in one transaction (M18, M28).

It is the last they hear from us, so whoever asked for silence before our reply is told as well.
"""

from django.db import transaction

from amends.cases.actions import keep_promises, transfer
from amends.cases.actions._step import begin
from amends.cases.models import Case, Message
from amends.cases.queries import open_promises
from amends.channels import sentences
from amends.language.safe_text import clean, one_line
from amends.people.actor import Actor
from amends.responses.actions.tell import send_letter

TOLD_WITH_IT = {"next_contact", "interim"}  # the promises that they hear from us


@transaction.atomic
def tell_transfer(case: Case, body: str, contact: str, reason: str, *, by: Actor, text: str = "") -> Message:
    """Pass it on, and tell the customer to whom and how to reach them, perhaps with a sentence of ours.

    `reason` is for colleagues. News that was promised is kept by the message; what else was promised ends, and it says so.
    """
    case, _plan = begin(case, "transfer", by=by)
    dated = open_promises(case).filter(to_customer=True).exclude(kind__in=TOLD_WITH_IT).exists()
    letter = sentences.passed_on(
        case, one_line(body), clean(contact).strip(), clean(text).strip(), dated=dated
    )
    message = send_letter(case, "passed_on", letter, by)
    keep_promises(case, TOLD_WITH_IT, by=by, message=message)
    transfer(case, body, contact, reason, by=by)
    return message
