"""A complaint as it comes in: the state of its writer, what they want, and the facts they name (M7).

Everything here is an offer: people confirm or correct it, and nothing is written to a case by itself.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from amends.coach.incoming.facts import Fact, facts
from amends.coach.incoming.signals import Signal, signals
from amends.coach.incoming.telling import telling
from amends.coach.reply import Reply
from amends.coach.scorer import LANGUAGES, weights
from amends.coach.scorer.examples import Kind
from amends.coach.scorer.features import buckets

__all__ = ["Assessment", "Fact", "Signal", "assess", "most_likely"]

READ_AT_MOST = 20_000  # characters; a longer complaint has said it by then
UNKNOWN_STATE, UNKNOWN_WANT = "calm", "other"


@dataclass(frozen=True, slots=True)
class Assessment:
    """`state` and `wants` with all likelihoods behind them, the signs seen, and at most one fact of each kind."""

    state: str
    wants: str
    states: Mapping[str, float]
    wishes: Mapping[str, float]
    signals: tuple[Signal, ...]
    facts: tuple[Fact, ...]


def assess(text: str, lang: str, today: date | None = None) -> Assessment:
    """Read a complaint; a language without examples is taken for calm, with no wish but the facts."""
    text = text[:READ_AT_MOST]
    states, wishes = likelihoods("state", text, lang), likelihoods("wants", text, lang)
    state = most_likely(states, UNKNOWN_STATE)
    return Assessment(
        state,
        most_likely(wishes, UNKNOWN_WANT),
        states,
        wishes,
        tuple(shown(text, lang, state)),
        tuple(facts(text, lang, today)),
    )


def shown(text: str, lang: str, state: str) -> list[Signal]:
    """The signs; where none is of the state, the sentence that says it most as well: it is never said without why."""
    found = signals(text, lang)
    if state == UNKNOWN_STATE or any(sign.kind != "politeness" for sign in found):
        return found
    most = telling(text, lang, state)
    return sorted([*found, most], key=lambda sign: sign.start) if most else found


def likelihoods(kind: Kind, text: str, lang: str) -> dict[str, float]:
    """Shares of 1 for each label; empty where nothing was learnt for the language.

    A wish stands most often at the end, so for what they want the last sentences are asked again.
    """
    if lang not in LANGUAGES:
        return {}
    sentences = Reply(text, lang).sentences
    said = [each for each in sentences if len(each.words) > 1] or sentences
    asked = [said, said[-2:], said[-1:]] if kind == "wants" else [sentences]
    learnt = weights(kind, lang)
    answers = [learnt.probabilities(buckets(part)) for part in asked]
    found = {label: sum(answer[label] for answer in answers) for label in learnt.labels}
    whole = sum(found.values()) or 1.0
    return {label: value / whole for label, value in found.items()}


def most_likely(found: Mapping[str, float], otherwise: str) -> str:
    return max(found, key=lambda label: found[label]) if found else otherwise
