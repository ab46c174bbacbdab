"""T510: a place of a template that nobody filled in."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from amends.coach.kinds import Place, Rule
from amends.coach.known import CaseKnown
from amends.coach.reading import ReadReply
from amends.language.marking import _

SLOT = re.compile(
    r"\{\{[^{}\n]{1,60}\}\}|\{[^{}\n]{1,60}\}|\$\{[^{}\n]{1,60}\}|%%[^%\n]{1,40}%%|%[A-ZА-Я][A-ZА-Я_]{2,40}%|%\([a-z_]+\)s|<<[^<>\n]{1,40}>>"
    r"|<[A-ZА-ЯĀ-Ž][A-ZА-ЯĀ-Ž _]{2,40}>|«[A-ZА-Я_]{3,40}»|#[A-ZА-Я][A-ZА-Я_]{2,40}#|@@\w{2,40}@@"
)
SUM = re.compile(
    r"\{[\s<>=~≈]*\D{0,3}[\d.,\s]+\D{0,3}\s*\}"
)  # a sum somebody marked, and no place to be filled
BRACKETS = re.compile(r"\[([^\[\]\n]{1,60})\]")
MARKS = re.compile(
    r"(?<!\w)(?:X{3,}(?:[ \t/.-]{1,2}X{2,})*|x{4,}|Y{3,}|TBD|TBC|TODO|FIXME|XX\.\s?XX\.?(?:\s?XX(?:XX)?)?|dd[./]mm[./](?:yy|rr|gggg|aaaa)\w*|_{4,}|(?<=[\s(:#])\?{3}(?![?!])|(?<![\w.!?…])\.{6,})(?!\w)"
)
LOREM = re.compile(r"\blorem(?:\s+ipsum)?\b|\bdolor sit amet\b|\basdf\w*\b", re.IGNORECASE)
SLOT_NAMES = re.compile(
    r"name|surname|date|number|amount|insert|order|address|customer|client|company|signature|reason|product|title|sum|time|your|"
    r"meno|priezvisko|dátum|datum|číslo|cislo|suma|sumu|doplň|dopln|vlož|vloz|zákazník|adresa|podpis|dôvod|oslovenie|"
    r"vārds|uzvārds|vards|uzvards|datums|numurs|summa|ievad|ierakst|klient|adrese|paraksts|iemesls|"
    r"име|фамилия|дата|номер|сума|въвед|попълн|клиент|адрес|подпис|причина|длъжност|"
    r"nume|prenume|data|număr|numar|suma|introdu|complet|client|adres|semnătur|semnatur|motiv|"
    r"ชื่อ|นามสกุล|วันที่|เลขที่|หมายเลข|จำนวน|ใส่|ระบุ|กรอก|ลูกค้า|ที่อยู่|ลายเซ็น|ลงชื่อ|เหตุผล",
    re.IGNORECASE,
)
BUTTONS = re.compile(
    r"(?:press|click|tap|choose|select|button|stlač\w*|klikn\w*|ťukn\w*|zvoľ\w*|tlačid\w*|spied\w*|nospied\w*|klikšķ\w*|izvēl\w*|pog\w*|"
    r"натисн\w*|кликн\w*|избер\w*|бутон\w*|apăsa\w*|apas\w*|clic\w*|alege\w*|buton\w*|กด|คลิก|เลือก|ปุ่ม)\W*\w{0,12}\W*$",
    re.IGNORECASE,
)


@dataclass(frozen=True, kw_only=True)
class Leftover(Rule):
    def places(self, reply: ReadReply, known: CaseKnown | None) -> Iterator[Place]:
        for pattern in (SLOT, MARKS, LOREM):
            for match in pattern.finditer(reply.own):
                if not SUM.fullmatch(match.group()):
                    yield Place(*match.span(), (match.group(),))
        for match in BRACKETS.finditer(reply.own):
            if self.is_slot(match.group(1), reply.own[max(0, match.start() - 40) : match.start()]):
                yield Place(*match.span(), (match.group(),))

    def is_slot(self, inside: str, before: str) -> bool:
        """Square brackets may also hold the words on a button: those stand after "press"."""
        if BUTTONS.search(before):
            return False
        letters = "".join(filter(str.isalpha, inside))
        if not inside.strip(" .…_"):
            return True
        return "_" in inside or (len(letters) > 2 and letters.isupper()) or bool(SLOT_NAMES.search(inside))


RULE = Leftover(
    code="T510",
    folder="leftover",
    name=_("leftover"),
    message=_("A place of the template was not filled in."),
    source="common sense",
    severity="stop",
)
