"""One form for what readers take for the same: case, accents, widths, and characters one cannot see."""

import unicodedata

COMBINING = range(0x300, 0x370)
WITHOUT_PARTS = {
    "ł": "l",
    "đ": "d",
    "ð": "d",
    "ø": "o",
    "ħ": "h",
    "ı": "i",
    "ŧ": "t",
    "æ": "ae",
    "œ": "oe",
    "þ": "th",
    "ß": "ss",
}
SURROGATES = range(0xD800, 0xE000)
INVISIBLE = (
    range(0xAD, 0xAE),
    range(0x61C, 0x61D),
    range(0x180B, 0x180F),
    range(0x200B, 0x2010),
    range(0x202A, 0x202F),
    range(0x2060, 0x2070),
    range(0xFE00, 0xFE10),
    range(0xFEFF, 0xFF00),
    range(0xFFF9, 0xFFFC),
    range(0xE0000, 0xE0080),
    SURROGATES,
)
THAI_DIGITS = {0x0E50 + n: str(n) for n in range(10)}


def _table() -> dict[int, str | None]:
    """Latin, Greek and Cyrillic letters lose their marks; Thai vowels and tones are letters and stay."""
    table: dict[int, str | None] = dict.fromkeys(COMBINING)
    for code in [*range(0xC0, 0x530), *range(0x1E00, 0x2000)]:
        parts = unicodedata.normalize("NFD", chr(code))
        if len(parts) > 1 and ord(parts[1]) in COMBINING:
            table[code] = "".join(part for part in parts if not unicodedata.combining(part))
    for invisible in INVISIBLE:
        table.update(dict.fromkeys(invisible))
    table.update({ord(letter): plain for letter, plain in WITHOUT_PARTS.items()})
    table.update(THAI_DIGITS)
    return table | {0: " ", 0x2019: "'", 0x02BC: "'"}


TABLE = _table()


def fold(text: str) -> str:
    if text.isascii():
        return text.lower().replace("\0", " ")
    folded = unicodedata.normalize("NFKC", text).casefold().translate(TABLE)
    return folded.replace("\u0e4d\u0e32", "\u0e33").replace("\u0e40\u0e40", "\u0e41")
