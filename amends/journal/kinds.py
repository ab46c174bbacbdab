"""Every kind of entry has a name, words in every language, and says which of its fields are personal."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.functional import Promise
from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from amends.journal.models import Entry


@dataclass(frozen=True)
class Kind:
    """`registers`: an entry of this kind is given the next number of the year's register."""

    name: str
    words: str | Promise
    personal: frozenset[str]
    registers: bool


_kinds: dict[str, Kind] = {}


def kind(name: str, words: str | Promise, personal: Sequence[str] = (), registers: bool = False) -> Kind:
    """Register a kind; its words are a sentence with named placeholders. ValueError when the name is taken."""
    if name in _kinds:
        raise ValueError(f"the journal kind {name} is registered twice")
    _kinds[name] = Kind(name, words, frozenset(personal), registers)
    return _kinds[name]


def known(name: str) -> Kind:
    """The kind of this name; KeyError says which one is missing."""
    return _kinds[name]


def every() -> dict[str, Kind]:
    return dict(_kinds)


class _Fields(dict[str, object]):
    """What the words may name; a field that was erased, or never given, says so."""

    def __missing__(self, key: str) -> str:
        return _("[erased]")


def describe(entry: "Entry") -> str:
    """The entry as a sentence in the language now in force."""
    found = _kinds.get(entry.kind)
    if found is None:
        return entry.kind
    return str(found.words) % _Fields({**entry.facts, **(entry.personal or {})})


def actor_name(entry: "Entry") -> str:
    """Who did it, by the name they had then; by kind and number once the name is erased."""
    name = (entry.personal or {}).get("_by")
    return str(name) if name else f"{entry.actor_kind} {entry.actor_id}".strip()
