"""`type/subtype; name=value` fields, with RFC 2231 continuations and what senders write instead."""

import re
from dataclasses import dataclass, field
from urllib.parse import unquote_to_bytes

from amends.channels.email.message.characters import decode, one_line
from amends.channels.email.message.words import decoded

NAME = re.compile(r"\s*([^\s=;*\"']{1,100})(?:\*(\d{1,3}))?(\*)?\s*=\s*")
QUOTED = re.compile(r'"((?:[^"\\]|\\.)*)"', re.DOTALL)
ESCAPE = re.compile(r"\\([\"\\])")


@dataclass(slots=True)
class Valued:
    """A field's first word and its parameters, decoded."""

    value: str
    parameters: dict[str, str] = field(default_factory=dict)

    def get(self, name: str) -> str:
        return self.parameters.get(name, "")


def read_valued(text: str, most: int) -> Valued:
    head, _, rest = text.partition(";")
    pieces: dict[str, dict[int, tuple[str, bool]]] = {}
    at = 0
    for _ in range(most):
        match = NAME.match(rest, at)
        if match is None:
            after = rest.find(";", at)
            if after < 0:
                break
            at = after + 1
            continue
        value, at = read_value(rest, match.end())
        place = pieces.setdefault(match[1].lower(), {})
        place.setdefault(int(match[2] or 0), (value, bool(match[3])))
    return Valued(one_line(head).lower(), {name: joined(found) for name, found in pieces.items()})


def read_value(text: str, at: int) -> tuple[str, int]:
    """The value at `at` and where the next parameter begins."""
    quoted = QUOTED.match(text, at)
    if quoted:
        after = text.find(";", quoted.end())
        return ESCAPE.sub(r"\1", quoted[1]), len(text) if after < 0 else after + 1
    after = text.find(";", at)
    stop = len(text) if after < 0 else after
    return text[at:stop].strip().strip('"'), stop + 1


def joined(pieces: dict[int, tuple[str, bool]]) -> str:
    """Continuations in order; the charset stands before the first."""
    order = [pieces[index] for index in sorted(pieces)]
    if not any(extended for _, extended in order):
        return one_line(decoded("".join(value for value, _ in order)))
    charset = ""
    content = b""
    for index, (value, extended) in enumerate(order):
        if index == 0 and extended and value.count("'") >= 2:
            charset, _, value = value.split("'", 2)
        content += unquote_to_bytes(value) if extended else value.encode("utf-8", "replace")
    return one_line(decode(content, charset))
