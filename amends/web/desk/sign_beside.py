"""What stands beside a letter to sign: its points with what points like them got, and what the coach said of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from amends.cases.models import Remedy
from amends.cases.spread import Spread, spread_of
from amends.responses.coaching import Placed
from amends.responses.models import Draft
from amends.web.desk import words
from amends.web.desk.case_file import CaseFile
from amends.web.desk.case_shown import PointRow, point_rows, remedy_words
from amends.web.desk.help_text import rule_address
from amends.web.desk.lines import grouped
from amends.web.desk.words import money

LONGEST = 160  # of the words of a finding


@dataclass(frozen=True)
class Judged:
    """A point with its verdict, and what points like it got; `beyond` says that what it gets lies outside of that."""

    row: PointRow
    usual: str
    beyond: str


@dataclass(frozen=True)
class Said:
    """A finding of the coach that the letter leaves with; `reason` why the writer kept the words, where one was asked."""

    code: str
    url: str
    why: str
    words: str
    reason: str
    stops: bool


def beside(draft: Draft, file: CaseFile, coached: Sequence[Placed]) -> dict[str, Any]:
    """The context of the page for points and coach; `coached` are the findings in the letter."""
    spreads = spread_of(file.case, [point.verdict for point in file.points])
    loose = [remedy for remedy in file.remedies if not remedy.point_id]
    said = [_said(draft, each) for each in coached]
    return {
        "rows": [_judged(row, spreads, file.remedies) for row in point_rows(file)],
        "loose": [remedy_words(remedy) for remedy in loose],
        "compared": any(spread.tells for spread in spreads.values()),
        "kept": [one for one in said if one.reason],
        "open_findings": [one for one in said if not one.reason],
    }


def _judged(row: PointRow, spreads: Mapping[str, Spread], remedies: Sequence[Remedy]) -> Judged:
    spread = spreads.get(row.point.verdict)
    if spread is None:
        return Judged(row, "", "")
    counted = [r for r in remedies if not r.point_id or (r.point_id == row.point.pk and not r.refused_at)]
    amount = sum((r.amount for r in counted if r.amount), Decimal(0))
    return Judged(row, usual(spread), _beyond(amount, spread))


def usual(spread: Spread) -> str:
    """What like points got, in sentences."""
    if not spread.tells:
        return _("Too few points like it in the last year to compare.")
    told = [_given(spread)]
    if spread.kinds:
        told.append("; ".join(f"{words.remedy(kind)} {count}" for kind, count in spread.kinds) + ".")
    if spread.paid and spread.least is not None and spread.median is not None and spread.most is not None:
        sums = {"least": money(spread.least), "most": money(spread.most), "median": money(spread.median)}
        told.append(
            _("Sums from %(least)s to %(most)s, half of them up to %(median)s.") % sums
            if spread.paid > 1
            else _("One sum: %(most)s.") % sums
        )
    return " ".join(told)


def _given(spread: Spread) -> str:
    told = ngettext(
        "Of %(count)s point like it %(given)s got something.",
        "Of %(count)s points like it %(given)s got something.",
        spread.count,
    )
    return told % {"count": grouped(spread.count), "given": grouped(spread.given)}


def _beyond(amount: Decimal, spread: Spread) -> str:
    """Said where there are enough sums to be outside of them."""
    if not spread.tells or spread.paid < 2 or spread.least is None or spread.most is None:
        return ""
    if amount > spread.most:
        return _("This is more than any of them.")
    if 0 < amount < spread.least:
        return _("This is less than any of them.")
    return ""


def _said(draft: Draft, placed: Placed) -> Said:
    finding = placed.finding
    found = placed.block.text[placed.start : placed.end] if placed.block else ""
    return Said(
        finding.code,
        rule_address(finding.code),
        _(finding.message),
        found if len(found) <= LONGEST else f"{found[:LONGEST]}…",
        placed.reason,
        placed.stops,
    )
