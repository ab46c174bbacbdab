"""Order of names as a reader of the language expects it, for lists short enough to sort in memory."""

import re
import unicodedata

from amends.language.folding import fold

AFTER = "\uf8ff"  # sorts behind every letter: "č" becomes "c" + AFTER, so it follows "cz" and precedes "d"
SECOND_AFTER = "\uf8ff\uf8ff"

# Letters that stand on their own in the alphabet; all other marks only decide between names that are else equal.
ALPHABETS = {
    "sk": {"ä": "a", "č": "c", "ch": "h", "ô": "o", "š": "s", "ž": "z"},
    "cs": {"č": "c", "ch": "h", "ř": "r", "š": "s", "ž": "z"},
    "lv": {"č": "c", "ģ": "g", "ķ": "k", "ļ": "l", "ņ": "n", "ŗ": "r", "š": "s", "ž": "z"},
    "ro": {"ă": "a", "â": "a+", "î": "i", "ș": "s", "ş": "s", "ț": "t", "ţ": "t"},
    "bg": {"й": "и"},
    "pl": {"ą": "a", "ć": "c", "ę": "e", "ł": "l", "ń": "n", "ó": "o", "ś": "s", "ź": "z", "ż": "z+"},
}
THAI_LEADING_VOWEL = re.compile(r"([\u0e40-\u0e44])([\u0e01-\u0e2e])")
THAI_TONES = re.compile(r"[\u0e47-\u0e4e]")
SIGNS = re.compile(r"[!-/:-@\[-`{-~\u00a1-\u00bf\u2010-\u206f]+")


def sort_key(name: str, lang: str) -> tuple[str, str, str]:
    """Letters first, then marks, then case."""
    lowered = name.casefold()
    return (letters(lowered, lang), lowered, name.swapcase())


def letters(lowered: str, lang: str) -> str:
    own = ALPHABETS.get(lang, {})
    lowered = SIGNS.sub("", unicodedata.normalize("NFC", lowered)).strip()
    if own:
        pattern = "|".join(sorted(own, key=len, reverse=True))
        pieces = re.split(f"({pattern})", lowered)
        lowered = "".join(placed(own[piece]) if piece in own else fold(piece) for piece in pieces)
    else:
        lowered = fold(lowered)
    return THAI_TONES.sub("", THAI_LEADING_VOWEL.sub(r"\2\1", lowered))


def placed(position: str) -> str:
    return position[0] + (SECOND_AFTER if position.endswith("+") else AFTER)
