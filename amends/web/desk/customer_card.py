"""The customer beside a complaint: what else they complained of and how it ended, how they wish to be treated, what suited."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from amends.cases.models import Case
from amends.cases.queries import newest_visible_of, remedies_answered
from amends.improvement.models import Survey
from amends.improvement.queries import answers_of
from amends.language.safe_text import one_line
from amends.people.models import Staff
from amends.web.desk import words

READ = 12  # of their newest complaints
ENDED_SHOWN = 5


@dataclass(frozen=True)
class Other:
    """Another complaint of the customer: `became` says how far it is or how it ended, `said` what they thought of it."""

    case: Case
    became: str
    said: str


@dataclass(frozen=True)
class CustomerCard:
    """Only complaints the employee may see, and what follows from them. `suited` and `refused` are kinds of remedies."""

    opened: list[Other]
    ended: list[Other]
    suited: str
    refused: str
    orders: str
    wishes: list[tuple[str, str]]

    @property
    def is_first(self) -> bool:
        return not self.opened and not self.ended


def card_of(staff: Staff, case: Case) -> CustomerCard:
    """At most five queries, and two where it is their first complaint."""
    others = [one for one in newest_visible_of(staff, case.customer) if one.pk != case.pk][:READ]
    answers = answers_of(others) if others else {}
    shown = [_other(one, answers.get(one.pk)) for one in others]
    remedies = remedies_answered([case, *others])
    orders = dict.fromkeys(one_line(one.order_ref) for one in others if one.order_ref != case.order_ref)
    return CustomerCard(
        [one for one in shown if one.case.is_open],
        [one for one in shown if not one.case.is_open][:ENDED_SHOWN],
        _kinds(row.kind for row in remedies if not row.refused_at),
        _kinds(row.kind for row in remedies if row.refused_at),
        ", ".join(order for order in orders if order),
        _wishes(case),
    )


def _other(case: Case, answer: Survey | None) -> Other:
    became = words.stage(case.stage) if case.is_open else words.verdict(case.verdict)
    said = words.satisfaction(answer.satisfied) if answer else ""
    return Other(case, became or words.outcome(case.outcome), said)


def _kinds(kinds: Any) -> str:
    return ", ".join(words.remedy(kind) for kind in dict.fromkeys(kinds))


def _wishes(case: Case) -> list[tuple[str, str]]:
    """How they wish to be treated, as their card says."""
    customer, found = case.customer, []
    if customer.preferred_channel:
        found.append((_("Answered by"), words.channel(customer.preferred_channel)))
    if customer.between:
        found.append((_("In between"), _("asked for silence")))
    if customer.likes:
        found.append((_("Likes"), customer.likes))
    if customer.notes:
        found.append((_("Notes"), customer.notes))
    return found
