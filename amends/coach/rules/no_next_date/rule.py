"""C304: by when the customer hears again."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from amends.coach.kinds import Place, Require
from amends.coach.known import CaseKnown
from amends.coach.reading import ReadReply
from amends.language.dates_in_text import date_pattern
from amends.language.marking import _

SPANS = {
    "en": r"(?:\d+|one|two|three|four|five|six|seven|ten|fourteen)\s+(?:working |business |calendar )?(?:hours?|days?|weeks?)|tomorrow|today|tonight|noon|\d+ ?[ap]\.?m|(?:this|next) week",
    "sk": r"(?:\d+|jed\w+|dv\w+|tr\w+|styr\w+|pia\w+|siedm\w+|desa\w+)\s+(?:pracovn\w+\s+)?(?:hod\w*|dn\w+|tyzd\w+)|zajtra|dnes|tyzdna",
    "lv": r"(?:\d+|vien\w+|div\w+|tri\w+|cetr\w+|piec\w+|septi\w+|desmit\w+)\s+(?:darba?\s*)?(?:stund\w+|dien\w+|darbdien\w+|nedel\w+)|rit\w*|sodien|nedelas",
    "bg": r"(?:\d+|ед\w+|дв\w+|три|четири|пет|седем|десет)(?:-?дневен)?\s+(?:работни\s+)?(?:час\w*|дни|ден\w*|дена|седмиц\w+)|утре|днес|довечера|седмицата",
    "ro": r"(?:\d+|un\w*|o|dou\w+|tre\w+|patr\w+|cinci|sapte|zece)\s+(?:de\s+)?(?:or[ea]|zile|zi|saptaman\w+)|maine|astazi|azi|diseara|saptamana",
    "th": r"(?:\d+|หนึ่ง|สอง|สาม|สี่|ห้า|เจ็ด|สิบ)\s*(?:วัน|ชั่วโมง|ชม|สัปดาห์|อาทิตย์)|พรุ่งนี้|วันนี้|เย็นนี้",
}


@dataclass(frozen=True, kw_only=True)
class NextDate(Require):
    """A sentence that says when the customer hears again, and names a day, an hour or a number of days."""

    def places(self, reply: ReadReply, known: CaseKnown | None) -> Iterator[Place]:
        if not any(self._dated(reply, number) for number in reply.doing(self.act)):
            yield Place(len(reply.text), len(reply.text))

    def _dated(self, reply: ReadReply, number: int) -> bool:
        text = reply.sentences[number].folded.text
        return bool(re.search(f"{date_pattern(reply.lang)}|{SPANS.get(reply.lang, SPANS['en'])}|\\d", text))


RULE = NextDate(
    code="C304",
    folder="no_next_date",
    name=_("next date"),
    message=_("Say by which date, or within how many days, the customer hears again."),
    source="001, 003.4",
    act="next_date",
    when=frozenset({"pending"}),
)
