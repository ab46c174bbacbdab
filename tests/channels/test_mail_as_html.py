"""The HTML half of a mail of ours: links where there are any, and never markup from a text."""

import pytest
from django.core import mail

from amends.cases.actions import say
from amends.channels import carrier
from amends.channels.delivery import queue
from tests.cast import Cast, complaint

pytestmark = pytest.mark.django_db(transaction=True)


def sent(cast: Cast, text: str) -> str:
    """What the customer's mail program shows of a message with this text."""
    queue(say(complaint(cast), "news", text, by=cast.by("emma")), to="zuzana@example.com")
    carrier.carry_waiting()
    letter = mail.outbox[-1]
    assert isinstance(letter, mail.EmailMultiAlternatives)
    return str(letter.alternatives[0][0])


@pytest.mark.parametrize(
    ("written", "link"),
    [
        ("https://care.example/my/1/x", "https://care.example/my/1/x"),
        ("www.care.example", "http://www.care.example"),
        ("Write to help@care.example please.", "mailto:help@care.example"),
        ("It stands on ternandoak.com today.", "http://ternandoak.com"),
    ],
)
def test_addresses_become_links(cast: Cast, written: str, link: str) -> None:
    assert f'href="{link}"' in sent(cast, f"Dear Zuzana,\n\n{written}\n\nTern & Oak")


@pytest.mark.parametrize("text", ["<b>bold</b> & more", "<b>bold</b> & more: https://care.example/"])
def test_markup_stays_text(cast: Cast, text: str) -> None:
    shown = sent(cast, f"{text}\nsecond line")
    assert "&lt;b&gt;bold&lt;/b&gt; &amp; more" in shown and "<b>" not in shown
    assert "<br>second line" in shown
