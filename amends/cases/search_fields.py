"""The fields of a search as conditions on the case `c`; each asks an index, or narrows what the words have found."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext

from amends.cases.models import Point
from amends.cases.models.case import OPEN_STAGES
from amends.cases.queries import cards
from amends.cases.reference import ALPHABET
from amends.cases.search_query import EQUAL, SIGNS, Field, read_day, span
from amends.language.folding import fold
from amends.language.words import query_terms
from amends.people.models import Staff
from amends.people.queries import customer_by_contact, languages, names_of_staff, names_of_teams
from amends.procedure.moment import now
from amends.procedure.words import REMEDIES, STAGES

# Partial indexes are only asked when the query repeats their condition literally.
_OPEN = "c.stage IN ({})".format(", ".join(f"'{stage}'" for stage in OPEN_STAGES))
# Names as `fold` writes them; a letter that has no mark to lose is named.
_FOLDED_NAME = r"translate(regexp_replace(normalize(lower(p.full_name), NFD), '[\u0300-\u036f]', '', 'g'), 'łđøı', 'ldoi')"
ME, NOBODY = {"me", "myself"}, {"nobody", "none"}


@dataclass
class Conditions:
    """SQL joined by AND with its values; `terms` are words besides, `unclear` what was not understood."""

    parts: list[str] = field(default_factory=lambda: ["TRUE"])
    values: list[Any] = field(default_factory=list)
    terms: list[list[str]] = field(default_factory=list)
    unclear: list[Field] = field(default_factory=list)

    def add(self, part: str, *values: Any) -> None:
        self.parts.append(part)
        self.values += values


def conditions_of(staff: Staff, fields: Iterable[Field]) -> Conditions:
    """Every field as a condition; one whose value nothing is called by stands under `unclear`."""
    found = Conditions()
    for asked in fields:
        if not _CONDITION[asked.name](found, staff, asked):
            found.unclear.append(asked)
    return found


def _from(to: Conditions, _staff: Staff, asked: Field) -> bool:
    """A mail address exactly, else every word of the name, found by its word and held against the customer's name."""
    if "@" in asked.value:
        customer = customer_by_contact("email", asked.value.lower())
        to.add("c.customer_id = ANY(%s)", cards(customer) if customer else [])
        return True
    groups = query_terms(asked.value)
    for forms in groups:
        to.add(
            f"EXISTS (SELECT FROM people_customer p WHERE p.id = c.customer_id AND {_FOLDED_NAME} LIKE ANY(%s))",
            [f"%{_like(form)}%" for form in forms],
        )
    to.terms += groups
    return bool(groups)


def _order(to: Conditions, _staff: Staff, asked: Field) -> bool:
    groups = query_terms(asked.value)
    to.terms += groups
    to.add("lower(c.order_ref) LIKE %s", f"%{_like(asked.value.lower())}%")
    return bool(groups)


def _team(to: Conditions, _staff: Staff, asked: Field) -> bool:
    return _one_of(to, "{row}.team_id", _called(names_of_teams(), asked.value))


def _owner(to: Conditions, staff: Staff, asked: Field) -> bool:
    value = asked.value.lower()
    if value in NOBODY:
        to.add("c.owner_id IS NULL")
        return True
    if value in ME:
        return _one_of(to, "c.owner_id", [staff.pk])
    return _one_of(to, "c.owner_id", _called(names_of_staff(), asked.value))


def _stage(to: Conditions, _staff: Staff, asked: Field) -> bool:
    value = fold(asked.value)
    if value == "open":
        to.add(_OPEN)
        return True
    named = [code for code, said in STAGES.items() if value in (fold(code), fold(gettext(said)))]
    named = named or [code for code, said in STAGES.items() if fold(gettext(said)).startswith(value)]
    return _one_of(to, "c.stage", named)


def _reference(to: Conditions, _staff: Staff, asked: Field) -> bool:
    """A reference or its beginning, with or without hyphens."""
    plain = asked.value.upper().replace("-", "")
    if not set(plain) <= set(ALPHABET) or len(plain) > 9:
        return False
    to.add("c.ref LIKE %s", "-".join(p for p in (plain[:4], plain[4:8], plain[8:]) if p) + "%")
    return True


