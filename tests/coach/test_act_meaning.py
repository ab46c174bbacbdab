"""What a sentence does is told by its meaning where words leave a doubt, for few sentences of a letter."""

import math
from pathlib import Path

import numpy as np
import pytest

from amends.coach import CaseKnown, read
from amends.coach.scorer import act_meaning, context, faults, learning_acts
from amends.coach.scorer.examples import ACTS, LANGUAGES, Example
from amends.language import meaning

CASE = CaseKnown(customer_name="Ann Fox", verdict="justified", complaint="My parcel is lost.")


def test_every_act_was_learnt_for_every_language() -> None:
    assert act_meaning.meant().keys() == act_meaning.weighings().keys() == {*ACTS}
    for each in act_meaning.meant().values():
        assert len(each.meaning) == meaning.WIDTH
        assert each.offsets.keys() == {*LANGUAGES}
    assert all(len(each.weights) == 2 * len(ACTS) for each in act_meaning.weighings().values())


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
    monkeypatch.setattr(context, "likelihoods", lambda sentences, *_: [doubt for _ in sentences])
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
    monkeypatch.setattr(act_meaning, "weighed", lambda _: dict.fromkeys(ACTS, 0.0) | {"cause": likely})
    codes = {finding.code for finding in read(text, "en", CASE)}
    assert ("C301" in codes) is (likely < 0.5)


def test_without_the_model_words_decide(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(meaning, "find_spec", lambda name: None)
    meaning._kept.clear()
    meaning._engine.cache_clear()
    try:
        thought = [dict.fromkeys(ACTS, 0.5)]
        assert act_meaning.likelihoods(["The label was mixed up."], thought, "justified", "en") == {}
    finally:
        meaning._engine.cache_clear()


def test_what_is_learnt_says_the_same_once_it_is_written_down(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    random = np.random.default_rng(1)
    rows = []
    for number in range(300):
        vector = random.normal(size=meaning.WIDTH) / math.sqrt(meaning.WIDTH)
        labels = frozenset(act for at, act in enumerate(ACTS) if vector[at] > 0)
        rows.append(
            learning_acts.Row(
                LANGUAGES[number % 6], 0, Example("", labels, frozenset(ACTS), "bank", 1), vector
            )
        )
    learnt = learning_acts.learn(rows)
    weighings = dict.fromkeys(ACTS, context.Act((0.5,) * 20, -1.0, 0.3))
    (tmp_path / "acts.toml").write_text(learning_acts.content(learnt, weighings))
    monkeypatch.setattr(act_meaning, "FILE", tmp_path / "acts.toml")
    caches = (act_meaning.meant, act_meaning.weighings)
    try:
        for each in caches:
            each.cache_clear()
        assert act_meaning.weighings() == weighings
        right = 0
        for row in rows:
            for act, each in act_meaning.meant().items():
                odds = each.odds(row.vector, row.lang)
                assert odds == pytest.approx(learnt[act].odds(row.vector, row.lang), abs=0.05)
                right += (odds > learnt[act].odds(np.zeros(meaning.WIDTH), row.lang)) == (
                    act in row.example.labels
                )
        assert right > 0.7 * len(rows) * len(ACTS)
    finally:
        for each in caches:
            each.cache_clear()
