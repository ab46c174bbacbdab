"""What one conversation is judged to be, whatever its language and whatever stands in it."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from amends.coach.scorer import LANGUAGES
from amends.insight.audit import Conversation, Said
from amends.insight.audit.judging import Judged, judge

NOON = datetime(2024, 3, 1, 12, tzinfo=UTC)


def judged(*said: str, lang: str = "en", customer: str = "") -> Judged:
    """The customer begins, then both in turn."""
    messages = [Said(text, by_company=bool(number % 2), at=NOON) for number, text in enumerate(said)]
    return judge(Conversation(messages, lang=lang, customer=customer), ZoneInfo("UTC"))


@pytest.mark.parametrize(
    ("lang", "personal", "faceless"),
    [
        (
            "en",
            "Dear Ms Hill,\nthe lamp is on its way.\nPeter Lee",
            "Dear customer,\nyour case is in progress.\nCustomer service",
        ),
        (
            "sk",
            "Vážená pani Nováková,\npeniaze sme poslali.\nPeter Malý",
            "Vážený zákazník,\nvašu vec riešime.\nZákaznícky servis",
        ),
        (
            "lv",
            "Labdien, Anna!\nNauda ir nosūtīta.\nPēteris Ozols",
            "Cienījamais klients,\njūsu lieta tiek izskatīta.\nKlientu serviss",
        ),
        (
            "bg",
            "Уважаема г-жо Иванова,\nпарите са изпратени.\nПетър Стоянов",
            "Уважаеми клиенти,\nслучаят ви се разглежда.\nЕкипът",
        ),
        (
            "ro",
            "Bună ziua, doamnă Popescu,\nbanii au fost trimiși.\nPetre Ionescu",
            "Stimate client,\ncazul este în lucru.\nEchipa",
        ),
        (
            "th",
            "เรียน คุณสมชาย\nเราโอนเงินคืนให้แล้ว\nนายปีเตอร์ ใจดี",
            "เรียน คุณลูกค้า\nเรื่องของท่านอยู่ระหว่างดำเนินการ\nฝ่ายบริการลูกค้า",
        ),
    ],
)
def test_by_name_and_signed_in_every_language(lang: str, personal: str, faceless: str) -> None:
    found = judged("–", personal, lang=lang)
    assert (found.by_name, found.signed) == (True, True)
    found = judged("–", faceless, lang=lang)
    assert (found.by_name, found.signed) == (False, False)


@pytest.mark.parametrize(
    ("reply", "signed"),
    [
        ("We'll take a look /RE https://t.co/ldFdZRiNAt", True),
        ("Please send us the number. ^KE", True),
        ("Please send us the number. (2/2) ^KE", True),
        ("We are looking for it.\n– Anna", True),
        ("We are looking for it.\nAnna, Front desk", True),
        ("We are looking for it.\nJane Hill", False),  # the customer's own name
        ("We are looking for it on Monday.", False),
        ("We are looking for it.\nRegards", False),
    ],
)
def test_what_counts_as_a_signature(reply: str, signed: bool) -> None:
    assert judged("–", reply, customer="Jane Hill").signed is signed


@pytest.mark.parametrize(
    ("then", "solved"),
    [
        ("Thank you very much.", True),
        ("It works now, thanks.", True),
        ("Thanks, but when does it come?", None),
        ("Thank you. Could you send the other one too?", None),
        ("Thanks for nothing.", False),
        ("I have not received anything, thank you.", False),
        ("Order 55, as you asked.", None),
    ],
)
def test_thanks_that_ask_for_more_leave_it_open(then: str, solved: bool | None) -> None:
    assert judged("My lamp is broken.", "We send a new one today.", then).solved is solved


def test_what_the_customer_wrote_before_any_answer_says_nothing() -> None:
    asked = [Said("My lamp is broken.", False), Said("Thank you very much.", False)]
    assert judge(Conversation(asked, lang="en"), ZoneInfo("UTC")).solved is None


def test_an_answer_before_its_question_has_no_speed() -> None:
    said = [Said("My lamp is broken.", False, NOON), Said("Sorry.", True, NOON.replace(hour=3))]
    found = judge(Conversation(said, lang="en"), ZoneInfo("UTC"))
    assert found.answered is True and found.hours is None


def test_links_without_end_take_no_time() -> None:
    links = "http://a" * 3000
    assert judged("–", f"{links} x {'/A ' * 3000} {' ' * 10_000}.").signed is False


@settings(deadline=None)
@given(st.text(max_size=200), st.text(max_size=300), st.text(max_size=200), st.sampled_from(LANGUAGES))
def test_no_text_breaks_it(asked: str, reply: str, then: str, lang: str) -> None:
    first, second = (judged(asked, reply, then, lang=lang, customer=then) for _ in range(2))
    assert first == second