def _language(to: Conditions, _staff: Staff, asked: Field) -> bool:
    code = asked.value.lower()
    if code not in languages() and not (code.isascii() and code.isalpha() and len(code) in (2, 3)):
        return False
    to.add("c.language = %s", code)
    return True


def _channel(to: Conditions, _staff: Staff, asked: Field) -> bool:
    to.add("c.channel = %s", asked.value.lower()[:20])
    return True


def _verdict(to: Conditions, _staff: Staff, asked: Field) -> bool:
    value = fold(asked.value)
    codes = [v for v, said in Point.Verdict.choices if value in (fold(v), fold(gettext(str(said))))]
    return _one_of(to, "c.verdict", codes)


def _remedy(to: Conditions, _staff: Staff, asked: Field) -> bool:
    """Done, not only offered."""
    value = fold(asked.value)
    kinds = [kind for kind, said in REMEDIES.items() if value in (fold(kind), fold(gettext(said)))]
    of_case = "EXISTS (SELECT FROM cases_remedy r WHERE r.case_id = c.id AND r.done_at IS NOT NULL AND r.kind = ANY(%s))"
    to.add(of_case, kinds)
    return bool(kinds)


def _promise(to: Conditions, _staff: Staff, asked: Field) -> bool:
    told = "EXISTS (SELECT FROM cases_promise p WHERE p.case_id = c.id AND p.to_customer AND p.{0})"
    how = {"broken": "broken_at IS NOT NULL", "kept": "kept_at IS NOT NULL AND p.broken_at IS NULL"}
    found = how.get(asked.value.lower())
    to.add(told.format(found) if found else "TRUE")
    return found is not None


def _reopened(to: Conditions, _staff: Staff, asked: Field) -> bool:
    value = asked.value.lower()
    to.add({"yes": "c.reopened > 0", "no": "c.reopened = 0"}.get(value, "TRUE"))
    return value in ("yes", "no")


def _due(to: Conditions, _staff: Staff, asked: Field) -> bool:
    to.add(_OPEN)
    return _within(to, "c.due_at", asked)


def _received(to: Conditions, _staff: Staff, asked: Field) -> bool:
    return _within(to, "{row}.received_at", asked)


def _within(to: Conditions, column: str, asked: Field) -> bool:
    zone = timezone.get_current_timezone()
    day = read_day(asked.value, now().astimezone(zone).date())
    if day is None or not date(1900, 1, 1) < day < date(2200, 1, 1):
        return False
    begins, ends = span(asked.sign, day, zone)
    if begins:
        to.add(f"{column} >= %s", begins)
    if ends:
        to.add(f"{column} < %s", ends)
    return True


def _one_of(to: Conditions, column: str, keys: list[Any]) -> bool:
    if keys:
        to.add(f"{column} = ANY(%s)", keys)
    return bool(keys)


def _called(names: Iterable[tuple[int, str]], value: str) -> list[int]:
    """The keys of those called exactly so, else with a word of their name that begins so; marks and case aside."""
    wanted, folded = fold(value), [(pk, fold(name)) for pk, name in names]
    exact = [pk for pk, name in folded if name == wanted]
    return exact or [pk for pk, name in folded if f" {wanted}" in f" {name}"]


def _like(value: str) -> str:
    return value.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


Condition = Callable[[Conditions, Staff, Field], bool]
_CONDITION: dict[str, Condition] = {
    "from": _from,
    "team": _team,
    "owner": _owner,
    "stage": _stage,
    "ref": _reference,
    "order": _order,
    "lang": _language,
    "channel": _channel,
    "verdict": _verdict,
    "remedy": _remedy,
    "promise": _promise,
    "reopened": _reopened,
    "due": _due,
    "received": _received,
}


def add_field(name: str, condition: Condition) -> None:
    """A field that a higher room knows how to ask for."""
    SIGNS[name] = EQUAL
    _CONDITION[name] = condition
