"""What a sentence does is told by its meaning where words leave a doubt, for few sentences of a letter."""

import math
from pathlib import Path

import numpy as np
import pytest

from amends.coach import CaseKnown, read
from amends.coach.scorer import act_meaning, context, faults, learning_acts
from amends.coach.scorer.examples import ACTS, LANGUAGES, learnt_codes
from amends.coach.scorer.network import Network, network
from amends.language import meaning

CASE = CaseKnown(customer_name="Ann Fox", verdict="justified", complaint="My parcel is lost.")


def test_every_act_was_learnt_for_every_language() -> None:
    learnt = network(act_meaning.FILE)
    assert learnt.labels.keys() == act_meaning.limits().keys() == {*ACTS}
    assert learnt.offsets.keys() == {*LANGUAGES}
    assert {len(row) for row in learnt.hidden} == {len(context.NAMES) + meaning.WIDTH}


def test_only_what_leaves_a_doubt_that_matters_is_read() -> None:
    sure = dict.fromkeys(ACTS, 0.01) | {"thanks": 0.99, "check": 0.99}
    assert act_meaning.doubtful([sure, {}], "justified") == []
    cause = [sure | {"cause": 0.4}, sure | {"cause": 0.5}, sure | {"cause": 0.3}]
    assert act_meaning.doubtful(cause, "justified") == [1, 0]
    assert act_meaning.doubtful(cause, "pending") == []
    many = [dict.fromkeys(ACTS, 0.5 + number / 100) for number in range(12)]
    assert len(act_meaning.doubtful([*many, *cause], "justified")) <= act_meaning.MOST


def test_a_long_letter_is_not_read_for_its_acts_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[list[str]] = []
    real = faults.vectors
    doubt = dict.fromkeys(ACTS, 0.5)
    monkeypatch.setattr(context, "likelihoods", lambda rows, _alone: [doubt for _ in rows])
    monkeypatch.setattr(faults, "vectors", lambda texts: (asked.append(list(texts)), real(texts))[1])
    read(
        " ".join(f"The driver took parcel {number} to the wrong depot." for number in range(200)), "en", CASE
    )
    assert any(asked)
    assert all(len(texts) <= max(act_meaning.MOST, faults.MOST) for texts in asked)


@pytest.mark.parametrize("likely", [0.02, 0.98])
def test_meaning_can_change_what_was_thought(likely: float, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only of what was read: the act is there or missing by what meaning says."""
    text = "Dear Ann Fox,\nThank you. The shelf label was mixed up that night."
    thought = [
        dict.fromkeys(ACTS, 0.02),
        dict.fromkeys(ACTS, 0.02),
        dict.fromkeys(ACTS, 0.02) | {"cause": 0.5},
    ]
    monkeypatch.setattr(context, "likelihoods", lambda *_: thought)
    told = dict.fromkeys((*ACTS, *learnt_codes()), 0.0) | {"cause": likely}
    monkeypatch.setattr(Network, "likelihoods", lambda *_: told)
    codes = {finding.code for finding in read(text, "en", CASE)}
    assert ("C301" in codes) is (likely < 0.5)


def test_without_the_model_words_decide(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(meaning, "find_spec", lambda name: None)
    meaning._kept.clear()
    meaning._model.cache_clear()
    try:
        thought, around = [dict.fromkeys(ACTS, 0.5)], [[0.0] * len(context.NAMES)]
        assert act_meaning.likelihoods(["The label was mixed up."], around, thought, "justified", "en") == {}
    finally:
        meaning._model.cache_clear()


def test_what_was_read_speaks_for_what_is_less_likely(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the likeliest sentences turn out to explain nothing, a less likely one that was not read explains nothing."""
    text = "Dear Ann Fox,\nThank you. The shelf was full. The label was mixed up. The lamp was off."
    thought = [dict.fromkeys(ACTS, 0.02) | {"cause": likely} for likely in (0.02, 0.02, 0.6, 0.5, 0.4)]
    monkeypatch.setattr(context, "likelihoods", lambda *_: thought)
    assert context.acts()["cause"].limit < 0.4
    monkeypatch.setattr(Network, "likelihoods", lambda *_: dict.fromkeys((*ACTS, *learnt_codes()), 0.0))
    assert "C301" in {finding.code for finding in read(text, "en", CASE)}
    thought[4]["cause"] = 0.95
    assert "C301" not in {finding.code for finding in read(text, "en", CASE)}


def test_what_is_learnt_is_written_down_with_its_limits(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    random, rows = np.random.default_rng(1), []
    for number in range(600):
        vector = random.normal(size=meaning.WIDTH) / math.sqrt(meaning.WIDTH)
        around = random.normal(size=len(context.NAMES)) * 3
        does = frozenset(act for at, act in enumerate(ACTS) if around[at] + 40 * vector[at] > 0)
        rows.append(learning_acts.Row(LANGUAGES[number % 6], around.tolist(), vector, does))
    learnt, limits = learning_acts.learn(rows), {act: at / 20 for at, act in enumerate(ACTS)}
    file = tmp_path / "acts.toml"
    file.write_text(learning_acts.content(learnt, limits))
    monkeypatch.setattr(act_meaning, "FILE", file)
    assert act_meaning.limits() == limits
    for row, said in zip(rows, learning_acts.likelihoods(learnt, rows), strict=True):
        found = network(file).likelihoods(row.surroundings, row.vector, row.lang)
        assert [found[act] for act in ACTS] == pytest.approx(said.tolist(), abs=0.05)
