"""How long a letter is and how easy to read, in words for whoever writes or signs it."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from amends.coach.ease import Ease
from amends.responses.coaching import measured
from amends.responses.models import Block, Draft
from amends.web.desk import words
from amends.web.desk.lines import grouped

LEVELS = {
    "easy": gettext_lazy("Easy to read."),
    "fair": gettext_lazy("Readable, but not easy."),
    "hard": gettext_lazy("Hard to read."),
}
BEGINNING = 60  # characters of a sentence that is named


@dataclass(frozen=True)
class EaseShown:
    """`level` and `figures` are empty where nothing can be said; `longest` names a sentence that had better be two."""

    length: str
    level: str = ""
    figures: str = ""
    longest: str = ""
    is_hard: bool = False


def ease_shown(draft: Draft, blocks: Sequence[Block]) -> EaseShown:
    found = measured(draft, blocks)
    length = ngettext(
        "%(count)s word. Up to %(most)s is kind.", "%(count)s words. Up to %(most)s is kind.", found.words
    ) % {"count": grouped(found.words), "most": grouped(found.most)}
    if found.ease is None:
        return EaseShown(length)
    return EaseShown(
        length,
        str(LEVELS[found.ease.level]),
        _figures(found.ease),
        _longest(found.ease, found.text),
        found.ease.level == "hard",
    )


def _figures(ease: Ease) -> str:
    many = round(ease.words)
    if ease.long_share is None:
        return ngettext("%(count)d word a sentence.", "%(count)d words a sentence.", many) % {"count": many}
    return ngettext(
        "%(count)d word a sentence; of 100 words %(long)d are long.",
        "%(count)d words a sentence; of 100 words %(long)d are long.",
        many,
    ) % {"count": many, "long": round(100 * ease.long_share)}


def _longest(ease: Ease, text: str) -> str:
    if ease.longest is None:
        return ""
    start, end = ease.longest
    sentence = " ".join(text[start:end].split())
    named = sentence if len(sentence) <= BEGINNING else f"{sentence[:BEGINNING].rstrip()}…"
    return _("One sentence has %(count)d words; two would be easier: %(sentence)s") % {
        "count": ease.longest_words,
        "sentence": words.quoted(named),
    }
