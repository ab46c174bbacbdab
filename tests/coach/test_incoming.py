"""A complaint's state is never said without what shows it; each sign stands where it says."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from amends.coach.incoming import assess
from amends.coach.incoming.signals import signals
from amends.coach.scorer.examples import LANGUAGES, examples
from tests.examples import some, tries


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_state_but_calm_is_said_without_why(lang: str) -> None:
    for row in some(examples("state", lang), 5):
        found = assess(row.text, lang)
        shown = [sign for sign in found.signals if sign.kind != "politeness"]
        assert shown or found.state == "calm", row.text
        assert all(row.text[sign.start : sign.end] == sign.text for sign in found.signals)


def test_the_sentence_that_says_it_is_shown_where_no_sign_does() -> None:
    most = "You people must think I was born yesterday."
    text = f"The parcel was due on Monday. {most} Keep your voucher."
    assert signals(text, "en") == []
    found = assess(text, "en")
    assert found.state != "calm"
    assert [(sign.kind, sign.text) for sign in found.signals] == [("wording", most)]


@settings(max_examples=tries(100), deadline=None)
@given(st.text(max_size=300), st.sampled_from([*LANGUAGES, "de", "zz"]))
def test_signs_lie_in_any_text_and_repeat(text: str, lang: str) -> None:
    found = assess(text, lang)
    assert found == assess(text, lang)
    assert all(text[sign.start : sign.end] == sign.text for sign in found.signals)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_threats_and_insults_are_hardly_seen_in_calm_complaints(lang: str) -> None:
    calm = [row.text for row in examples("state", lang) if "calm" in row.labels]
    wrong = [text for text in calm if any(s.kind in ("threat", "insult") for s in signals(text, lang))]
    assert len(wrong) <= 0.05 * len(calm), wrong


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "The order number is 4471-09."),
        ("sk", "Číslo objednávky je 4471-09."),
        ("lv", "Pasūtījuma numurs ir 4471-09."),
        ("bg", "Номерът на поръчката е 4471-09."),
        ("ro", "Numărul comenzii este 4471-09."),
    ],
)
def test_a_number_said_with_is_stands_without_it(lang: str, text: str) -> None:
    assert [fact.text for fact in assess(text, lang).facts] == ["4471-09"]


def test_who_shouts_is_hardly_calm_and_a_word_or_two_says_nothing() -> None:
    assert (
        assess("Už TRETÍ raz píšem!! Objednávka 4471-09 neprišla a chcem späť 184 eur.", "sk").state != "calm"
    )
    assert max(assess("ok", "en").states.values()) < 0.6
