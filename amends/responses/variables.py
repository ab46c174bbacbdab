"""What a case can put into a prepared text: each variable with what it is, and its value in the reply's language."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils import translation
from django.utils.translation import gettext_lazy as _

from amends.cases.models import Case, Point, Promise, Remedy
from amends.channels.first_answer import zone_for
from amends.language.dates import by_date, long_date, on_date
from amends.language.money import sum_of_money
from amends.language.safe_text import clean, is_blank, one_line
from amends.people.queries import company

# What each is, shown where a text is written, and asked for where the case has no value.
VARIABLES = {
    "customer_name": _("customer's name"),
    "reference": _("reference of the complaint"),
    "received_date": _("day the complaint came"),
    "on_received_date": _("on the day the complaint came"),
    "promised_date": _("promised day"),
    "by_promised_date": _("by the promised day"),
    "point": _("what the point is about"),
    "turn_to": _("who is competent, and how to reach them"),
    "remedy": _("what is done to put it right"),
    "amount": _("sum"),
    "order": _("order number"),
    "product": _("product or service"),
    "team": _("team"),
    "company": _("company"),
    "signer": _("name under the letter"),
    "signer_title": _("what they do"),
    "phone": _("phone number"),
}


@dataclass(frozen=True)
class Facts:
    """Rows of a case its variables are read from, as a page has them already."""

    case: Case
    points: Iterable[Point]
    promises: Iterable[Promise]
    remedies: Iterable[Remedy]


def names_in(language: str) -> dict[str, str]:
    """What each variable is, in a language."""
    with translation.override(language):
        return {name: str(words) for name, words in VARIABLES.items()}


def values(facts: Facts, language: str, point: Point | None = None) -> Mapping[str, str]:
    """The value of every variable the case has one for; with `point`, of that point's own remedy and words."""
    found = {
        **_of_the_case(facts.case),
        **_dates(facts, language),
        **_remedy(facts, language, point),
        "point": one_line(point.what) if point else "",
        "turn_to": clean(point.turn_to) if point else "",
    }
    return {name: value for name, value in found.items() if not is_blank(value)}


def _of_the_case(case: Case) -> dict[str, str]:
    owner = case.owner
    return {
        "customer_name": one_line(case.customer.full_name),
        "reference": case.ref,
        "order": one_line(case.order_ref),
        "product": one_line(case.product),
        "team": case.team.name,
        "company": company().name,
        "signer": owner.full_name if owner else "",
        "signer_title": owner.job_title if owner else "",
        "phone": (owner.phone if owner else "") or case.team.phone or company().phone,
    }


def _dates(facts: Facts, language: str) -> dict[str, str]:
    zone = zone_for(facts.case)
    received = facts.case.received_at.astimezone(zone).date()
    found = {
        "received_date": long_date(received, language, weekday=False),
        "on_received_date": on_date(received, language),
    }
    due = [promise.due for promise in facts.promises if promise.is_open and promise.to_customer]
    if due:
        promised = max(due).astimezone(zone).date()
        found["promised_date"] = long_date(promised, language)
        found["by_promised_date"] = by_date(promised, language)
    return found


def _remedy(facts: Facts, language: str, point: Point | None) -> dict[str, str]:
    """What is offered or done; the sum only where there is one, since nobody but the writer knows which of two is meant."""
    offered = [each for each in facts.remedies if not each.refused_at and not each.cancelled_at]
    if point is not None:
        offered = [each for each in offered if each.point_id == point.pk] or [
            each for each in offered if each.point_id is None
        ]
    sums = {each.amount for each in offered if each.amount}
    return {
        "remedy": "; ".join(clean(each.what).strip() for each in offered),
        "amount": sum_of_money(sums.pop(), company().currency, language) if len(sums) == 1 else "",
    }
