"""What a sentence means is asked where its words leave a doubt, for every text, and never without end."""

import math
from pathlib import Path

import numpy as np
import pytest

from amends.coach import read
from amends.coach.scorer import faults
from amends.coach.scorer.examples import LANGUAGES, learnt_codes
from amends.language import meaning

HOSTILE = ["", " ", "\0", "a\0b", "\ud800", "🙂" * 900, "x" * 100_000, "ก" * 5_000, "\u202e\u0301"]


@pytest.mark.parametrize("text", HOSTILE)
def test_any_text_has_a_meaning_of_its_own(text: str) -> None:
    (found,) = meaning.vectors([text])
    meaning._kept.clear()
    beside = ["Why did you wait?", text, "It comes on 3 May.", text]
    assert meaning.vectors(beside)[1::2] == [found, found]
    assert len(found) == meaning.WIDTH
    assert sum(value * value for value in found) == pytest.approx(1, abs=1e-4)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_rule_that_learns_was_learnt(lang: str) -> None:
    assert faults.faults(lang).keys() == {*learnt_codes()} - {"D601"}  # has few examples
    assert all(len(fault.meaning) == meaning.WIDTH for fault in faults.faults(lang).values())


def test_a_long_text_is_not_read_for_its_meaning_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    real = meaning.vectors
    monkeypatch.setattr(meaning, "vectors", lambda texts: (asked.extend(texts), real(texts))[1])
    read(
        " ".join(f"People who bring {number} boxes usually know what they do." for number in range(300)),
        "en",
    )
    assert 0 < len(asked) <= faults.MOST


def test_what_a_phrase_has_found_is_not_asked_of_the_meaning(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[set[str]] = []
    real = faults.likelihoods
    monkeypatch.setattr(
        faults,
        "likelihoods",
        lambda texts, said, lang: (asked.extend(map(set, said)), real(texts, said, lang))[1],
    )
    assert {found.code for found in read("You should have asked before you ordered it.", "en")} == {"B203"}
    assert len(asked) == 1
    assert "B203" not in asked[0]


def test_few_of_what_was_read_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(meaning, "KEPT", 10)
    meaning.vectors([f"Page {number}" for number in range(30)])
    assert len(meaning._kept) == 10


def test_what_is_plainly_sound_is_not_read_for_its_meaning(monkeypatch: pytest.MonkeyPatch) -> None:
    def never(texts: list[str]) -> list[tuple[float, ...]]:
        raise AssertionError(texts)

    monkeypatch.setattr(meaning, "_read", never)
    meaning._kept.clear()
    assert read("Your parcel left our depot on 3 May and arrives on 5 May.", "en") == []


def test_what_is_learnt_says_the_same_once_it_is_written_down(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from amends.coach.scorer import learning_faults  # what learns is loaded by nobody else

    random = np.random.default_rng(1)
    rows = random.normal(size=(400, meaning.WIDTH)) / math.sqrt(meaning.WIDTH)
    has = rows[:, :2] > 0.02
    words = np.where(has, 1.0, -1.0) + random.normal(size=has.shape)
    parts = np.arange(400) % 5
    learnt = learning_faults.learn(rows, has)
    meant = learning_faults.apart(rows, has, parts)
    assert np.mean((meant > 0) == has) > 0.7
    (tmp_path / "en.toml").write_text(learning_faults.content(["B201", "B202"], learnt, words, meant, has))
    monkeypatch.setattr(faults, "FOLDER", tmp_path)
    faults.faults.cache_clear()
    try:
        written = faults.faults("en")
    finally:
        faults.faults.cache_clear()
    for column, code in enumerate(("B201", "B202")):
        both = np.stack([words[:, column], meant[:, column]], axis=1)
        weights, offset = learning_faults.weigh(both, has[:, column])
        odds = np.stack([words[:, column], learnt.odds(rows)[:, column]], axis=1) @ weights + offset
        for row, said, expected in zip(rows, words[:, column], odds, strict=True):
            likelihood = written[code].likelihood(1 / (1 + math.exp(-said)), tuple(row))
            assert likelihood == pytest.approx(1 / (1 + math.exp(-expected)), abs=0.05)  # signed bytes


def test_without_the_model_words_decide(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(meaning, "find_spec", lambda name: None)
    meaning._kept.clear()
    meaning._engine.cache_clear()
    try:
        with pytest.raises(meaning.NoModel):
            meaning.vectors(["Why did you wait?"])
        doubt = {code: 0.9 if code == "B203" else 0.01 for code in learnt_codes()}
        (found,) = faults.likelihoods(["You should have asked before."], [doubt], "en")
        assert found.keys() == {"B203"}
    finally:
        meaning._engine.cache_clear()
