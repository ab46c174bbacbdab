"""The links of their open complaints once more, for a customer who has lost them.

Only an address we have already written to about a complaint gets its link: an address somebody claims to be the customer's,
or one on the customer's card, proves nothing. Each complaint is told in a mail and a language of its own.
"""

from datetime import timedelta

from django.db import transaction

from amends.cases.actions import say
from amends.cases.models import Case, Message
from amends.cases.models.case import OPEN_STAGES
from amends.channels import delivery, sentences
from amends.channels.models import Delivery
from amends.journal import record as journal
from amends.people.actions import normal_contact
from amends.people.actor import SYSTEM
from amends.procedure.moment import now

NOT_AGAIN_WITHIN = timedelta(hours=1)  # whoever types in another's address cannot flood them
MOST = 20  # complaints told of at once, the newest


@transaction.atomic
def send_links(email: str) -> int:
    """Queue a mail with the link of each open complaint the address was written to about; returns how many."""
    key = normal_contact("email", email)
    sent = Delivery.objects.filter(to_key=key, automatic=True, channel="email", state="sent")
    told = dict(sent.order_by("queued_at").values_list("message__case_id", "to_address"))
    found = Case.objects.filter(pk__in=told, stage__in=OPEN_STAGES)
    rows = found.select_for_update(of=("self",)).select_related("customer", "representative", "owner", "team")
    cases = list(rows.order_by("-id")[:MOST])
    lately = set(
        Message.objects.filter(case__in=cases, kind="link", at__gt=now() - NOT_AGAIN_WITHIN).values_list(
            "case_id", flat=True
        )
    )
    wanted = [case for case in cases if case.pk not in lately]
    for case in wanted:
        _send(case, told[case.pk])  # as it stood there: what was typed may only look the same
    return len(wanted)


def _send(case: Case, address: str) -> None:
    subject, text = sentences.link_again(case)
    message = say(case, "link", text, by=SYSTEM, subject=subject, channel="email")
    delivery.queue(message, to=address)
    journal.record("case.link_sent", about=case.ref, by=SYSTEM)
