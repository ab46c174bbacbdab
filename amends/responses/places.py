"""The places of a prepared text: variables, which the case fills, and gaps, which only the writer can.

Dear {customer_name}, parcel {?number of the parcel} was delivered …

A variable without a value becomes a gap, and a reply in which a gap is left is not signed.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from amends.language.dates import one_stop

LONGEST_GAP = 80  # characters of what is asked for

PLACE = re.compile(r"\{(\??)([^{}\n]*)\}")
COACH_GAP = re.compile(r"\[…\]")  # what the coach's wordings leave to the writer


@dataclass(frozen=True)
class Open:
    """A place nobody filled in: `start` and `end` in characters of the text, `asks` what belongs there."""

    start: int
    end: int
    asks: str


@dataclass(frozen=True)
class Wrong:
    """A place no text may have: `written` as it stands; `near` is a variable it may have been meant for."""

    written: str
    near: str = ""


def gap(asks: str) -> str:
    """How a gap is written."""
    return f"{{?{asks}}}"


def open_places(text: str, variables: Collection[str]) -> list[Open]:
    """Every gap left in a reply, in order: written gaps, variables typed by hand, and what the coach left open."""
    found = [Open(*match.span(), "") for match in COACH_GAP.finditer(text)]
    for match in PLACE.finditer(text):
        asks = match[2].strip()
        if match[1] or asks in variables:
            found.append(Open(*match.span(), asks))
    return sorted(found, key=lambda each: each.start)


def variables_in(text: str) -> set[str]:
    """The names of the variables of a prepared text."""
    return {match[2].strip() for match in PLACE.finditer(text) if not match[1]}


def wrong_places(text: str, variables: Collection[str]) -> Iterator[Wrong]:
    """What cannot be filled: unknown variables, gaps that ask for nothing or too much, brackets that stand alone."""
    for match in PLACE.finditer(text):
        name = match[2].strip()
        if match[1] and 0 < len(name) <= LONGEST_GAP:
            continue
        if not match[1] and name in variables:
            continue
        near = get_close_matches(name, variables, 1) if name and not match[1] else []
        yield Wrong(match[0], near[0] if near else "")
    for match in re.finditer(r"[{}]", PLACE.sub("", text)):
        yield Wrong(match[0])


def filled(text: str, values: Mapping[str, str], names: Mapping[str, str]) -> str:
    """The text with every value in place, in one pass: what a value holds is not read again.

    `names` says of each variable what it is; where there is no value a gap asks for it. A value that ends with a full
    stop ends its sentence too.
    """

    def put(match: re.Match[str]) -> str:
        name, stop = match[2].strip(), match[3]
        if match[1] or name not in names:
            return match[0]
        return one_stop((values.get(name) or gap(names[name])) + stop)

    return re.sub(PLACE.pattern + r"(\.?)", put, text)
