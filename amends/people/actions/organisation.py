"""Setting up the company and its teams."""

from typing import Any

from django.db import transaction

from amends.journal import record as journal
from amends.people.actor import Actor
from amends.people.models import Company, Team
from amends.people.queries import company as the_company
from amends.people.queries import company_changed


@transaction.atomic
def set_up_company(*, by: Actor, **values: Any) -> Company:
    """The company row with its first team, made once; later calls return what is there."""
    found = Company.objects.filter(pk=1).first()
    if found:
        return found
    zone, country = values.get("zone", "UTC"), values.get("country", "")
    team, _made = Team.objects.get_or_create(name="Complaints", defaults={"zone": zone, "country": country})
    languages = values.pop("languages", None) or ["en", "sk", "th", "lv", "bg", "ro"]
    values.setdefault("packs", ["iso_10002"])
    found = Company.objects.create(pk=1, default_team=team, languages=languages, **values)
    journal.record("company.changed", by=by, facts={"fields": ", ".join(sorted(values))})
    company_changed()
    return found


@transaction.atomic
def add_team(name: str, *, by: Actor, zone: str = "", country: str = "") -> Team:
    """The team of this name, made when there is none; it begins with the company's zone and country."""
    found = Team.objects.filter(name=name).first()
    if found:
        return found
    home = the_company()
    team = Team.objects.create(name=name, zone=zone or home.zone, country=country or home.country)
    journal.record("team.changed", by=by, facts={"team": team.pk, "fields": "name"})
    return team


@transaction.atomic
def change_company(company: Company, values: dict[str, Any], *, by: Actor) -> None:
    """Change the company. Teams that kept its zone and country so far move with it."""
    _move_teams(company, values)
    for field, value in values.items():
        setattr(company, field, value)
    Company.objects.filter(pk=1).update(**values)
    journal.record("company.changed", by=by, facts={"fields": ", ".join(sorted(values))})
    company_changed()


def _move_teams(company: Company, values: dict[str, Any]) -> None:
    where = {name: values[name] for name in ("zone", "country") if name in values}
    if where:
        Team.objects.filter(zone=company.zone, country=company.country).update(**where)


@transaction.atomic
def change_team(team: Team, values: dict[str, Any], *, by: Actor) -> None:
    """Change a team. Promises already given keep their dates; new ones are counted on the new calendar."""
    for field, value in values.items():
        setattr(team, field, value)
    Team.objects.filter(pk=team.pk).update(**values)
    journal.record("team.changed", by=by, facts={"team": team.pk, "fields": ", ".join(sorted(values))})
