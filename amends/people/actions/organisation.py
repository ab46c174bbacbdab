"""Setting up the company and its teams."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from amends.journal import record as journal
from amends.language.safe_text import is_blank, one_line
from amends.people.actor import Actor
from amends.people.administering import administer
from amends.people.models import Company, Team
from amends.people.queries import company as the_company
from amends.people.queries import company_changed
from amends.people.refusal import Invalid, NotPossible
from amends.people.set_up_checks import check_keeping, checked_company, checked_team


@transaction.atomic
def set_up_company(*, by: Actor, **values: Any) -> Company:
    """The company row with its first team, made once; later calls return what is there."""
    administer(by)
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
    administer(by)
    if is_blank(name):
        raise Invalid(_("Write the name of the team."), field="name")
    found = Team.objects.filter(name=one_line(name)).first()
    if found:
        return found
    home = the_company()
    fresh = Team(zone=zone or home.zone, country=country or home.country)
    fresh.name = checked_team(fresh, {"name": name})["name"]
    team = Team.objects.create(name=fresh.name, zone=fresh.zone, country=fresh.country)
    journal.record("team.changed", by=by, facts={"team": team.pk, "fields": "name"})
    return team


@transaction.atomic
def change_company(company: Company, values: dict[str, Any], *, by: Actor) -> None:
    """Change the company; Invalid names the field that cannot be used. Teams that kept its zone and country so far
    move with it.
    """
    administer(by)
    checked = checked_company(values)
    changes = {field: value for field, value in checked.items() if getattr(company, field) != value}
    if not changes:
        return
    check_keeping(changes.get("keep_years", company.keep_years), changes.get("packs", company.packs))
    _move_teams(company, changes)
    for field, value in changes.items():
        setattr(company, field, value)
    Company.objects.filter(pk=1).update(**changes)
    named = sorted(field.removesuffix("_id") for field in changes)
    journal.record("company.changed", by=by, facts={"fields": ", ".join(named)})
    company_changed()


def _move_teams(company: Company, values: dict[str, Any]) -> None:
    where = {name: values[name] for name in ("zone", "country") if name in values}
    if where:
        Team.objects.filter(zone=company.zone, country=company.country).update(**where)


@transaction.atomic
def change_team(team: Team, values: dict[str, Any], *, by: Actor) -> None:
    """Change a team. Promises already given keep their dates; new ones are counted on the new calendar."""
    administer(by)
    checked = checked_team(team, values)
    changes = {field: value for field, value in checked.items() if getattr(team, field) != value}
    if not changes:
        return
    if changes.get("active") is False and the_company().default_team_id == team.pk:
        raise NotPossible(
            _("Complaints that name no team come to this one. Choose another for them first."), field="active"
        )
    for field, value in changes.items():
        setattr(team, field, value)
    Team.objects.filter(pk=team.pk).update(**changes)
    journal.record("team.changed", by=by, facts={"team": team.pk, "fields": ", ".join(sorted(changes))})
