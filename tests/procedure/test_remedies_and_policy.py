"""What may be granted by whom, and the policy that says what the program does."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from types import MappingProxyType

import pytest

from amends.procedure.calendar import BusinessCalendar
from amends.procedure.definition import Procedure, standard
from amends.procedure.packs import load_pack
from amends.procedure.policy import Answerer, policy
from amends.procedure.remedies import Granted, NeedsApproval, may_grant, on_the_spot

PLAN = standard()
LONDON = BusinessCalendar("Europe/London", country="GB", subdivision="ENG")


@pytest.mark.parametrize(
    ("roles", "kind", "amount", "expected"),
    [
        ({"clerk"}, "refund", "20", Granted()),
        ({"clerk"}, "refund", "20.01", NeedsApproval("manager")),
        ({"clerk"}, "apology", None, Granted()),
        ({"clerk"}, "repair", None, NeedsApproval("manager")),
        ({"clerk", "handler"}, "repair", "100", Granted()),
        ({"handler"}, "refund", "1000", NeedsApproval("manager")),
        ({"manager"}, "refund", "1000", Granted()),
        ({"manager"}, "refund", "1000.01", NeedsApproval("administrator")),
        ({"administrator"}, "refund", "99999999", Granted()),
        ({"quality"}, "apology", None, NeedsApproval("manager")),
        (set(), "explanation", None, NeedsApproval("manager")),
    ],
)
def test_limits(roles: set[str], kind: str, amount: str | None, expected: object) -> None:
    assert may_grant(PLAN, roles, kind, Decimal(amount) if amount else None) == expected


def test_what_is_outside_the_arsenal_is_nobodys() -> None:
    with pytest.raises(KeyError):
        may_grant(PLAN, {"manager"}, "yacht", Decimal(1))
    assert "repair" not in on_the_spot(PLAN)
    assert "apology" in on_the_spot(PLAN)


def said(plan: Procedure, *packs: str) -> str:
    sections = policy(
        plan,
        [load_pack(key) for key in packs],
        LONDON,
        date(2026, 11, 24),
        Answerer("Bakery", email="a@b.example"),
    )
    return "\n".join(
        sentence.say(str, lambda one, many, n: one if n == 1 else many)
        for section in sections
        for sentence in section.paragraphs
    )


def test_the_policy_tells_the_very_times_that_are_enforced() -> None:
    text = said(PLAN)
    assert "within 1 working day." in text
    assert "complaint that needs no analysis: within 5 working days." in text
    clocks = tuple(replace(c, n=4) if c.kind == "final" and "simple" in c.routes else c for c in PLAN.clocks)
    assert "needs no analysis: within 4 working days." in said(replace(PLAN, clocks=clocks))


def test_a_rule_that_is_gone_is_not_told() -> None:
    text = said(PLAN)
    assert "stand still" in text and "A manager signs" in text and "take your complaint back" in text
    steps = dict(PLAN.steps)
    steps["withdraw"] = replace(steps["withdraw"], may=frozenset({"manager"}))
    steps["send"] = replace(steps["send"], needs=())
    clocks = tuple(replace(clock, pausable=False) for clock in PLAN.clocks)
    text = said(replace(PLAN, steps=MappingProxyType(steps), clocks=clocks))
    assert (
        "stand still" not in text and "A manager signs" not in text and "take your complaint back" not in text
    )


def test_the_policy_names_ways_hours_and_bodies() -> None:
    text = said(PLAN, "fca_disp")
    assert "a@b.example" in text and "By phone" not in text
    assert "Monday: 09:00–17:00" in text and "Sunday" not in text
    assert "Financial Ombudsman Service" in text and "within 6 months" in text and "within 8 weeks" in text
