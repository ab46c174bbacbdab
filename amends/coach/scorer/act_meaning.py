"""What a sentence does, told by its meaning where its words and the letter around it leave a doubt.

One network for all acts weighs the surroundings of a sentence (`context.features`) together with its meaning.
`scripts/coach-letters --learn` learns it, `act_meaning.toml`.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path

from amends.coach.known import Verdict
from amends.coach.scorer import faults
from amends.coach.scorer.examples import ACTS, read_toml
from amends.coach.scorer.network import network

FILE = Path(__file__).with_name("act_meaning.toml")
DOUBT = (0.1, 0.9)  # likelihoods by words between which a sentence is read
LIKELIEST = 2  # sentences of an act that are read: whether any does it hangs on them
MOST = 4  # sentences of a letter read for its acts
EACH = ("admission",)  # acts of which every sentence that does them is shown
ASKED: Mapping[
    str, frozenset[Verdict]
] = {  # verdicts under which it matters whether an act is there; others any
    "apology": frozenset({"justified"}),
    "cause": frozenset({"justified"}),
    "prevention": frozenset({"justified"}),
    "solution": frozenset({"justified", "not_justified", "not_ours"}),
    "next_date": frozenset({"pending"}),
    "where_to_turn": frozenset({"not_ours"}),
    "admission": frozenset({"pending", "not_justified", "not_ours"}),
}


def limits() -> Mapping[str, float]:
    """The likelihood from which on a sentence that was read does each act."""
    found: Mapping[str, float] = read_toml(FILE)["limits"]
    return found


def likelihoods(
    texts: Sequence[str],
    surroundings: Sequence[Sequence[float]],
    thought: Sequence[Mapping[str, float]],
    verdict: Verdict | None,
    lang: str,
) -> dict[int, dict[str, float]]:
    """By number of the sentences worth reading, how likely each does each act; none where the model does not run.

    `surroundings` are those of `context.features`, `thought` the likelihoods by them alone.
    """
    numbers = doubtful(thought, verdict)
    vectors = faults.vectors([texts[number] for number in numbers])
    return {
        number: network(FILE).likelihoods(surroundings[number], vector, lang)
        for number, vector in zip(numbers, vectors, strict=True)
        if vector is not None
    }


def doubtful(thought: Sequence[Mapping[str, float]], verdict: Verdict | None) -> list[int]:
    """The sentences on which it hangs whether an act is there, the most doubtful first."""
    doubts: dict[int, float] = {}
    for act in ACTS:
        if verdict not in ASKED.get(act, {verdict}):
            continue
        likely = sorted(range(len(thought)), key=lambda number: -thought[number].get(act, 0.0))
        if act not in EACH and likely and thought[likely[0]].get(act, 0.0) > DOUBT[1]:
            continue  # it is there, whatever the others do
        for number in likely[:LIKELIEST]:
            said = thought[number].get(act, 0.0)
            if DOUBT[0] <= said <= DOUBT[1]:
                doubts[number] = min(doubts.get(number, 1.0), abs(said - 0.5))
    return sorted(doubts, key=lambda number: doubts[number])[:MOST]
