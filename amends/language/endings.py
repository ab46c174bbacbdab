"""What to take off the end of a word, so that a name is found in any of its cases."""

from functools import cache

LEAVE = 4  # letters that must stay: a shorter stem would join strangers

# Folded endings of nouns and names; the longest that fits is taken.
ENDINGS = {
    "en": "s es ies",
    "sk": "a u y i e o ej ou om ovi ova ove ovej ovou ami och iach iam ach mi ov ho mu eho emu ymi ych ym",
    "lv": "a e i o u s is us as es ai ei am em im um os iem ies ais ajam aja ajs u i iem am as em es os",
    "bg": "а и о е у ът та то те ят ия ове ата ите ото ета ето ва ви ов",
    "ro": "a e i u ul ului lui ei ii iei le lor ilor elor ele uri urile urilor ilor",
}


@cache
def endings(lang: str) -> tuple[str, ...]:
    return tuple(sorted(set(ENDINGS.get(lang, "").split()), key=len, reverse=True))


def without_ending(word: str, lang: str) -> str:
    for ending in endings(lang):
        if word.endswith(ending) and len(word) - len(ending) >= LEAVE:
            return word[: -len(ending)]
    return word
