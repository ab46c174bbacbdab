"""Which of an installation's languages a text is written in."""

import re
from collections.abc import Callable, Sequence
from functools import cache

try:
    import eldc
except ImportError:  # pragma: no cover - its wheels cover the usual machines only
    eldc = None

LETTERS_TO_DECIDE = 20  # a shorter text (a name, "OK thanks") is no evidence of its language
READ_AT_MOST = 600  # characters; reading more changes the time, not the answer
CLEAR_LEAD = 0.04  # by less than this one language does not beat another
WEAK = 0.3  # a text in none of the languages scores below: then better the language used before

SCRIPT_OF = {
    "th": "thai",
    "bg": "cyrillic",
    "ru": "cyrillic",
    "uk": "cyrillic",
    "sr": "cyrillic",
    "mk": "cyrillic",
}
NOT_WORDS = re.compile(r"\S*[\d@/]\S*")
SCRIPTS = {
    "thai": re.compile(r"[\u0e01-\u0e4e]+"),
    "cyrillic": re.compile(r"[\u0400-\u04ff]+"),
    "latin": re.compile(r"[A-Za-z\u00c0-\u024f\u1e00-\u1eff]+"),
}

# For machines without the detector: the commonest small words and the letters no sister language has.
SMALL_WORDS = {
    "en": "the and to of i is was in it that my for you not have with this on are be",
    "sk": "a sa na som je to v mi že ze nie ale aby uz už ste pre bol bola od ma so s si prosim",
    "lv": "un ir es ar no ka par man nav bet tas lai jau mans pie vai uz kas jums ludzu lūdzu netika",
    "ro": "si și în in nu este am la cu pe de un o mi că ca sa să din pentru care dar mai foarte va",
    "bg": "и на не да се от за е в ми че съм с но ли беше до по как ви",
    "ru": "и не что я на в это с как у меня был мне по но",
    "uk": "і не що я на в це з як у мене був мені але та",
}
OWN_LETTERS = {
    "sk": "ľĺŕôťďňäýáéíó",
    "lv": "āēīūģķļņ",
    "ro": "ășțâîşţ",
    "bg": "ъщ",
    "ru": "ыэё",
    "uk": "їєґі",
}

# Bulgarian typed on a Latin keyboard, which the detector takes for Slovak; no other language has these.
BULGARIAN_IN_LATIN = re.compile(
    r"\b(?:zdrave(?:i|y|ite|yte)|poluchih|zashto|kakvo|kogato|n[yi]?[aq]ma|iskam|mol(?:ya|q)|blagodar(?:ya|q)|vchera"
    r"|oshte|beshe|koito|koyto|niko[iy]|vednaga|parite|tova|poruchkata?|otgovor|kupih|mnogo|sym|izpratih)\b"
)

Scores = dict[str, float]


def identify(text: str, among: Sequence[str], earlier: str | None = None) -> str | None:
    """`earlier` is the language the sender used before: it answers where the text alone is no evidence."""
    prior = earlier if earlier in among else None
    sample = NOT_WORDS.sub(" ", text[:READ_AT_MOST])
    letters = {script: sum(map(len, runs.findall(sample))) for script, runs in SCRIPTS.items()}
    script = leading_script(letters)
    candidates = tuple(sorted(code for code in among if SCRIPT_OF.get(code, "latin") == script))
    if not candidates:
        return prior
    if script != "latin" and len(candidates) == 1:
        return candidates[0]
    if letters[script] < LETTERS_TO_DECIDE:
        return prior
    if "bg" in among and len(set(BULGARIAN_IN_LATIN.findall(sample.casefold()))) >= 2:
        return "bg"
    return leader(scorer(candidates)(sample), prior)


def leading_script(letters: dict[str, int]) -> str:
    """Thai and Cyrillic texts are full of brand names in Latin letters, hardly ever the other way round."""
    foreign = max(("thai", "cyrillic"), key=lambda script: letters[script])
    if letters[foreign] >= 2 and 2 * letters[foreign] >= letters["latin"]:
        return foreign
    return "latin" if letters["latin"] else ""


def leader(scores: Scores, prior: str | None) -> str | None:
    ranked = sorted(scores.items(), key=lambda item: -item[1])
    if not ranked:
        return prior
    best, value = ranked[0]
    lead = value - (ranked[1][1] if len(ranked) > 1 else 0.0)
    if lead < CLEAR_LEAD and (prior is None or prior in scores):
        return prior
    return best if value >= WEAK or prior is None else prior


@cache
def scorer(candidates: tuple[str, ...]) -> Callable[[str], Scores]:
    """The detector's language filter is global: each set of languages gets an instance of its own instead."""
    if eldc is None or not set(candidates) <= set(eldc.LANGUAGES):
        return lambda text: count_small_words(text, candidates)
    eldc.init()
    detector = eldc.instance()
    detector.set_languages(list(candidates))

    def scores(text: str) -> Scores:
        found: Scores = detector.detect_details(text).scores
        return found

    return scores


def count_small_words(text: str, candidates: tuple[str, ...]) -> Scores:
    words = text.casefold().split()
    scores: Scores = {}
    for code in candidates:
        small, own = frozenset(SMALL_WORDS.get(code, "").split()), frozenset(OWN_LETTERS.get(code, ""))
        points = sum(1.0 * (word in small) + 0.5 * (not own.isdisjoint(word)) for word in words)
        scores[code] = points / max(1, len(words))
    return {code: value for code, value in scores.items() if value}
