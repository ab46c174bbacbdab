"""C306: who writes, and from where."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from amends.coach.kinds import Place, Rule
from amends.coach.known import CaseKnown
from amends.coach.reading import ReadReply
from amends.language.folding import fold
from amends.language.marking import _
from amends.language.names_in_text import same_name

CLOSING_LINES = 6
LONGEST_LINE = 130  # characters; a longer line is a paragraph, not a signature
LETTER = r"[^\W\d_]"
NAME = re.compile(
    r"(?<![\w])(?:[A-ZÀ-ŽȘȚА-ЯĀ-Ž]\.\s?)?[A-ZÀ-ŽȘȚА-Я][^\W\d_A-ZА-Я]+(?:[-'’][A-ZÀ-ŽȘȚА-Я][^\W\d_]+)?\s+(?:[A-ZÀ-ŽȘȚ]\.\s?)?[A-ZÀ-ŽȘȚА-Я][^\W\d_]+(?:[-'’][A-ZÀ-ŽȘȚА-Я][^\W\d_]+)?"
    r"|(?<!\w)[A-ZÀ-ŽȘȚА-Я][^\W\d_]{0,2}\.\s?[A-ZÀ-ŽȘȚА-Я][^\W\d_]+"
)
FIRST_NAME = re.compile(
    r"^(?:[a-zа-я]{2,8}\.? )?[A-ZÀ-ŽȘȚА-Я][^\W\d_A-ZА-Я]+"
    r"(?:\s[A-ZȘȚА-Я]\.)?(?=\s*[,–—|·-]\s*\S| (?:from|at|z|zo|no|от|de la|din) \S)"
)  # alone, perhaps with a title, before a department, a firm or a contact
THAI_NAME = re.compile(
    r"(?:^|\()(?:นาย|นางสาว|นาง|คุณ|(?:[\u0e01-\u0e2e]{1,3}\.){1,3})?\s*[\u0e01-\u0e4e]{2,20}\s+[\u0e01-\u0e4e]{2,24}\)?"
)
REACH = re.compile(r"\d[\d /()+-]{4,}\d|@|www\.|https?://")
THAI_FIRST_NAME = re.compile(
    r"^[\u0e01-\u0e4e]{2,16}(?=\s+(?:ฝ่าย|แผนก|ทีม|งาน|ร้าน|คลินิก|สาขา|ห้อง|ผู้|หัวหน้า|เจ้าหน้าที่|โทร))"
)
QUOTED = re.compile(r"[„“\"«][^„“”\"«»]*[“”\"»]")  # the name of a firm
SENTENCE = re.compile(r"[?!]$|^(?:\S+\s+){6,}\S+\.$")  # a line of the letter itself, not of the signature
NOT_A_NAME = re.compile(
    r"^the\b|cheers|kisses|love\b|hugs|greetings|^(?:best|all|have|see|take|lots)\b|regards|sincerely|faithfully|wishes|thank|your|our\b|team|crew|department|customer|service|support|centre|center|"
    r"hotel|\bbank\b|garage|clinic|school|library|museum|shop|office|desk|"
    r"pozdrav|bozk|objat|úct|s pozdrav|tím|oddelenie|zákazn|servis|centrum|kolektív|penzión|hotel|banka|škola|"
    r"cieņ|sveicien|buč|komanda|nodaļa|klient|serviss|dienests|centrs|"
    r"поздрав|уважение|екип|отдел|клиент|център|сервиз|хотел|банка|"
    r"stim[ăa]|pupic|\bdrag|respect|salut[ăa]ri|echipa|departament|clien[țt]|serviciu|compartiment|centru|"
    r"ขอแสดง|ด้วยความ|นับถือ|เคารพ|ทีมงาน|ฝ่าย|แผนก|บริการ|ศูนย์|โรงแรม|ธนาคาร|สาขา|บริษัท",
    re.IGNORECASE,
)


@dataclass(frozen=True, kw_only=True)
class Sender(Rule):
    """Looked for in the last lines: a person's name, and beside it a place in the company or a way to reach them."""

    needs_case: ClassVar[bool] = True

    def places(self, reply: ReadReply, known: CaseKnown | None) -> Iterator[Place]:
        lines = [
            reply.own[start:end]
            for start, end in reply.lines[1:][-CLOSING_LINES:]
            if end - start <= LONGEST_LINE and not SENTENCE.search(reply.own[start:end])
        ]
        customer = fold(known.customer_name).split() if known else []
        if not signed(lines, customer, reply.lang):
            yield Place(len(reply.text), len(reply.text))


def signed(lines: list[str], customer: list[str], lang: str) -> bool:
    for number, line in enumerate(lines):
        name = name_in(line, customer, lang)
        if name is None:
            continue
        rest = [line.replace(name, "", 1), *lines[number + 1 :], *lines[max(0, number - 1) : number]]
        if any(is_place(part, lang) for part in rest):
            return True
    return False


def name_in(line: str, customer: list[str], lang: str) -> str | None:
    """A person's name in a line of the signature that is not the customer's own."""
    pattern = THAI_NAME if lang == "th" else NAME
    for match in pattern.finditer(QUOTED.sub(lambda found: " " * len(found.group()), line)):
        words = fold(match.group()).split()
        ours = customer and all(any(same_name(word, part) for part in customer) for word in words)
        if not ours and not NOT_A_NAME.search(_whole(line, match)):
            return match.group()
    first = (THAI_FIRST_NAME if lang == "th" else FIRST_NAME).search(line)
    return first.group() if first and not NOT_A_NAME.search(first.group()) else None


def _whole(line: str, match: re.Match[str]) -> str:
    """A name with the third word of a phrase of three: of "Hollins Road Garage" the last word tells what it names."""
    end = min((at for mark in ",–—|·/(" if (at := line.find(mark, match.end())) >= 0), default=len(line))
    rest = line[match.end() : end].split()
    return f"{match.group()} {rest[0]}" if len(rest) == 1 and match.start() == 0 else match.group()


def is_place(part: str, lang: str) -> bool:
    """A department, a post or a contact: anything with letters that is more than a closing formula."""
    part = part.strip(" ,;:-–—|·/()")
    if REACH.search(part):
        return True
    formula = re.match(
        r"(?:kind |best |warm )?(?:regards|wishes)|(?:yours )?(?:sincerely|faithfully|truly)|s (?:pozdravom|úctou)|ar cieņu|с (?:уважение|поздрав\w*)|cu (?:stimă|respect|considerație)|ขอแสดงความ|ด้วยความ",
        part,
        re.IGNORECASE,
    )
    return len(re.findall(LETTER, part)) >= 4 and not formula and not part.endswith(("?", "!"))


RULE = Sender(
    code="C306",
    folder="no_sender",
    name=_("sender"),
    message=_("Sign with your name and your department, or a way to reach you."),
    source="004.11",
)
