"""Words of the desk for what the rooms name by codes."""

from decimal import Decimal

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from amends.cases import kept_reads
from amends.cases.actions.ending import OUTCOMES
from amends.cases.channel_words import CHANNELS
from amends.language.money import sum_of_money
from amends.people.models import Customer
from amends.people.queries import company
from amends.procedure import words as procedure_words

WRITES_BY: dict[str, str | Promise] = {
    "email": _("Writes in %(language)s, by email"),
    "phone": _("Speaks %(language)s, by phone"),
    "post": _("Writes in %(language)s, by post"),
}
PROMISED: dict[str, str | Promise] = {
    "next_contact": _("We promised news by"),
    "final": _("We promised a reply by"),
    "interim": _("We promised news by"),
    "remedy": _("We promised the remedy by"),
    "responsible": _("Somebody answers for it by"),
    "legal": _("The rules ask for a reply by"),
}
BY_DATE: dict[str, str | Promise] = {
    "next_contact": _("News by %(date)s"),
    "final": _("Reply by %(date)s"),
    "interim": _("News by %(date)s"),
    "remedy": _("Remedy by %(date)s"),
    "responsible": _("Named by %(date)s"),
    "legal": _("Rule: %(date)s"),
}
CONTACTS: dict[str, str | Promise] = {
    "email": _("Email"),
    "phone": _("Phone"),
    "post": _("Post"),
    "other": _("Other"),
}
END: dict[str, str | Promise] = {
    "next_contact": _("News by"),
    "final": _("Reply by"),
    "interim": _("News by"),
    "remedy": _("Remedy by"),
    "responsible": _("Named by"),
    "legal": _("Rule"),
}


def outcome(code: str) -> str:
    return str(OUTCOMES.get(code, code))


def channel(code: str) -> str:
    return str(CHANNELS.get(code, code))


def stage(code: str) -> str:
    return gettext(procedure_words.STAGES.get(code, code))


def route(code: str) -> str:
    return gettext(procedure_words.ROUTES.get(code, code))


def remedy(code: str) -> str:
    return gettext(procedure_words.REMEDIES.get(code, code))


def roles(codes: frozenset[str]) -> str:
    """The roles a step waits for, those of employees first named."""
    people = [r for r in procedure_words.ROLES if r in codes and r not in ("customer", "system")]
    return ", ".join(gettext(procedure_words.ROLES[r]) for r in people)


def verdict(code: str) -> str:
    return gettext(procedure_words.VERDICTS[code]) if code in procedure_words.VERDICTS else ""


def satisfaction(satisfied: bool | None) -> str:
    """What a customer said of the result, in two words; empty when they did not say."""
    return {True: gettext("satisfied"), False: gettext("not satisfied"), None: ""}[satisfied]


def contacts(customer: Customer) -> list[dict[str, object]]:
    """How a customer can be reached, each way by its name."""
    return [
        {"kind": str(CONTACTS.get(c.kind, c.kind)), "value": c.value, "undeliverable": c.undeliverable_since}
        for c in kept_reads.contacts(customer.pk)
    ]


def money(amount: Decimal) -> str:
    """An amount as the employee reads it, in the company's currency."""
    written = sum_of_money(amount, company().currency, (get_language() or "en").split("-")[0])
    return written.replace(" ", "\u00a0")


def quoted(words: str) -> str:
    """In the quotation marks of the reader's language."""
    return gettext("“%(words)s”") % {"words": words}
