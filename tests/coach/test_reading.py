"""What holds for any text: places are places, the same text gives the same findings, the customer's words are left alone."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from amends.coach import CaseKnown, TooLong, read
from amends.coach.incoming import assess
from amends.coach.reply import LONGEST, Reply
from amends.coach.scorer.examples import LANGUAGES
from tests.examples import tries

CASE = CaseKnown(
    customer_name="Ann Fox", verdict="justified", complaint="You lost my parcel and nobody cares."
)


def codes(text: str, lang: str, case: CaseKnown | None = None) -> set[str]:
    return {finding.code for finding in read(text, lang, case)}


@settings(max_examples=tries(150), deadline=None)
@given(st.text(max_size=400), st.sampled_from([*LANGUAGES, "de", "zz"]))
def test_places_lie_in_any_text_and_repeat(text: str, lang: str) -> None:
    found = read(text, lang, CASE)
    assert found == read(text, lang, CASE)
    for finding in found:
        assert 0 <= finding.start <= finding.end <= len(text)
        assert all(word in text for word in finding.words)


def test_a_text_longer_than_any_letter_is_refused() -> None:
    with pytest.raises(TooLong):
        read("a" * (LONGEST + 1), "en")


@pytest.mark.slow
@pytest.mark.parametrize(("said", "lang"), [("We will write soon. ", "en"), ("กิ", "th")])
def test_the_longest_text_is_read(said: str, lang: str) -> None:
    read(said * (LONGEST // len(said)), lang)


@pytest.mark.parametrize(
    ("lang", "bad"),
    [
        ("en", "We are sorry that you have this problem, and we will write soon!!"),
        ("sk", "Je nám ľúto, že máte tento problém, ozveme sa čo najskôr!!"),
        ("th", "ขออภัยหากทำให้คุณไม่พอใจ เราจะติดต่อกลับโดยเร็วที่สุด!!"),
        ("lv", "Mums žēl, ka Jums ir šāda problēma, atbildēsim pēc iespējas ātrāk!!"),
        ("bg", "Съжаляваме, че имате този проблем, ще отговорим възможно най-скоро!!"),
        ("ro", "Ne pare rău că aveți această problemă, vă răspundem cât mai curând!!"),
    ],
)
def test_the_customers_own_words_are_not_the_writers(lang: str, bad: str) -> None:
    assert {"B201", "T508"} <= codes(bad, lang)
    assert codes(f"> {bad}", lang) == set()
    quoted = Reply(f"„{bad}“", lang, complaint=f"{bad} {bad}")
    assert quoted.own.strip("„“ ") == ""


def test_a_rule_can_be_left_out_or_made_stricter() -> None:
    text = "We will write SOON."
    assert [f.code for f in read(text, "en", severities={"P402": None})] == ["T508"]
    assert {f.severity for f in read(text, "en", severities={"T508": "stop"}) if f.code == "T508"} == {"stop"}


def test_what_is_missing_is_asked_for_only_with_a_case() -> None:
    text = "Your parcel left on 3 May."
    assert codes(text, "en") == set()
    assert {"A101", "A103", "C305", "C306", "T507"} <= codes(text, "en", CASE)
    assert "A103" not in codes(text, "en", CaseKnown(customer_name="Ann Fox", verdict="pending"))


@pytest.mark.parametrize(
    ("lang", "name", "salutation"),
    [
        ("en", "Fiona Drake", "Dear Mrs Drake,"),
        ("sk", "Ján Kováč", "Vážený pán Kováč,"),
        ("sk", "Zuzana Hrabovská", "Milá pani Hrabovská,"),
        ("lv", "Jānis Bērziņš", "Cienījamais Bērziņa kungs!"),
        ("lv", "Anna Kalniņa", "Labdien, Kalniņas kundze!"),
        ("bg", "Петър Илиев", "Уважаеми господин Илиев,"),
        ("ro", "Ioana Munteanu", "Stimată doamnă Munteanu,"),
        ("th", "สมชาย ใจดี", "เรียน คุณสมชาย"),
    ],
)
def test_a_salutation_by_name_is_known_in_its_case_forms(lang: str, name: str, salutation: str) -> None:
    case = CaseKnown(customer_name=name, verdict="pending")
    assert "T507" not in codes(f"{salutation}\n\n…", lang, case)
    assert "T507" in codes("Hello,\n\n…", lang, case)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("piece", ["5", "5 ", "12.", "1,"])
def test_a_complaint_of_nothing_but_figures_is_read(lang: str, piece: str) -> None:
    """Its length once multiplied through the phrases that allow for a figure and a gap, and never came to an end."""
    assert assess(piece * 10_000, lang).facts == ()
