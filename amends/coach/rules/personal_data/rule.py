"""D601: what must not be in a reply: payment cards, personal numbers, passwords, a third person's private data."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from amends.coach.kinds import Avoid, Place
from amends.coach.known import CaseKnown
from amends.coach.reading import ReadReply
from amends.language.folded import folded
from amends.language.marking import _
from amends.language.personal_data import personal_data

NEVER = frozenset({"card", "national id"})
SECRET = re.compile(
    r"(?<![a-z])(?:password|passcode|heslo|parole|парола(?:та)?|parola|รหัสผ่าน|รหัสลับ|พาสเวิร์ด)[^\n.]{0,30}?(?::|=| is | je | ir | е | este | คือ )\s*[\"'„“”«]?(\S*\d\S*|[\"'„“«]?\S{4,}[\"'“”»])"
    r"|(?<!\w)pin(?:[ -]?(?:code|kod|kods|код|cod|codul))?[^\n\d]{0,14}(\d{4,6})(?!\d)"
)
PASSPORT = re.compile(
    r"(?<!\w)(?:passport|pasu?|pasom|cestovn\w+ pas\w*|pases?|паспорт\w*|лична карта|pasaport\w*|buletin\w*|carte\w* de identitate|"
    r"obciansk\w+ preukaz\w*|op|พาสปอร์ต|หนังสือเดินทาง|บัตรประชาชน)(?![a-z])[^\n\d]{0,16}?([a-z]{0,3} ?\d{6,13})(?!\d)"
)

CARD = re.compile(  # called one: whole, it does not belong here even where a figure was mistyped
    r"(?<!\w)(?:cards?|kart\w{0,4}|karei|карт\w{0,4}|card\w{0,4}|[\u0e01-\u0e4e]*บัตร[\u0e01-\u0e4e]*)[^\n\d]{0,30}"
    r"([3-6]\d{3}([ -]?)\d{4}\2\d{4}\2\d{4})(?!\d)"
)

NAME = r"(?<!\w)[A-ZÀ-ŽА-Я][^\W\d_]{1,30}\s+[A-ZÀ-ŽА-Я][^\W\d_]{1,30}"
STREET = r"(?:\d+[a-z]?,?\s+[A-ZÀ-ŽА-Я][^\W\d_]{1,30}|(?:ul\.|ulic\w+|str\.|strada|iel\w*|ул\.|бул\.)?\s*[A-ZÀ-ŽА-Я][^\W\d_]{1,30}(?:\s[^\W\d_]{1,30})?\s\d+)"
LIVES = re.compile(
    rf"{NAME},?\s+(?:of|from|at|who lives (?:at|in)|living (?:at|in)|z|zo|bytom|ktor\w+ býva\w*|no|dzīvo\w*|от|на|живе\w*|din|de pe|care locuiește \w+)\s+(?:[^\W\d_]+\s+)?{STREET}"
)


@dataclass(frozen=True, kw_only=True)
class PersonalData(Avoid):
    """Beside what has a form of its own, sentences that tell of a third person; those the scorer has learnt to see."""

    def places(self, reply: ReadReply, known: CaseKnown | None) -> Iterator[Place]:
        taken = []
        for each in personal_data(reply.own, reply.lang):
            if each.kind in NEVER:
                taken.append((each.start, each.end))
                yield Place(each.start, each.end, (reply.text[each.start : each.end],))
        whole = folded(reply.own)
        for match in (*SECRET.finditer(whole.text), *PASSPORT.finditer(whole.text)):
            start, end = whole.original(*match.span())
            taken.append((start, end))
            yield Place(start, end)
        for match in CARD.finditer(whole.text):
            start, end = whole.original(*match.span(1))
            if (start, end) not in taken:
                taken.append((start, end))
                yield Place(start, end, (reply.text[start:end],))
        for match in LIVES.finditer(reply.own):
            taken.append(match.span())
            yield Place(*match.span(), (match.group(),))
        for place in super().places(reply, known):
            if all(place.end <= start or place.start >= end for start, end in taken):
                yield place


RULE = PersonalData(
    code="D601",
    folder="personal_data",
    name=_("personal data"),
    message=_(
        "This does not belong into a reply: take the number, the secret or the other person's data out."
    ),
    source="law",
    severity="stop",
)
