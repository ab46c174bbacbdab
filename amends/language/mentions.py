"""Who is named by an @ in a note: `@Daniel Okafor`, or `@daniel` as long as it is clear enough who that is."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from amends.language.folded import folded
from amends.language.folding import fold

AT = re.compile(r"(?<!\w)@(?=\w)")  # not the @ within an address
WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Mention:
    """`written` is the name as it stands in the text; `who` are the keys of all it may mean, none when nobody is called so."""

    written: str
    who: tuple[int, ...]


def mentions(text: str, people: Mapping[int, Sequence[str]]) -> list[Mention]:
    """Every @ of the text in order; `people` gives for each key the names a person is called by.

    The longest name that stands there counts: with a Daniel and a Daniel Okafor, `@Daniel Okafor` means one. A name of
    several words may be shortened to one of them, and case and accents never matter.
    """
    forms = _forms(people)
    read = folded(text)
    found = []
    for at in AT.finditer(read.text):
        word = WORD.match(read.text, at.end())
        if word is None:
            continue
        named = [form for form in forms[word[0]] if _stands(read.text, at.end(), form)]
        longest = max(named, key=len, default="")
        start, end = read.original(at.end(), at.end() + len(longest or word[0]))
        who = forms[word[0]][longest] if longest else ()
        found.append(Mention(text[start:end], tuple(sorted(who))))
    return found


def begins(name: str, typed: str) -> bool:
    """Whether a name, or one of its words, begins with what was typed."""
    whole, wanted = fold(name), fold(typed).strip()
    return any(whole.startswith(wanted, word.start()) for word in WORD.finditer(whole))


def _forms(people: Mapping[int, Sequence[str]]) -> Mapping[str, dict[str, set[int]]]:
    """By the first word of a name: the names that begin so, and whose they are."""
    found: dict[str, dict[str, set[int]]] = defaultdict(dict)
    for key, names in people.items():
        for form in {form for name in names for form in _ways(fold(name).strip())}:
            if first := WORD.match(form):
                found[first[0]].setdefault(form, set()).add(key)
    return found


def _ways(name: str) -> Iterable[str]:
    """A name whole, and each of its words."""
    return (name, *name.split())


def _stands(text: str, at: int, form: str) -> bool:
    after = text[at + len(form) : at + len(form) + 1]
    return text.startswith(form, at) and not (after.isalnum() or after == "_")
