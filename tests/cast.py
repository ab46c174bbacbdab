"""The people of the tests: a small furniture company and its customers."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache
from zoneinfo import ZoneInfo

from django.contrib.auth.hashers import make_password

from amends.cases.actions import Opening, prepare_opening, write_openings
from amends.cases.models import Case
from amends.journal import record as journal
from amends.journal.models import Entry
from amends.people import actions as people
from amends.people.actor import SYSTEM, Actor, of_customer, of_staff
from amends.people.models import Company, Customer, Membership, Staff, Team
from amends.procedure.moment import now

ZONE = "Europe/Bratislava"  # of the company and its first team
MONDAY = datetime(2026, 11, 16, 9, 0, tzinfo=UTC)


@dataclass
class Cast:
    """Emma handles, Daniel manages and signs, Peter works in the stock, Ada administers, Rudi is of another team."""

    company: Company
    team: Team
    other_team: Team
    emma: Staff
    daniel: Staff
    peter: Staff
    quinn: Staff
    ada: Staff
    rudi: Staff

    def by(self, name: str) -> Actor:
        return of_staff(Staff.objects.get(pk=getattr(self, name).pk))


WHO = (("Emma", "handler"), ("Daniel", "manager"), ("Peter", "clerk"), ("Quinn", "quality"), ("Ada", "administrator"),
       ("Rudi", "handler"))  # fmt: skip


def today() -> date:
    """Where the company is: another day than in UTC during the last hours of the night."""
    return now().astimezone(ZoneInfo(ZONE)).date()


@cache
def password() -> str:
    """Of everybody, hashed once."""
    return make_password("a long word")


def assemble() -> Cast:
    """As the actions would leave them, in a few statements: most tests begin with it."""
    company = people.set_up_company(
        by=SYSTEM, name="Tern & Oak", zone=ZONE, country="SK", email="care@ternandoak.example"
    )
    team = company.default_team
    assert team is not None
    other = Team.objects.create(name="Workshop", zone="Europe/Riga", country="LV")

    staff = Staff.objects.bulk_create(
        Staff(email=f"{name.lower()}@ternandoak.example", full_name=f"{name} Test", password=password())
        for name, _role in WHO
    )
    where = {"quality": None, "administrator": None}
    teams = [other if name == "Rudi" else where.get(role, team) for name, role in WHO]
    held = [
        Membership(staff=one, role=role, team=at)
        for one, (_name, role), at in zip(staff, WHO, teams, strict=True)
    ]
    Membership.objects.bulk_create(held)
    journal.record_many([entry for row in held for entry in _on_record(row)])
    return Cast(company, team, other, *staff)


def _on_record(row: Membership) -> list[Entry]:
    told = {"by": SYSTEM, "personal": {"name": row.staff.full_name}, "subjects": [f"staff:{row.staff_id}"]}
    role = {"staff": row.staff_id, "role": row.role, "team": row.team_id}
    return [
        journal.prepare("staff.added", facts={"staff": row.staff_id}, **told),  # type: ignore[arg-type]
        journal.prepare("staff.role_given", facts=role, **told),  # type: ignore[arg-type]
    ]


def customer(
    name: str = "Zuzana Hrabovská", email: str = "zuzana@example.com", language: str = "sk"
) -> Customer:
    return people.find_or_add_customer(name, {"email": email}, by=SYSTEM, language=language)


def complaint(
    cast: Cast, text: str = "Doska prišla poškriabaná. Vrátili ste mi málo.", **more: object
) -> Case:
    """A registered complaint as a door leaves it, without the first answer."""
    who = more.pop("customer", None) or customer()
    opening = Opening(
        customer=who,  # type: ignore[arg-type]
        team=cast.team,
        channel="email",
        language="sk",
        title="Poškriabaná doska",
        text=text,
        **more,  # type: ignore[arg-type]
    )
    opened = prepare_opening(opening, cast.company, by=of_customer(opening.customer))
    write_openings([opened])
    return Case.objects.select_related("customer", "team", "owner").get(pk=opened.case.pk)
