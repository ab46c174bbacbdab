"""What the case knows and a reply has to agree with."""

from collections.abc import Set
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal

Verdict = Literal["justified", "not_justified", "not_ours", "pending"]
VERDICTS: tuple[Verdict, ...] = ("justified", "not_justified", "not_ours", "pending")


@dataclass(frozen=True, slots=True)
class PromisedRemedy:
    """A recorded remedy: its amount in the currency's own units, or None where it has none."""

    words: str
    amount: Decimal | None = None
    currency: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseKnown:
    """A part left empty is not checked. `days_off` are days on which nobody works, for the dates a reply promises."""

    customer_name: str = ""
    verdict: Verdict | None = None
    resolved: bool = False
    complaint: str = ""
    organisation: str = ""
    promised: date | None = None
    today: date | None = None
    days_off: Set[date] = frozenset()
    remedies: tuple[PromisedRemedy, ...] = field(default_factory=tuple)
