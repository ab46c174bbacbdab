"""The public complaints policy (M38), built from the very data the program enforces, so that they cannot disagree.

A sentence that depends on a rule is there only while the rule is.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time

from amends.language.marking import _
from amends.procedure import policy_words as say
from amends.procedure.calendar import BusinessCalendar
from amends.procedure.clocks import due
from amends.procedure.definition import Clock, Procedure
from amends.procedure.packs import Pack, in_force
from amends.procedure.sentence import Sentence


@dataclass(frozen=True)
class Answerer:
    """Who answers complaints and how they are reached; empty means that way is not offered."""

    name: str
    email: str = ""
    phone: str = ""
    address: str = ""
    page: str = ""


@dataclass(frozen=True)
class Section:
    heading: str
    paragraphs: tuple[Sentence, ...] = field(default=())


def policy(
    plan: Procedure, packs: Sequence[Pack], calendar: BusinessCalendar, on: date, who: Answerer
) -> tuple[Section, ...]:
    """The whole policy in order, as it stands on a day; sections with nothing to say are left out."""
    packs = [in_force(pack, on) for pack in packs]
    sections = (
        Section(_("What this is"), (Sentence(say.GENERAL, {"company": who.name}), Sentence(say.FREE))),
        Section(
            _("What a complaint is"), (Sentence(say.COMPLAINT), Sentence(say.ANYONE), Sentence(say.NAMED))
        ),
        Section(_("How to complain"), (*_ways(who), Sentence(say.DETAIL))),
        Section(_("What happens then"), tuple(_course(plan))),
        Section(_("How long it takes"), (*_times(plan, packs, calendar, on), *_hours(calendar))),
        Section(_("Your answer"), tuple(_answer(plan))),
        Section(_("Putting it right"), tuple(_remedies(plan))),
        Section(_("If you are not satisfied"), (*_again(plan), *_bodies(packs))),
        Section(_("What we learn"), (Sentence(say.CAUSES), Sentence(say.RECORD))),
    )
    return tuple(section for section in sections if section.paragraphs)


def _ways(who: Answerer) -> list[Sentence]:
    ways = (
        (say.BY_PAGE, "page", who.page),
        (say.BY_EMAIL, "email", who.email),
        (say.BY_PHONE, "phone", who.phone),
        (say.BY_POST, "address", ", ".join(who.address.split("\n"))),
    )
    return [Sentence(text, {name: value}) for text, name, value in ways if value]


def _course(plan: Procedure) -> list[Sentence]:
    found = [Sentence(say.REGISTERED)]
    if "split_into_points" in plan.steps:
        found.append(Sentence(say.POINTS))
    if _needed(plan, "decide_point", "owner"):
        found.append(Sentence(say.RESPONSIBLE))
    if "ask_statement" in plan.steps:
        found.append(Sentence(say.STATEMENTS))
    if _needed(plan, "sign", "statements_settled"):
        found.append(Sentence(say.RIGHT_OF_REPLY))
    if _customer_may(plan, "withdraw"):
        found.append(Sentence(say.WITHDRAW))
    return found


def _times(plan: Procedure, packs: Sequence[Pack], calendar: BusinessCalendar, on: date) -> list[Sentence]:
    found = [Sentence(say.AT_ONCE)] if plan.clock("first_answer") else []
    for kind, text in (
        ("responsible", say.OWNER_BY),
        ("next_contact", say.NEWS_BY),
        ("interim", say.INTERIM),
    ):
        clock = plan.clock(kind)
        if clock:
            found.append(Sentence(text, {"time": span(clock)}))
    for route, text in (("simple", say.SIMPLE_BY), ("complex", say.COMPLEX_BY)):
        clocks = _finals(plan, packs, route)
        if clocks:
            first = _earliest(clocks, calendar, on)
            found.append(Sentence(text, {"time": span(first)}))
    for pack in packs:
        for clock in pack.clocks:
            if clock.kind == "final":
                found.append(Sentence(say.RULE, {"rule": clock.source, "time": span(clock)}))
    if any(clock.pausable for clock in plan.clocks if clock.kind == "final"):
        found.append(Sentence(say.PAUSES))
    return [*found, Sentence(say.LATER)]


def _finals(plan: Procedure, packs: Sequence[Pack], route: str) -> list[Clock]:
    clocks = [*plan.clocks, *(clock for pack in packs for clock in pack.clocks)]
    return [clock for clock in clocks if clock.kind == "final" and clock.binds(route)]


def _earliest(clocks: Sequence[Clock], calendar: BusinessCalendar, on: date) -> Clock:
    """The clock that ends first for a complaint that comes in at noon of the day."""
    noon = datetime.combine(on, time(12), calendar.tz)
    return min(clocks, key=lambda clock: due(clock, noon, calendar))


def span(clock: Clock) -> Sentence:
    """A clock's length in words."""
    return length(clock.n, clock.unit)


def length(n: int, unit: str) -> Sentence:
    """ "within 5 working days"."""
    one, many = say.SPANS[unit]
    return Sentence(one, {"n": n}, plural=many, count=n)


def _hours(calendar: BusinessCalendar) -> list[Sentence]:
    found = [Sentence(say.WORKING_DAYS, {"zone": calendar.zone})]
    for name, intervals in zip(say.WEEKDAYS, calendar.hours, strict=True):
        if intervals:
            hours = ", ".join(f"{opens:%H:%M}–{closes:%H:%M}" for opens, closes in intervals)
            found.append(Sentence(say.OPEN, {"day": Sentence(name), "hours": hours}))
    return found


def _answer(plan: Procedure) -> list[Sentence]:
    found = [Sentence(say.WRITTEN)]
    if _needed(plan, "sign", "all_points_decided"):
        found.append(Sentence(say.EVERY_POINT))
    if _needed(plan, "send", "signed"):
        found.append(Sentence(say.SIGNED))
    if _needed(plan, "sign", "not_author"):
        found.append(Sentence(say.FOUR_EYES))
    return found


def _remedies(plan: Procedure) -> list[Sentence]:
    if not plan.remedies:
        return []
    found = [Sentence(say.ARSENAL)]
    found += [Sentence(say.ITEM, {"item": Sentence(remedy.words)}) for remedy in plan.remedies.values()]
    if _customer_may(plan, "answer_remedy"):
        found.append(Sentence(say.YOUR_YES))
    return found


def _again(plan: Procedure) -> list[Sentence]:
    found = []
    clock = plan.clock("satisfaction")
    if clock and _customer_may(plan, "record_satisfaction"):
        found.append(Sentence(say.ASKED, {"time": span(clock)}))
    if _customer_may(plan, "reopen"):
        found.append(Sentence(say.REOPENED))
    return found


def _bodies(packs: Sequence[Pack]) -> list[Sentence]:
    found = []
    for pack in packs:
        for body in pack.bodies:
            reach = ", ".join(part for part in (body.address, body.phone, body.url) if part)
            found.append(Sentence(say.BODY, {"body": body.name, "reach": reach}))
        for clock in pack.clocks:
            if clock.kind == "go_to_body":
                found.append(Sentence(say.BODY_BY, {"time": span(clock)}))
    return found


def _needed(plan: Procedure, step: str, need: str) -> bool:
    return step in plan.steps and need in plan.steps[step].needs


def _customer_may(plan: Procedure, step: str) -> bool:
    return step in plan.steps and "customer" in plan.steps[step].may
