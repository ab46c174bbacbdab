"""The figures of a procedure that a company sets itself: times, warnings, remedies and limits; the steps stay.

As plain data: `clocks` by name as [n, unit], `warnings` in percent, `limits` by role as text ("inf": none), `remedies`
offered, each with whether it may be granted on the spot.
"""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal, InvalidOperation
from itertools import pairwise
from types import MappingProxyType
from typing import Any

from amends.language.marking import _
from amends.procedure.parts import UNITS, Clock, Procedure, Remedy

Figures = Mapping[str, Any]
LONGEST = 1000  # of any unit
LADDER = ("clerk", "handler", "manager", "administrator")  # nobody may grant more than the next


class FigureError(ValueError):
    """A figure cannot hold. `field` names it ("clocks plan:interim"), `words` say why."""

    def __init__(self, field: str, words: str, **params: Any) -> None:
        super().__init__(f"{field}: {words % params}")
        self.field, self.words, self.params = field, words, params


def figures_of(plan: Procedure) -> dict[str, Any]:
    """The figures a procedure has now."""
    return {
        "clocks": {clock.name: [clock.n, clock.unit] for clock in plan.clocks},
        "warnings": list(plan.warnings),
        "limits": {
            role: str(amount).lower().replace("infinity", "inf") for role, amount in plan.limits.items()
        },
        "remedies": {name: remedy.on_the_spot for name, remedy in plan.remedies.items()},
    }


def amend(plan: Procedure, figures: Figures, version: str) -> Procedure:
    """The procedure with other figures; FigureError for the first that cannot hold. What is not named stays."""
    amended = replace(
        plan,
        version=version,
        clocks=tuple(_clock(clock, figures.get("clocks", {})) for clock in plan.clocks),
        warnings=tuple(figures.get("warnings", plan.warnings)),
        limits=_limits(plan, figures.get("limits", {})),
        remedies=_remedies(plan, figures.get("remedies")),
    )
    _check(amended)
    return amended


def _clock(clock: Clock, given: Mapping[str, Any]) -> Clock:
    if clock.name not in given:
        return clock
    n, unit = given[clock.name]
    where = f"clocks {clock.name}"
    if not isinstance(n, int) or not 0 < n <= LONGEST:
        raise FigureError(where, _("Write a whole number from 1 to %(most)s."), most=LONGEST)
    if unit not in UNITS:
        raise FigureError(where, _("Choose what is counted."))
    return replace(clock, n=n, unit=unit)


def _limits(plan: Procedure, given: Mapping[str, Any]) -> Mapping[str, Decimal]:
    limits = dict(plan.limits)
    for role in given:
        if role not in plan.limits:
            raise FigureError(f"limits {role}", _("This role grants no remedies."))
        try:
            amount = Decimal(given[role])
        except (InvalidOperation, TypeError, ValueError):
            amount = Decimal("NaN")
        if amount.is_nan() or amount < 0:
            raise FigureError(f"limits {role}", _("Write an amount, such as 100."))
        limits[role] = amount
    return MappingProxyType(limits)


def _remedies(plan: Procedure, given: Mapping[str, bool] | None) -> Mapping[str, Remedy]:
    if given is None:
        return plan.remedies
    kept = {n: replace(r, on_the_spot=bool(given[n])) for n, r in plan.remedies.items() if n in given}
    if not kept:
        raise FigureError("remedies", _("Offer at least one remedy."))
    return MappingProxyType(kept)


def _check(plan: Procedure) -> None:
    """What no single figure can show."""
    levels = plan.warnings
    if len(levels) != 3 or list(levels) != sorted(set(levels)) or not 0 < levels[0] <= levels[-1] < 100:
        raise FigureError("warnings", _("Write three rising percentages between 1 and 99."))
    rungs = [role for role in LADDER if role in plan.limits]
    for lower, higher in pairwise(rungs):
        if plan.limits[lower] > plan.limits[higher]:
            raise FigureError(
                f"limits {higher}", _("This must not be less than what the role before may grant.")
            )


def differences(before: Figures, after: Figures) -> list[dict[str, Any]]:
    """What changed, as plain data for the record, such as figure "clocks plan:interim", before [5, "working_days"], after …"""
    found = []
    for part in ("clocks", "limits"):
        for name, value in after[part].items():
            found.append((f"{part} {name}", before[part].get(name), value))
    found.append(("warnings", before["warnings"], after["warnings"]))
    for name in sorted({*before["remedies"], *after["remedies"]}):
        found.append((f"remedies {name}", before["remedies"].get(name), after["remedies"].get(name)))
    return [{"figure": name, "before": was, "after": value} for name, was, value in found if was != value]
