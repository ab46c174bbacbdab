"""How likely a sentence breaks each rule: what its words say, weighed with what it means.

Words alone are quick and see what is worded as in an example; only where they leave a doubt is a sentence read for its
meaning, a few thousandths of a second each. One network for all rules and languages weighs both, learnt by
`scripts/coach-quality --learn`, `faults.toml`.
"""

import re
from collections.abc import Mapping, Sequence, Set
from pathlib import Path

from amends.coach.scorer.examples import learnt_codes, read_toml
from amends.coach.scorer.network import network
from amends.coach.scorer.odds import log_odds, logistic
from amends.language import meaning

FILE = Path(__file__).with_name("faults.toml")
DOUBT = (
    0.02  # likelihood of a fault by its words from which the meaning of a sentence looked at alone is asked
)
DOUBT_AMONG_OTHERS = 0.08  # the same beside other sentences: one sound sentence in ten
MOST = (
    24  # sentences of a text read for their meaning, the most doubtful ones: it must not cost a page minutes
)
BOUND = 8.0  # of the log odds by words: what is surer says no more
ADDRESS = re.compile(r"https?://\S+")  # says nothing of the sentence it stands in


def likelihoods(
    texts: Sequence[str],
    by_words: Sequence[Mapping[str, float]],
    settled: Sequence[Set[str]],
    lang: str,
    *,
    among_others: bool,
) -> list[dict[str, float]]:
    """For each sentence, from what its words say, without the rules settled otherwise; nothing where no doubt is left."""
    least = DOUBT_AMONG_OTHERS if among_others else DOUBT
    doubts = [
        {code: said[code] for code in learnt_codes() if said.get(code, 0.0) >= least and code not in known}
        for said, known in zip(by_words, settled, strict=True)
    ]
    doubtful = [number for number, doubt in enumerate(doubts) if doubt]
    read = sorted(doubtful, key=lambda number: max(doubts[number].values()), reverse=True)[:MOST]
    read_for = dict(zip(read, vectors([texts[number] for number in read]), strict=True))
    found: list[dict[str, float]] = [{} for _ in by_words]
    for number in doubtful:
        vector = read_for.get(number)
        if vector is None:
            found[number] = {code: alone(code, said, lang) for code, said in doubts[number].items()}
            continue
        likely = network(FILE).likelihoods(odds_of(by_words[number]), vector, lang)
        found[number] = {code: likely[code] for code in doubts[number]}
    return found


def odds_of(said: Mapping[str, float]) -> list[float]:
    """What the words of a sentence say of every rule, in the order of the codes."""
    return [log_odds(said.get(code, 0.0), BOUND) for code in learnt_codes()]


def alone(code: str, said: float, lang: str) -> float:
    """The likelihood of a fault of which only the words are known; of a rule with few examples it is what they say."""
    weights: Mapping[str, Sequence[float]] = read_toml(FILE)["alone"].get(lang, {})
    if code not in weights:
        return said
    slope, offset = weights[code]
    return logistic(slope * log_odds(said) + offset)


def vectors(texts: Sequence[str]) -> Sequence[Sequence[float] | None]:
    """None where the model does not run, as on a machine its package was not built for: the words are then all there is."""
    try:
        return meaning.vectors([ADDRESS.sub("", text).strip() for text in texts])
    except meaning.NoModel:
        return [None] * len(texts)
