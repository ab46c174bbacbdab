"""To leave out phrases that cannot be there is only quicker: what is found stays the same."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from amends.coach.phrase_search import PhraseSearch, needles
from amends.coach.phrases import compiled, matcher
from amends.coach.reply import Reply
from amends.coach.scorer.examples import COACH, LANGUAGES, codes, examples, read_toml
from amends.coach.scorer.features import buckets, features
from amends.language.folding import fold
from tests.examples import tries

TELLING = 200  # sentences of each language


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_same_is_found_as_by_one_expression(lang: str) -> None:
    texts = [fold(row.text) for row in examples("reply", lang)][:: len(examples("reply", lang)) // TELLING]
    found = 0
    for folder in codes():
        phrases = read_toml(COACH / "rules" / folder / f"{lang}.toml").get("phrases", ())
        search, whole = PhraseSearch(phrases, lang), matcher(phrases, lang)
        for text in texts:
            expected = whole.search(text) if whole else None
            assert search.search(text) == (expected.span() if expected else None)
            found += expected is not None
    assert found > TELLING / 50


@settings(max_examples=tries(300), deadline=None)
@given(st.text(alphabet="ab c", max_size=14))
def test_of_several_phrases_the_first_place_counts(text: str) -> None:
    phrases = ("a b [c]", "b", "(ab|ba) .. c", "[a] c", "a* b", "^ c", "c $", "ab*")
    expected = re.compile(matcher(phrases, "en") or "").search(text)
    assert PhraseSearch(phrases, "en").search(text) == (expected.span() if expected else None)


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("sorry (that|if) you feel*", {"sorry"}),
        ("[so] late", {"late"}),
        ("(soon|shortly) .. <date>", {"soon", "shortly"}),
        ("(soon|<date>)", set()),
        ("<number>", set()),
        ("no*where", {"where"}),
    ],
)
def test_what_must_be_there_is_known(phrase: str, expected: set[str]) -> None:
    assert needles(phrase) == expected


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_phrase_can_be_made(lang: str) -> None:
    for path in sorted((COACH / "rules").glob(f"*/{lang}.toml")):
        table = read_toml(path)
        for name in ("phrases", "sound", "unless"):
            for phrase in table.get(name, ()):
                assert compiled(phrase, lang)


@settings(max_examples=tries(100), deadline=None)
@given(st.text(max_size=200), st.sampled_from(LANGUAGES))
def test_buckets_are_those_of_the_features_with_their_places(text: str, lang: str) -> None:
    parts = Reply(text, lang).sentences
    assert buckets(parts) == features(parts).keys()
