"""T502: over-friendly."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from amends.coach.kinds import Avoid, Place
from amends.coach.known import CaseKnown
from amends.coach.reading import ReadReply
from amends.language.marking import _

SMILES = re.compile(
    "(?:[\U0001f300-\U0001faff\u2600-\u2604\u2614-\u2623\u263a-\u263b\u2660-\u2668\u2728\u2763-\u2764\u2b50][\ufe0f\u200d\u2640\u2642]*)+"
    r"|(?<![\w:;])(?:[:;=]-?[)(DPp*3]+|8-?[)D]+|<3|\^_?\^|xD|XD)(?![\w/])|(?<=\s)[)]{2,}|(?<![\d.,/ -])5{3,}\+?(?![\d.,/-])(?! ?\d)"
)


@dataclass(frozen=True, kw_only=True)
class OverFriendly(Avoid):
    """Beside phrases, any emoji, a row of them being one, and any smile made of signs."""

    def places(self, reply: ReadReply, known: CaseKnown | None) -> Iterator[Place]:
        smiles = [match.span() for match in SMILES.finditer(reply.own)]
        for start, end in smiles:
            yield Place(start, end, (reply.text[start:end],))
        for place in super().places(reply, known):
            if not any(place.start <= start < place.end for start, _end in smiles):
                yield place


RULE = OverFriendly(
    code="T502",
    folder="over_friendly",
    name=_("over-friendly"),
    message=_("Too hearty for somebody who had to complain. Be warm in what you do, measured in tone."),
    source="000.7",
    of_anyone=True,
)
