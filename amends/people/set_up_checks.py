"""What may stand in the settings of the company and of a team: each value is checked, whichever face it comes from."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from babel.numbers import is_currency
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _

from amends.language.safe_text import clean, is_blank, one_line
from amends.people.colour import check_colour
from amends.people.models import Company, Team
from amends.people.origins import check_origins
from amends.people.refusal import Invalid
from amends.procedure.calendar import BusinessCalendar, CalendarError, public_holidays
from amends.procedure.packs import available, load_pack

LINES = ("address",)  # texts of several lines; every other text is one


def checked_company(values: Mapping[str, Any]) -> dict[str, Any]:
    """The values as they are stored; Invalid with the field for the first that cannot be used."""
    if values.get("colour"):
        values = {**values, "colour": check_colour(values["colour"])}
    if "embed_origins" in values:
        values = {**values, "embed_origins": check_origins(values["embed_origins"])}
    found = _checked(Company, values)
    if "name" in found and is_blank(found["name"]):
        raise Invalid(_("Write the company's name: letters and pages are headed with it."), field="name")
    if found.get("currency") and not is_currency(found["currency"]):
        raise Invalid(
            _("%(value)s is not a currency. Write one such as EUR."),
            field="currency",
            value=found["currency"],
        )
    _check_languages(found)
    if unknown := sorted(set(found.get("packs", ())) - set(available())):
        raise Invalid(
            _("There is no rule pack %(unknown)s. There are: %(known)s."),
            field="packs",
            unknown=", ".join(unknown),
            known=", ".join(available()),
        )
    return found


def _check_languages(values: Mapping[str, Any]) -> None:
    if "languages" not in values:
        return
    known = [code for code, _name in settings.LANGUAGES]
    if not values["languages"]:
        raise Invalid(_("Choose at least one language."), field="languages")
    if unknown := [code for code in values["languages"] if code not in known]:
        raise Invalid(
            _("There is no language %(unknown)s. There are: %(known)s."),
            field="languages",
            unknown=", ".join(unknown),
            known=", ".join(known),
        )


def least_years(packs: Iterable[str]) -> int:
    """How many years the rules of these packs want complaints kept; 0 when none says."""
    clocks = [clock for key in packs if key in available() for clock in load_pack(key).clocks]
    return max((c.n for c in clocks if c.kind == "keep_record" and c.unit == "years"), default=0)


def check_keeping(years: int | None, packs: Iterable[str]) -> None:
    """Invalid when customers would be forgotten before a rule that binds the company allows it."""
    least = least_years(packs)
    if years and years < least:
        raise Invalid(
            _("A rule that binds you wants complaints kept for at least %(least)s years."),
            field="keep_years",
            least=least,
        )


def checked_team(team: Team, values: Mapping[str, Any]) -> dict[str, Any]:
    """The values as they are stored; Invalid when one cannot be used or the calendar they make has no working day."""
    found = _checked(Team, values)
    if "name" in found:
        if is_blank(found["name"]):
            raise Invalid(_("Write the name of the team."), field="name")
        if Team.objects.filter(name=found["name"]).exclude(pk=team.pk).exists():
            raise Invalid(_("There is already a team %(name)s."), field="name", name=found["name"])
    calendar = {**team.calendar_settings, **{k: v for k, v in found.items() if k in team.calendar_settings}}
    try:
        BusinessCalendar.from_settings(calendar).is_working_day(date(2026, 1, 1))
    except CalendarError as wrong:
        raise Invalid(
            _("The team needs at least one working day, with hours that follow one another."), field="hours"
        ) from wrong
    return found


def _checked(model: type[Company] | type[Team], values: Mapping[str, Any]) -> dict[str, Any]:
    found = {name: _text(model, name, value) for name, value in values.items()}
    for name, check in CHECKS.items():
        if found.get(name):
            check(found[name])
    _check_place(found)
    return found


def _text(model: type[Company] | type[Team], name: str, value: Any) -> Any:
    if not isinstance(value, str):
        return value
    found = clean(value).strip() if name in LINES else one_line(value)
    longest = model._meta.get_field(name).max_length  # type: ignore[union-attr]
    if longest and len(found) > longest:
        raise Invalid(_("At most %(longest)s characters."), field=name, longest=longest)
    return found


def _check_zone(value: str) -> None:
    try:
        ZoneInfo(value)
    except (KeyError, ValueError, OSError):
        raise Invalid(
            _("%(value)s is not a time zone. Write one such as Europe/Riga."), field="zone", value=value
        ) from None


def _check_email(value: str) -> None:
    try:
        validate_email(value)
    except ValidationError as wrong:
        raise Invalid(_("%(value)s is not an address of mail."), field="email", value=value) from wrong


def _check_place(values: Mapping[str, Any]) -> None:
    """Public holidays must be known for the country, or none are kept."""
    country, part = values.get("country", ""), values.get("subdivision", "")
    try:
        if country:
            public_holidays(country, part, 2026)
    except CalendarError as wrong:
        field = "subdivision" if part else "country"
        raise Invalid(
            _("No public holidays are known for %(place)s."), field=field, place=f"{country} {part}".strip()
        ) from wrong


CHECKS: Mapping[str, Callable[[str], None]] = {"zone": _check_zone, "email": _check_email}
