"""A complaint as it comes in: the state of its writer, what they want, and the facts they name (M7).

Everything here is an offer: people confirm or correct it, and nothing is written to a case by itself.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from amends.coach.incoming.facts import Fact, facts
from amends.coach.incoming.signals import Signal, signals
from amends.coach.incoming.telling import telling
from amends.coach.reply import Reply, Sentence
from amends.coach.scorer import LANGUAGES, weights
from amends.coach.scorer.examples import Kind, labels
from amends.coach.scorer.faults import vectors
from amends.coach.scorer.features import buckets
from amends.coach.scorer.network import network
from amends.coach.scorer.odds import log_odds

__all__ = ["Assessment", "Fact", "Signal", "assess", "most_likely"]

READ_AT_MOST = 20_000  # characters; a longer complaint has said it by then
BOUND = 8.0  # of log odds by words: what is surer says no more
FEWEST_WORDS = 4  # fewer ("ok") mean too little to be held against whole complaints
LOUD = frozenset({"capitals", "signs", "insult", "sarcasm", "ultimatum"})
CALM_THOUGH_LOUD = 0.02  # of our 530 examples with such a sign three are calm, of the others two thirds
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
    states, wishes = state_of(text, lang), likelihoods("wants", text, lang)
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


def state_of(text: str, lang: str) -> dict[str, float]:
    """Shares of 1 for each state, in the light of the signs seen: who shouts is hardly ever calm."""
    found = likelihoods("state", text, lang)
    if found and any(sign.kind in LOUD for sign in signals(text, lang)):
        return shares(found | {"calm": found["calm"] * CALM_THOUGH_LOUD})
    return found


def likelihoods(kind: Kind, text: str, lang: str) -> dict[str, float]:
    """Shares of 1 for each label; empty where nothing was learnt for the language.

    Told by its words, and by words and meaning together; by its words alone where the model of meaning does not run.
    """
    if lang not in LANGUAGES:
        return {}
    answers = by_words(kind, text, lang)
    if Reply(text, lang).word_count < FEWEST_WORDS:
        return worded(kind, answers)
    (vector,) = vectors([meaning_asked(kind, text, lang)])
    if vector is None:
        return worded(kind, answers)
    return both(worded(kind, answers), network(meant(kind)).likelihoods(odds_of(kind, answers), vector, lang))


def by_words(kind: Kind, text: str, lang: str) -> list[dict[str, float]]:
    learnt = weights(kind, lang)
    return [learnt.probabilities(buckets(part)) for part in asked(kind, text, lang)]


def asked(kind: Kind, text: str, lang: str) -> list[list[Sentence]]:
    """What is asked for its words: the whole. A wish stands most often at the end, so its last sentences are asked again."""
    sentences = Reply(text, lang).sentences
    if kind != "wants":
        return [sentences]
    said = [each for each in sentences if len(each.words) > 1] or sentences
    return [said, said[-2:], said[-1:]]


def meaning_asked(kind: Kind, text: str, lang: str) -> str:
    """What is read for its meaning: the beginning, and for a wish the last sentences."""
    if kind != "wants":
        return text.strip()
    _whole, last, _sentence = asked(kind, text, lang)
    return " ".join(each.text.strip() for each in last)


def worded(kind: Kind, answers: Sequence[Mapping[str, float]]) -> dict[str, float]:
    """What the words alone say, in shares of 1."""
    return shares({label: sum(answer.get(label, 0.0) for answer in answers) for label in labels(kind)})


def both(by_words: Mapping[str, float], with_meaning: Mapping[str, float]) -> dict[str, float]:
    """Half and half: complaints unlike our examples are told better so than by either."""
    meaning = shares(with_meaning)
    return {label: (said + meaning[label]) / 2 for label, said in by_words.items()}


def odds_of(kind: Kind, answers: Iterable[Mapping[str, float]]) -> list[float]:
    """What the network knows of a complaint by its words."""
    return [log_odds(answer.get(label, 0.0), BOUND) for answer in answers for label in labels(kind)]


def meant(kind: Kind) -> Path:
    """The file of the network, learnt by `scripts/coach-quality --learn`."""
    return Path(__file__).with_name(f"meant.{kind}.toml")


def shares(found: Mapping[str, float]) -> dict[str, float]:
    whole = sum(found.values()) or 1.0
    return {label: value / whole for label, value in found.items()}


def most_likely(found: Mapping[str, float], otherwise: str) -> str:
    return max(found, key=lambda label: found[label]) if found else otherwise
