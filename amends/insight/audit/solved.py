"""Whether it was solved, by what the customer wrote after the answer. Silence says nothing."""

import re
import tomllib
from functools import cache
from pathlib import Path

from amends.coach.incoming import assess
from amends.coach.phrases import matcher
from amends.coach.scorer import LANGUAGES
from amends.insight.audit.conversation import Conversation, Said
from amends.language.folding import fold

PHRASES = Path(__file__).with_name("solved.toml")
READ = 4_000  # characters of a message
UPSET = frozenset({"irritated", "aggressive"})
CERTAIN = 0.6  # likelihood of a state that counts without any phrase


@cache
def _patterns(lang: str) -> dict[str, re.Pattern[str] | None]:
    table = tomllib.loads(PHRASES.read_text("utf-8")).get(lang, {})
    return {kind: matcher(table.get(kind, ()), lang) for kind in ("solved", "unsolved", "open")}


def was_solved(conversation: Conversation, lang: str) -> bool | None:
    """What the file says of the end; else what the customer's last words after an answer say. None if nobody knows."""
    if conversation.solved is not None:
        return conversation.solved
    said = last_word(conversation.said)
    return says_solved(said.text, lang) if said and lang in LANGUAGES else None


def last_word(said: list[Said]) -> Said | None:
    """The customer's last message, if an answer stands before it."""
    for place in range(len(said) - 1, 0, -1):
        if not said[place].by_company and not said[place].automatic:
            answered = any(one.by_company and not one.automatic for one in said[:place])
            return said[place] if answered else None
    return None


def says_solved(text: str, lang: str) -> bool | None:
    """True, False, or None for words that leave it open: who thanks and asks, or thanks with a "but", is not done yet."""
    text = text[:READ]
    folded = fold(text)
    if _found("unsolved", folded, lang):
        return False
    if any(_found("solved", sentence, lang) for sentence in sentences_of(folded)):
        return None if "?" in text or _found("open", folded, lang) else True
    found = assess(text, lang)
    return False if found.state in UPSET and found.states[found.state] >= CERTAIN else None


def _found(kind: str, folded: str, lang: str) -> bool:
    pattern = _patterns(lang)[kind]
    return pattern is not None and pattern.search(folded) is not None


def sentences_of(folded: str) -> list[str]:
    """Without their last mark, as phrases may ask for the end of a sentence."""
    return [part.strip() for part in re.split(r"[.!?…\n]+", folded) if part.strip()]
