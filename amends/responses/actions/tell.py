"""What is told to the customer while their complaint is looked into: questions, news, dates, and what we would do.

Each is one transaction: the message, its delivery, the promise it keeps or makes, and the journal.
"""

from collections.abc import Callable
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from amends.cases.actions import keep_promises, make_promise, offer_remedy, promise, re_promise, say
from amends.cases.actions._step import begin, finish, write_down
from amends.cases.models import Case, Message, Promise, Remedy
from amends.cases.queries import open_promises
from amends.channels import delivery, sentences
from amends.language.safe_text import is_blank
from amends.people.actor import Actor
from amends.people.refusal import Invalid
from amends.procedure.clocks import due_by
from amends.procedure.definition import Procedure
from amends.procedure.moment import now


def send_letter(case: Case, kind: str, letter: tuple[str, str], by: Actor) -> Message:
    """A message to the customer, given as (subject, text), with its delivery."""
    subject, text = letter
    message = say(case, kind, text, by=by, subject=subject)
    delivery.queue(message)
    return message


def _next_due(case: Case) -> datetime | None:
    """The date the customer already holds, when one lies ahead."""
    found = open_promises(case).filter(to_customer=True, due__gt=now()).order_by("due").first()
    return found.due if found else None


@transaction.atomic
def ask_customer(case: Case, question: str, *, by: Actor) -> Message:
    """Ask what only the customer can tell; the date they were given stands and is repeated."""
    case, _plan = begin(case, "ask_customer", by=by)
    if is_blank(question):
        raise Invalid(_("Write what you want to know."), field="text")
    message = send_letter(case, "question", sentences.question(case, question, _next_due(case)), by)
    write_down("case.customer_asked", case, by=by, personal={"question": question})
    finish(case)
    return message


@transaction.atomic
def send_interim_news(case: Case, text: str, *, by: Actor, due: datetime | None = None) -> Message:
    """Say how it stands (M9). It keeps the promise of news, and the next one is made and told in the same message."""
    case, plan = begin(case, "send_interim_news", by=by)
    if is_blank(text):
        raise Invalid(_("Write how it stands."), field="text")
    if due is not None and due <= now():
        raise Invalid(_("The date must lie ahead."), field="due")
    message = send_with_next_date(case, plan, lambda told: sentences.news(case, text, told), by=by, due=due)
    write_down("case.news_sent", case, by=by, personal={"text": text})
    finish(case)
    return message


def send_with_next_date(
    case: Case,
    plan: Procedure,
    letter: Callable[[datetime], tuple[str, str]],
    *,
    by: Actor,
    due: datetime | None = None,
) -> Message:
    """Send news that names the date of the next: `due`, by default the procedure's clock, or an earlier date already held.

    It keeps the promise of news, and the next one is made in the same message.
    """
    next_news = due or due_by(plan, "interim", now(), case.team.calendar, case.route)
    held = _next_due_besides_news(case)
    message = send_letter(case, "news", letter(min(next_news, held) if held else next_news), by)
    keep_promises(case, {"next_contact", "interim"}, by=by, message=message)
    if held is None or next_news < held:
        make_promise(case, "interim", next_news, by=by, told_in=message)
    return message


def _next_due_besides_news(case: Case) -> datetime | None:
    other = (
        open_promises(case)
        .filter(to_customer=True, due__gt=now())
        .exclude(kind__in=("next_contact", "interim"))
    )
    found = other.order_by("due").first()
    return found.due if found else None


def tell_new_date(old: Promise, due: datetime, reason: str, *, by: Actor) -> Promise:
    """Move a promised date; the customer hears the new one and why."""
    if is_blank(reason):
        raise Invalid(_("Say why the date is moved; the customer is told the reason."), field="reason")
    with transaction.atomic():
        case = old.case
        message = send_letter(case, "new_date", sentences.new_date(case, due, reason), by)
        return re_promise(old, due, reason, by=by, told_in=message)


def tell_promise(case: Case, due: datetime, text: str, *, by: Actor, kind: str = "next_contact") -> Promise:
    """Promise a date in a message of one's own words."""
    if is_blank(text):
        raise Invalid(_("Write what the customer is told."), field="text")
    with transaction.atomic():
        message = send_letter(case, "news", sentences.news(case, text, due), by)
        return promise(case, due, by=by, kind=kind, what=text, told_in=message)


def ask_about_remedy(row: Remedy, *, by: Actor, text: str = "") -> Remedy:
    """Ask whether the remedy suits the customer (M21); one page takes their yes or no."""
    with transaction.atomic():
        offered = offer_remedy(row, by=by)
        send_letter(offered.case, "remedy", sentences.remedy(offered.case, offered, text), by)
        return offered
