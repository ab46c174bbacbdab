"""What stands on the first page: whose complaint it is, how far it has come, and of which moment this is."""

from typing import Any

from django.utils.translation import gettext as _

from amends.cases.actions.ending import OUTCOMES
from amends.cases.models import Case
from amends.channels.registry import words_of
from amends.copies.parts import facts
from amends.copies.pen import Pen
from amends.copies.whole import Whole
from amends.people.models import Customer
from amends.procedure.words import ROUTES, STAGES


def front(whole: Whole, pen: Pen) -> Any:
    case = whole.case
    pen.place = pen.say(_("First page"))
    return facts(
        [
            (_("Customer"), _person(case.customer, pen)),
            (_("Speaks for them"), _person(case.representative, pen) if case.representative else ""),
            (_("Number in the register"), _register(whole)),
            (_("Came in"), _came(case, pen)),
            (_("Product"), pen.told_in_a_line(case.product) if case.product else ""),
            (_("Order"), pen.say(case.order_ref)),
            (_("Unhappy with"), pen.told(case.essence, case.language)),
            (_("Wish"), pen.told(case.wish, case.language)),
            (_("Stage"), _(STAGES.get(case.stage, case.stage))),
            (_("Route"), _(ROUTES.get(case.route, case.route)) if case.route else ""),
            (_("Customer's state"), str(Case.State(case.state).label) if case.state else ""),
            (_("Severity"), str(Case.Severity(case.severity).label) if case.severity else ""),
            (_("Team"), pen.say(case.team.name)),
            (_("Who answers for it"), pen.who(case.owner.full_name, case.owner) if case.owner else ""),
            (_("Outcome"), str(OUTCOMES.get(case.outcome, case.outcome))),
            (_("Passed to"), pen.told_in_a_line(case.transferred_to) if case.transferred_to else ""),
            (_("How the customer reaches them"), pen.told(case.transferred_contact)),
            (_("Answered"), pen.moment(case.answered_at)),
            (_("Closed"), pen.moment(case.closed_at)),
        ]
    )


def _person(person: Customer, pen: Pen) -> list[Any]:
    """Name and address as they are: the customer is never hidden from themselves."""
    contacts = [pen.say(contact.value) for contact in person.contacts.all()]
    address = [pen.say(line) for line in person.address.splitlines() if line.strip()]
    return [pen.say(person.full_name), *address, *contacts]


def _register(whole: Whole) -> str:
    if not whole.register or whole.register[1] is None:
        return ""
    return _("No. %(number)s of %(year)s") % {"number": whole.register[1], "year": whole.register[0]}


def _came(case: Case, pen: Pen) -> str:
    came = {"moment": pen.moment_in_full(case.received_at), "channel": words_of(case.channel)}
    return _("%(moment)s, by %(channel)s") % came
