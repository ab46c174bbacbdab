"""What single lines of a mail show: a quote, an attribution, a header block, a signature."""

import re
from dataclasses import dataclass

from amends.language.quoting.words import (
    DEVICE_LINE,
    LABEL,
    ORIGINALS,
    VERB,
    VERB_LAST,
)

LONGEST = 600
MOST_LINES = 50_000
VERB_ROOM = 80
QUOTED = re.compile(r"[ \t]{0,3}(?:[A-Z]{0,3}>)|\s{0,3}&gt;")
PIPED = re.compile(r"[ \t]?\|(?: |$)")
ADDRESS = re.compile(r"[^\s<>\"'(),:;]{1,64}@[^\s<>\"'(),:;]{1,190}")
NUMERIC_DATE = re.compile(
    r"\d{1,4}\s?[./-]\s?\d{1,2}\s?[./-]\s?\d{2,4}|(?<!\d)(?:19|20|25)\d\d(?!\d)|\d\s?[年月日년월일]"
)
CLOCK = re.compile(r"(?<!\d)\d{1,2}[:.h]\d{2}(?!\d)")
NUMBER = re.compile(r"\d+")
ENDS_OPEN = re.compile(r"[:：][\s*_]*$")
ENDS_ANGLE = re.compile(r"@[^<>]*>[\s*_]*$")
DASHED_WROTE = re.compile(r"[-_=~]{2,}.{5,300}[-_=~]{2,}\s*$")
RULE = re.compile(r"\s*(?:_{5,}|={4,})\s*")
SIGNATURE = re.compile(r"(?:--|—|–|__)[ \t\xa0]*")
LINK = re.compile(r"[<(\[]?(?:https?://|mailto:)\S*[>)\]]?")
LABELLED = re.compile(r"[\s*_]*([^\s*_:：][^:：*_]{0,40}?)[\s*_]*[:：]")
BLANKS = re.compile(r"\s+")
WITHOUT_WORDS = re.compile(r"[\W_\u1427]*")


@dataclass(frozen=True, slots=True)
class Line:
    text: str
    start: int
    end: int

    @property
    def blank(self) -> bool:
        return not self.text.strip()

    @property
    def quoted(self) -> bool:
        return QUOTED.match(self.text) is not None


def lines_of(text: str) -> list[Line]:
    """The lines; a flood of them is read as one long line at the end, which stays unfolded."""
    found: list[Line] = []
    at = 0
    while at <= len(text):
        stop = text.find("\n", at)
        stop = len(text) if stop < 0 or len(found) >= MOST_LINES else stop
        found.append(Line(text[at:stop], at, min(stop + 1, len(text))))
        at = stop + 1
    return found


def dated(text: str) -> bool:
    if NUMERIC_DATE.search(text):
        return True
    clock = CLOCK.search(text)
    return clock is not None and len(NUMBER.findall(text)) >= 3


def attribution(text: str, before_quote: bool) -> bool:
    """Is this the line `On …, … wrote:`? Before marked quotes less is asked of it."""
    opens = ENDS_OPEN.search(text[-20:]) is not None
    if not opens and "@" not in text and not text.endswith(("-", "=")):
        return False
    date, address = dated(text), ADDRESS.search(text)
    if not date and address is None and not before_quote:
        return False
    last = VERB_LAST.search(text[-VERB_ROOM:])
    if before_quote:
        named = bool(address or last or (date and early(text)) or VERB.search(text[-VERB_ROOM:]))
        return ((opens or last is not None) and named) or (date and ENDS_ANGLE.search(text) is not None)
    if date and DASHED_WROTE.fullmatch(text) and VERB.search(text):
        return True
    if not (opens or (last and address)):
        return False
    if date and early(text) and (address or last):
        return True
    near = address is not None and last is not None and len(text) - address.end() < VERB_ROOM // 2
    return near and len(text) < 160


def early(text: str) -> bool:
    """The date or the writer's name stands at the start, not at the end of a sentence of the writer."""
    found = NUMERIC_DATE.search(text) or CLOCK.search(text)
    return found is not None and (found.start() < 60 or text[:1] == '"')


def attribution_at(lines: list[Line], at: int) -> int:
    """How many lines the attribution that begins here has; 0 when none does."""
    window: list[str] = []
    for line in lines[at : at + 4]:
        open_address = window and window[-1].count("<") > window[-1].count(">")
        if line.blank or len(line.text) > LONGEST or (line.quoted and not open_address):
            return 0
        window.append(line.text.strip())
        size = len(window)
        marked = quote_follows(lines, at + size)
        if attribution(" ".join(window), marked):
            later = (" ".join(window[begin:]) for begin in range(1, size))
            return 0 if any(attribution(text, marked) and dated(text) for text in later) else size
    return 0


def quote_follows(lines: list[Line], at: int) -> bool:
    for line in lines[at : at + 3]:
        if not line.blank:
            return line.quoted or PIPED.match(line.text) is not None
    return False


def label_of(text: str) -> str:
    """Which header a line of a quoted header block shows; empty for none."""
    found = LABELLED.match(text)
    return LABEL.get(BLANKS.sub(" ", found[1]).lower(), "") if found else ""


def header_block(lines: list[Line], at: int) -> bool:
    """Do at least three headers of a quoted mail begin here, its writer and its time or subject among them?"""
    kinds: list[str] = []
    stray = 0
    for line in lines[at : at + 16]:
        kind = label_of(line.text)
        if kind:
            kinds.append(kind)
            stray = 0
        elif not line.blank or stray:
            stray += 1
            if stray > 1:
                break
        else:
            stray = 1
    first = kinds[:1] and kinds[0] in ("from", "date", "subject", "to")
    return bool(first and len(set(kinds)) >= 3 and "from" in kinds and {"date", "subject"} & set(kinds))


def original_line(text: str) -> bool:
    """`-----Original Message-----`, or `Begin forwarded message:`."""
    bare = text.strip(" \t*_")
    if len(bare) > 80 or not (bare.startswith(("--", "==", "~~", "——", "––")) or bare.endswith((":", "："))):
        return False
    return BLANKS.sub(" ", bare.strip("-=~—–*_:： \t")).lower() in ORIGINALS


def cut_line(lines: list[Line], at: int) -> bool:
    """Does everything from this line on belong to an older mail?"""
    text = lines[at].text
    if len(text) > LONGEST:
        return False
    if original_line(text):
        return True
    if RULE.fullmatch(text):
        following = next(
            (index for index in range(at + 1, min(at + 4, len(lines))) if not lines[index].blank), None
        )
        return following is not None and header_block(lines, following)
    return bool(label_of(text)) and header_block(lines, at)


def from_a_device(text: str) -> bool:
    """`Sent from my …`: an advertisement line, not a sentence."""
    words = LINK.sub("", text).strip()
    return (
        0 < len(words) <= 60
        and "," not in words
        and not words.endswith(".")
        and bool(DEVICE_LINE.match(words))
    )
