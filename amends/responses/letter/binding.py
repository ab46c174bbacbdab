"""What must stay on one line, and where a line may break that no space marks."""

import re
import unicodedata
from functools import lru_cache

from amends.language.safe_text import clean, is_boundary

NO_BREAK = "\u00a0"
MAY_BREAK = "\u200b"
LONGEST_WORD = 40  # characters that fit a line in any case; a longer "word" may break at each tenth
STEP = 10

# Typography of these languages leaves no single-letter word at the end of a line.
SINGLE_LETTERS = {
    "sk": "aikosuvz",
    "cs": "aikosuvz",
    "pl": "aiouwz",
    "bg": "висоу",
    "uk": "авзіоу",
    "ru": "авикосуя",
}
NUMBER_AND_UNIT = re.compile(
    r"(?<=\d) (?=(?:€|%|EUR|RON|THB|BGN|Kč|лв|lei|Lei|บาท|วัน|น\.|г\.|ч\.|gada|kg|km|cm|mm|m²|h|l|g)(?:\W|$))"
)
DAY_AND_MONTH = re.compile(
    r"(?<=\d\.) (?=[^\W\d_]{3})|(?<=ที่) (?=\d)|(?<=\d) (?=[\u0e01-\u0e4e]+(?:คม|ยน|พันธ์))"
)
THOUSANDS = re.compile(r"(?<=\d) (?=\d{3}\b)")
NO_SPACES = (
    r"\s\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3000-\u9fff\uac00-\ud7af\u200b"  # scripts that break without
)
LONG_WORD = re.compile(rf"[^{NO_SPACES}]{{{LONGEST_WORD},}}")


def bind(text: str, lang: str) -> str:
    text = unicodedata.normalize("NFC", clean(text))
    for pattern in (NUMBER_AND_UNIT, DAY_AND_MONTH, THOUSANDS):
        text = pattern.sub(NO_BREAK, text)
    letters = SINGLE_LETTERS.get(lang)
    if letters:
        text = single_letter_words(letters).sub(rf"\1{NO_BREAK}", text)
    return LONG_WORD.sub(lambda found: breakable(found[0]), text)


@lru_cache
def single_letter_words(letters: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)([{letters}{letters.upper()}]) (?=\S)")


def breakable(word: str) -> str:
    places = [at for at in range(STEP, len(word), STEP) if is_boundary(word, at)]
    return MAY_BREAK.join(word[a:b] for a, b in zip([0, *places], [*places, len(word)], strict=True))
