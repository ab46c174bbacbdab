"""The first answers of a batch of new complaints: composed, counted against loops, queued in the same transaction."""

from collections.abc import Container, Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.conf import settings

from amends.cases.actions import Opened, to_be_told
from amends.cases.actions.notices import notify, responsible_for
from amends.cases.models import Case, Message, Telling
from amends.channels import first_answer, own_addresses
from amends.channels.incoming import Incoming
from amends.channels.links import follow_link, message_id
from amends.channels.models import Delivery
from amends.journal import prepared
from amends.journal import record as journal
from amends.language.safe_text import one_line
from amends.people.actions import normal_contact
from amends.people.actor import SYSTEM
from amends.people.models import Company
from amends.procedure.moment import now

A_DAY = timedelta(hours=24)
# Where whoever complains is given reference and date at once: by whoever takes the call or stands before them, by the page
# after the form, by the program. On paper, or through somebody else, they have heard nothing yet.
HEARD = frozenset({"phone", "in_person", "web_form", "api"})
_LATELY = """
SELECT to_key, count(*) FROM (VALUES {wanted}) AS wanted(key)
JOIN channels_delivery ON to_key = wanted.key WHERE automatic AND queued_at > %s GROUP BY to_key
"""


class Letters:
    """`entries` go to the journal with the cases; `rows` with the cases; `tell` is called afterwards.

    Customers in `unknown` were never written to, so that nothing has to be counted for them.
    """

    def __init__(
        self, company: Company, opened: Sequence[tuple[Opened, Incoming]], unknown: Container[int] = ()
    ) -> None:
        self.answers: dict[UUID, Message] = {}
        self.entries: list[Any] = []
        self._deliveries: list[Delivery] = []
        self._tellings: list[Telling] = []
        self._stopped: list[Case] = []
        at = now()
        self._own = {own_addresses.sender_key(), normal_contact("email", company.email)}
        wanted = [(o, one) for o, one in opened if one.answered and not one.machine]
        self._sent = _sent_lately(
            [_key(one) for o, one in wanted if _by_mail(one) and _person(o) not in unknown]
        )
        for o, one in wanted:
            self._compose(company, o, one, at)

    def _compose(self, company: Company, o: Opened, one: Incoming, at: Any) -> None:
        case, promise = o.case, o.next_contact
        subject, text = first_answer.compose(case, company, promise.due, follow_link(case))
        answer = Message(
            case=case,
            direction="out",
            kind="first_answer",
            channel=case.answer_by,
            at=at,
            author_name=company.name,
            language=case.language,
            subject=subject,
            text=text,
            in_reply_to=o.message.message_id,
        )
        promise.told_in = answer
        self.answers[case.pk] = answer
        facts = {"language": case.language, "due": promise.due.isoformat()}
        self.entries.append(journal.prepare("case.first_answer", about=case.ref, by=SYSTEM, facts=facts))
        if _by_mail(one):
            self._queue(answer, one, at)
        elif one.channel not in HEARD:
            self._tellings.append(to_be_told(answer))

    def _queue(self, answer: Message, one: Incoming, at: Any) -> None:
        key = _key(one)
        count = self._sent.get(key, 0)
        self._sent[key] = count + 1
        held = ""
        if own_addresses.is_own(key, self._own):
            held = "own_address"
        elif not one.trusted_sender:
            held = "several_senders"
        elif count >= settings.MAIL_LOOP_LIMIT:
            held = "loop_limit"
            if count == settings.MAIL_LOOP_LIMIT:
                self._stopped.append(answer.case)
        self._deliveries.append(
            Delivery(
                message=answer,
                channel="email",
                to_address=one_line(one.sender_email)[:320],
                to_key=key,
                envelope_key=message_id(answer.pk, own_addresses.domain()),
                automatic=True,
                state="held" if held else "waiting",
                error=held,
                queued_at=at,
                next_try_at=at,
            )
        )

    def rows(self) -> tuple[list[Message], list[Delivery], list[Telling]]:
        return list(self.answers.values()), self._deliveries, self._tellings

    def tell(self) -> None:
        """Once the rows are written: whoever is responsible learns that automatic answers were stopped."""
        for case in self._stopped:
            notify(responsible_for(case), case, "loop_stopped")
            Message.objects.create(
                case=case,
                direction="note",
                kind="note",
                channel="",
                at=now(),
                notes=["loop_stopped"],
                text=LOOP_WORDS,
            )


LOOP_WORDS = "Automatic answers to this address were stopped for a day; it may be a machine."


def _person(opened: Opened) -> int:
    return opened.case.representative_id or opened.case.customer_id


def _by_mail(one: Incoming) -> bool:
    return "@" in one.sender_email


def _key(one: Incoming) -> str:
    return normal_contact("email", one.sender_email)[:320]


def _sent_lately(keys: Sequence[str]) -> dict[str, int]:
    """How many automatic messages went to each address within a day."""
    if not keys:
        return {}
    once = sorted(set(keys))
    statement = _LATELY.format(wanted=prepared.values(len(once), "text"))
    with prepared.cursor(keep=len(once) <= prepared.FEW) as cursor:
        cursor.execute(statement, [*once, now() - A_DAY])
        return dict(cursor.fetchall())
