"""Opening a case: everything that is acknowledged stands in one transaction (M3, M8, M10)."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from amends.cases.models import Case, Message, Promise
from amends.cases.reference import new_reference
from amends.journal import record as journal
from amends.journal import rows
from amends.people.actor import Actor
from amends.people.models import Company, Customer, Staff, Team
from amends.people.procedures import in_force
from amends.procedure.clocks import DueDate, promises_at_receipt
from amends.procedure.moment import now
from amends.procedure.packs import load_pack


@dataclass
class Opening:
    """What a door knows about a complaint it takes in; `at` is when the customer wrote, aware UTC."""

    customer: Customer
    team: Team
    channel: str
    language: str
    title: str
    text: str
    at: datetime | None = None
    representative: Customer | None = None
    taken_by: Staff | None = None
    answer_by: str = "email"
    wish: str = ""
    product: str = ""
    order_ref: str = ""
    external_id: str = ""
    next_contact: datetime | None = None  # agreed with the customer, in place of the procedure's clock
    message: dict[str, Any] = field(default_factory=dict)  # further columns of the complaint's message


@dataclass
class Opened:
    """The rows of one new case, not yet written; the next contact is the date the first answer tells."""

    case: Case
    message: Message
    promises: list[Promise]
    entry: Any

    @property
    def next_contact(self) -> Promise:
        told = [p for p in self.promises if p.to_customer]
        return min(told, key=lambda p: p.due)


def prepare_opening(opening: Opening, company: Company, *, by: Actor) -> Opened:
    """The rows of a new case in memory: no query is made, so that many can be written at once."""
    at = opening.at or now()
    received = at.astimezone(ZoneInfo(company.zone))
    plan = in_force(company, received.date())
    packs = [load_pack(key) for key in company.packs]
    due = promises_at_receipt(plan, packs, at, opening.team.calendar)
    told = [_due(opening, d) for d in due if d.to_customer]
    case = _case(opening, company, plan.version, at, min(told) if told else None)
    promises = [
        Promise(
            case=case,
            kind=d.kind,
            made_at=at,
            due=_due(opening, d),
            to_customer=d.to_customer,
            clock=d.clock.name,
            pausable=d.clock.pausable,
        )
        for d in due
    ]
    entry = journal.prepare(
        "case.received",
        about=case.ref,
        by=by,
        facts={"channel": opening.channel, "language": opening.language, "team": opening.team.pk},
        personal={"name": opening.customer.full_name, "title": opening.title[:300]},
        subjects=[f"customer:{opening.customer.pk}"],
        register_year=received.year,
        at=at,
    )
    return Opened(case, Message(case=case, **_complaint_columns(opening, at)), promises, entry)


def _due(opening: Opening, clock: DueDate) -> datetime:
    """What was agreed takes the place of the company's own clock for the next news."""
    own = clock.kind == "next_contact" and clock.to_customer and clock.clock.whose != "regulator"
    return opening.next_contact if own and opening.next_contact else clock.due


def _case(opening: Opening, company: Company, version: str, at: datetime, due_at: datetime | None) -> Case:
    return Case(
        ref=new_reference(),
        customer=opening.customer,
        representative=opening.representative,
        team=opening.team,
        taken_by=opening.taken_by,
        channel=opening.channel,
        answer_by=opening.answer_by,
        language=opening.language,
        title=opening.title[:300],
        wish=opening.wish,
        product=opening.product[:200],
        order_ref=opening.order_ref[:120],
        external_id=opening.external_id[:200],
        procedure_version=version,
        packs=company.packs,
        received_at=at,
        due_at=due_at,
    )


def _complaint_columns(opening: Opening, at: datetime) -> dict[str, Any]:
    return {
        "direction": "in",
        "kind": "complaint",
        "channel": opening.channel,
        "at": at,
        "author_name": (opening.representative or opening.customer).full_name,
        "language": opening.language,
        "subject": opening.title[:1000],
        "text": opening.text,
        **opening.message,
    }


def write_openings(
    openings: Sequence[Opened], *, more_entries: Sequence[Any] = (), more_rows: Sequence[Sequence[Any]] = ()
) -> None:
    """Write new cases with their entries in one statement however many they are. Runs inside the door's transaction.

    `more_rows` are what the door adds, a sequence for each table.
    """
    rows.write(
        [o.case for o in openings],
        [o.message for o in openings],
        [p for o in openings for p in o.promises],
        *more_rows,
        [*(o.entry for o in openings), *more_entries],
    )
