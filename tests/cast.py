"""The people of the tests: a small furniture company and its customers."""

from dataclasses import dataclass
from datetime import UTC, datetime

from amends.cases.actions import Opening, prepare_opening, write_openings
from amends.cases.models import Case
from amends.people import actions as people
from amends.people.actor import SYSTEM, Actor, of_customer, of_staff
from amends.people.models import Company, Customer, Staff, Team

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


def assemble() -> Cast:
    company = people.set_up_company(
        by=SYSTEM, name="Tern & Oak", zone="Europe/Bratislava", country="SK", email="care@ternandoak.example"
    )
    team = company.default_team
    assert team is not None
    other = Team.objects.create(name="Workshop", zone="Europe/Riga", country="LV")

    def staff(name: str, role: str, where: Team | None) -> Staff:
        person = people.add_staff(
            f"{name.lower()}@ternandoak.example", f"{name} Test", by=SYSTEM, password="a long word"
        )
        people.give_role(person, role, where, by=SYSTEM)
        return person

    return Cast(
        company=company,
        team=team,
        other_team=other,
        emma=staff("Emma", "handler", team),
        daniel=staff("Daniel", "manager", team),
        peter=staff("Peter", "clerk", team),
        quinn=staff("Quinn", "quality", None),
        ada=staff("Ada", "administrator", None),
        rudi=staff("Rudi", "handler", other),
    )


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
