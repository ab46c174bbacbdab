"""Text from outside made fit to store, to show in one line, and to cut."""

import re
import unicodedata

LINE_END = re.compile("\r\n|\r|\x85|\u2028|\u2029")
NOT_STORABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f]")
SURROGATE = re.compile("[\ud800-\udfff]")
DIRECTION = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
SPACES = re.compile(r"\s+")
BLANK_LETTERS = frozenset("\u115f\u1160\u3164\uffa0\u2800\u034f")
WORD = re.compile(r"[^\W\d_]+")

ZERO_WIDTH_JOINER = 0x200D
REGIONAL = range(0x1F1E6, 0x1F200)
EXTENDING = (range(0x1F3FB, 0x1F400), range(0xE0020, 0xE0080), range(0xFF9E, 0xFFA0), range(0x200C, 0x200E))
SPACING_VOWELS = frozenset({0xE33, 0xEB3})
HANGUL_SYLLABLES = range(0xAC00, 0xD7A4)
STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def clean(text: str) -> str:
    """What PostgreSQL, JSON and XML can all hold: no NUL or other control, no half characters, plain line ends."""
    text = LINE_END.sub("\n", text)
    if not text.isascii():
        text = SURROGATE.sub("\ufffd", text)
    return NOT_STORABLE.sub("", text)


def is_blank(text: str) -> bool:
    """Nothing a reader could see, though there may be characters."""
    return all(unicodedata.category(c)[0] in "CZ" or c in BLANK_LETTERS or is_lone_mark(c) for c in text)


def is_lone_mark(character: str) -> bool:
    return 0xFE00 <= ord(character) <= 0xFE0F or 0x180B <= ord(character) <= 0x180F


def one_line(text: str) -> str:
    """For headers and names: no line ends, controls, or characters that turn the direction of reading."""
    text = DIRECTION.sub("", clean(SPACES.sub(" ", text)))
    return SPACES.sub(" ", text).strip()


def cut(text: str, length: int) -> str:
    """At most so many characters, never half of what is read as one; a single longer heap of marks is cut anyway."""
    if len(text) <= length:
        return text
    at = length
    while at > 0 and not is_boundary(text, at):
        at -= 1
    return text[:at] if at else text[: max(length, 0)]


def is_boundary(text: str, at: int) -> bool:
    """May a reader's character end before `text[at]`? The rules of Unicode's annex 29, short of rare scripts."""
    if at <= 0 or at >= len(text):
        return True
    before, after = text[at - 1], text[at]
    if before == "\r" and after == "\n":
        return False
    if before in "\r\n" or after in "\r\n":
        return True
    if extends(after):
        return False
    if ord(before) == ZERO_WIDTH_JOINER:
        return not (unicodedata.category(after) == "So" or ord(after) >= 0x1F000)
    if ord(before) in REGIONAL and ord(after) in REGIONAL:
        return regional_before(text, at) % 2 == 0
    return not joins_hangul(ord(before), ord(after))


def extends(character: str) -> bool:
    code = ord(character)
    if code < 0x300:
        return False
    if unicodedata.category(character) in {"Mn", "Me", "Mc"} or code in SPACING_VOWELS:
        return True
    return any(code in span for span in EXTENDING)


def regional_before(text: str, at: int) -> int:
    count = 0
    while at - count > 0 and ord(text[at - count - 1]) in REGIONAL:
        count += 1
    return count


def joins_hangul(before: int, after: int) -> bool:
    leading, vowel, trailing = range(0x1100, 0x1160), range(0x1160, 0x11A8), range(0x11A8, 0x1200)
    open_syllable = before in HANGUL_SYLLABLES and (before - 0xAC00) % 28 == 0
    if before in leading:
        return after in leading or after in vowel or after in HANGUL_SYLLABLES
    if before in vowel or open_syllable:
        return after in vowel or after in trailing
    return (before in trailing or before in HANGUL_SYLLABLES) and after in trailing


def mixed_script(text: str) -> bool:
    """Does one word mix alphabets that look alike, as a name made to deceive does?"""
    return any(len({script(c) for c in word} - {""}) > 1 for word in WORD.findall(text) if not word.isascii())


def script(letter: str) -> str:
    name = unicodedata.name(letter, "").partition(" ")[0]
    return name if name in {"LATIN", "CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE"} else ""


def whole_number(text: str) -> int | None:
    """The number written in plain digits, at most nine of them: a key or version an address names. None for all else."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None


def harmless(text: str) -> str:
    """An apostrophe before what a spreadsheet program would take for a formula; it shows the text as it is."""
    return f"'{text}" if text.startswith(STARTS_A_FORMULA) or text.lstrip().startswith("=") else text
