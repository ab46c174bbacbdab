"""What can be told of a complaint in a column of a list, on the page as in a file."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.utils.functional import Promise
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from amends.cases.models import Case
from amends.procedure import words as procedure_words
from amends.web.desk import words

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    Words = str | _StrPromise
else:
    Words = str | Promise

Cell = str | int | datetime | None


@dataclass(frozen=True)
class Column:
    """`value` is typed: a moment, a number or a text; `width` in characters, for a spreadsheet."""

    name: str
    words: Words
    value: Callable[[Case], Cell]
    width: int = 14


def _verdict(case: Case) -> str:
    return gettext(procedure_words.VERDICTS.get(case.verdict, case.verdict)) if case.verdict else ""


COLUMNS = (
    Column("ref", _("Reference"), lambda c: c.ref, 13),
    Column("customer", _("Customer"), lambda c: c.customer.full_name, 26),
    Column("title", _("What it is about"), lambda c: c.title, 48),
    Column("stage", _("Stage"), lambda c: words.stage(c.stage), 20),
    Column("team", _("Team"), lambda c: c.team.name, 18),
    Column("owner", _("Who answers for it"), lambda c: c.owner.full_name if c.owner else "", 22),
    Column("received", pgettext_lazy("date", "Received"), lambda c: c.received_at, 17),
    Column("due", _("Promised by"), lambda c: c.due_at, 17),
    Column("answered", pgettext_lazy("date", "Answered"), lambda c: c.answered_at, 17),
    Column("closed", pgettext_lazy("date", "Closed"), lambda c: c.closed_at, 17),
    Column("severity", _("Severity"), lambda c: c.severity, 9),
    Column("route", _("Route"), lambda c: words.route(c.route) if c.route else "", 22),
    Column("verdict", _("Verdict"), _verdict, 18),
    Column("outcome", _("Outcome"), lambda c: words.outcome(c.outcome) if c.outcome else "", 22),
    Column("channel", _("Came by"), lambda c: words.channel(c.channel), 14),
    Column("language", _("Language"), lambda c: c.language, 9),
    Column("order", _("Order"), lambda c: c.order_ref, 16),
)
