"""P404: the sums of a reply agree with the remedies on record."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar

from amends.coach.kinds import Place, Rule
from amends.coach.known import CaseKnown
from amends.coach.reading import ReadReply
from amends.language.marking import _

FIGURE = re.compile(
    r"(?<![\w.,])\d{1,3}(?:[ .,\u00a0]\d{3})+(?:[.,]\d{1,2})?(?!\d)|(?<![\w.,])\d+(?:[.,]\d{1,2})?(?!\d)"
)


@dataclass(frozen=True, kw_only=True)
class Amount(Rule):
    """A remedy with a sum, of which the reply names another sum or none."""

    needs_case: ClassVar[bool] = True

    def places(self, reply: ReadReply, known: CaseKnown | None) -> Iterator[Place]:
        sums = [remedy.amount for remedy in known.remedies if remedy.amount is not None] if known else []
        written = {
            value for match in FIGURE.finditer(reply.own) if (value := value_of(match.group())) is not None
        }
        if any(amount not in written for amount in sums):
            yield Place(len(reply.text), len(reply.text))


def value_of(written: str) -> Decimal | None:
    """Two figures after the last sign are decimals, three part thousands."""
    plain = re.sub(r"[ \u00a0]", "", written)
    decimals = re.search(r"[.,](\d{1,2})$", plain)
    units = re.sub(r"\D", "", plain[: decimals.start()] if decimals else plain)
    return Decimal(f"{units or 0}.{decimals.group(1)}" if decimals else units) if units else None


RULE = Amount(
    code="P404",
    folder="amount",
    name=_("amount"),
    message=_("A remedy on record has a sum this reply does not name."),
    source="law",
)
