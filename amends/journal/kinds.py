"""Every kind of entry has a name, words in every language, and says which of its fields are personal."""

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from django.utils import timezone, translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from amends.language import dates
from amends.procedure.words import ROLES

if TYPE_CHECKING:
    from amends.journal.models import Entry

Codes = Mapping[Any, str | Promise]
Tellers = Mapping[str, Callable[[Any], str]]
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


class UnknownKind(KeyError):
    """Nobody registered this kind of entry."""


@dataclass(frozen=True)
class Kind:
    """`registers`: an entry of this kind is given the next number of the year's register.

    `codes` gives for each fact that is a code, such as a verdict, the words of every code; a text may name several,
    with a comma between. `tells` makes words of a fact that is more than a code.
    """

    name: str
    words: str | Promise
    personal: frozenset[str]
    registers: bool
    codes: Mapping[str, Codes]
    tells: Tellers = field(default_factory=dict)

    def check(self, facts: Collection[str], personal: Collection[str], register_year: int | None) -> None:
        """ValueError when an entry with these fields is not of this kind."""
        if misplaced := self.personal.intersection(facts):
            raise ValueError(f"{self.name}: {_listed(misplaced)} is personal and may not stand in the facts")
        if undeclared := set(personal) - self.personal:
            raise ValueError(f"{self.name}: the kind does not say that {_listed(undeclared)} is personal")
        if self.registers != (register_year is not None):
            raise ValueError(
                f"{self.name}: a year of the register belongs to kinds that register, and only to them"
            )


def _listed(names: Collection[str]) -> str:
    return ", ".join(sorted(names))


_kinds: dict[str, Kind] = {}


def kind(
    name: str,
    words: str | Promise,
    personal: Sequence[str] = (),
    registers: bool = False,
    codes: Mapping[str, Codes] | None = None,
    tells: Tellers | None = None,
) -> Kind:
    """Register a kind; its words are a sentence with named placeholders. ValueError when the name is taken."""
    if name in _kinds:
        raise ValueError(f"the journal kind {name} is registered twice")
    _kinds[name] = Kind(name, words, frozenset(personal), registers, codes or {}, tells or {})
    return _kinds[name]


def known(name: str) -> Kind:
    try:
        return _kinds[name]
    except KeyError:
        raise UnknownKind(f"no room registered the journal kind {name}") from None


def every() -> dict[str, Kind]:
    return dict(_kinds)


class _Fields(dict[str, Any]):
    """What the words may name: codes in words, moments as people write them, and what was erased says so."""

    erased: frozenset[str] = frozenset()
    codes: Mapping[str, Codes] = MappingProxyType({})
    tells: Tellers = MappingProxyType({})

    def __getitem__(self, key: str) -> Any:
        value = super().__getitem__(key)
        if key in self.tells:
            return self.tells[key](value)
        if key in self.codes and (said := _coded(value, self.codes[key], key)):
            return said
        if isinstance(value, str) and value[10:11] == "T":
            return _moment(value)
        if isinstance(value, str) and _DAY.fullmatch(value):
            return _day(value)
        return value if value != "" else "—"

    def __missing__(self, key: str) -> str:
        return _("[erased]") if key in self.erased else "—"


def _coded(value: Any, codes: Codes, key: str) -> str:
    """The words of a code, or of several with a comma between; empty for what is none."""
    found = [value] if value in codes else value.split(", ") if isinstance(value, str) else []
    if not found or any(code not in codes for code in found):
        return ""
    told = (codes[code] for code in found)
    return ", ".join(_within(str(words) if isinstance(words, Promise) else _(words), key) for words in told)


def _within(words: str, key: str) -> str:
    """Words of a label within a sentence: they begin small, but for names of languages, which know their own rule."""
    return words if key == "language" or words[1:2].isupper() else words[:1].lower() + words[1:]


def _moment(value: str) -> str:
    """As the desk says it: "Fri 20 Nov 2026, 12:00"."""
    try:
        at = datetime.fromisoformat(value)
    except ValueError:
        return value
    return dates.short_date_time(at, _lang(), timezone.get_current_timezone())


def _day(value: str) -> str:
    """ "Fri 20 Nov 2026"."""
    try:
        return dates.short_date(date.fromisoformat(value), _lang())
    except ValueError:
        return value


def _lang() -> str:
    return (translation.get_language() or "en").split("-")[0]


def describe(entry: "Entry", language: str | None = None) -> str:
    """The entry as a sentence, in `language` or the one now in force."""
    found = _kinds.get(entry.kind)
    if found is None:
        return entry.kind
    if language:
        with translation.override(language):
            return describe(entry)
    fields = _Fields({**entry.facts, **(entry.personal or {})})
    if entry.commitment and entry.personal is None:
        fields.erased = found.personal
    fields.codes, fields.tells = found.codes, found.tells
    return dates.one_stop(str(found.words) % fields)


def actor_name(entry: "Entry") -> str:
    """Who did it and for whom they stood in, by the names they had then; by kind and number once the name is erased."""
    known = entry.personal or {}
    unnamed = _(ROLES[entry.actor_kind]) if entry.actor_kind in ("system", "customer") else entry.actor_kind
    name = str(known.get("_by") or f"{unnamed} {entry.actor_id}".strip())
    absent = known.get("_for") or entry.facts.get("deputy_for")
    return _("%(name)s for %(absent)s") % {"name": name, "absent": absent} if absent else name
