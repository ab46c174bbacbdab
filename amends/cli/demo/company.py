"""The company of the demonstration: a furniture house with three teams, ten employees, six languages."""

from dataclasses import dataclass, field

from amends.people import actions as people
from amends.people.actor import SYSTEM
from amends.people.models import Company, Staff, Team

PASSWORD = "tern and oak"  # noqa: S105  of a demonstration; said on the screen
COMPANY = {
    "name": "Tern & Oak",
    "address": "Hlavná 12\n917 01 Trnava",
    "email": "care@ternandoak.example",
    "phone": "+421 33 555 0148",
    "website": "ternandoak.example",
    "zone": "Europe/Bratislava",
    "country": "SK",
    "currency": "EUR",
    "packs": ["iso_10002", "slovakia"],
}
TEAMS = (
    ("Customer care", "Europe/Bratislava", "SK"),
    ("Delivery", "Europe/Riga", "LV"),
    ("Workshop and repairs", "Europe/Sofia", "BG"),
)
STAFF = (
    ("Emma Whitlock", "handler", 0, "en", "Complaints specialist"),
    ("Peter Novák", "handler", 0, "sk", "Complaints specialist"),
    ("Lucia Benková", "clerk", 0, "sk", "Front desk"),
    ("Daniel Okafor", "manager", 0, "en", "Head of customer care"),
    ("Ilze Ozola", "handler", 1, "lv", "Delivery complaints"),
    ("Andris Liepa", "manager", 1, "lv", "Head of delivery"),
    ("Georgi Petrov", "handler", 2, "bg", "Workshop complaints"),
    ("Elena Petrova", "manager", 2, "bg", "Head of the workshop"),
    ("Ioana Dumitru", "quality", None, "ro", "Quality lead"),
    ("Somchai Rattana", "clerk", 0, "th", "Front desk, Bangkok"),
)


@dataclass
class DemoCompany:
    company: Company
    teams: list[Team]
    staff: dict[str, list[Staff]] = field(default_factory=dict)  # by role
    in_team: dict[int, list[Staff]] = field(default_factory=dict)  # handlers by team id
    manager_of: dict[int, Staff] = field(default_factory=dict)
    password: str = PASSWORD

    @property
    def managers(self) -> list[Staff]:
        return self.staff["manager"]


def found_company() -> DemoCompany:
    """The company, found again when it is there already."""
    company = people.set_up_company(by=SYSTEM)
    people.change_company(company, dict(COMPANY), by=SYSTEM)
    teams = [_team(*row) for row in TEAMS]
    people.change_company(company, {"default_team": teams[0]}, by=SYSTEM)
    found = DemoCompany(company, teams)
    for name, role, place, language, title in STAFF:
        team = teams[place] if place is not None else None
        member = _member(name, language, title)
        people.give_role(member, role, team, by=SYSTEM)
        found.staff.setdefault(role, []).append(member)
        if team is not None and role == "handler":
            found.in_team.setdefault(team.pk, []).append(member)
        if team is not None and role == "manager":
            found.manager_of[team.pk] = member
    return found


def _team(name: str, zone: str, country: str) -> Team:
    found, _made = Team.objects.get_or_create(
        name=name, defaults={"zone": zone, "country": country, "phone": "+421 33 555 0148"}
    )
    return found


def _member(name: str, language: str, title: str) -> Staff:
    email = name.split()[0].lower() + "@ternandoak.example"
    found = Staff.objects.filter(email=email).first()
    return found or people.add_staff(
        email,
        name,
        by=SYSTEM,
        password=PASSWORD,
        language=language,
        job_title=title,
        phone="+421 33 555 0148",
    )
