"""Which websites may show the form: whole addresses alone, kept as a browser writes them, changed on record."""

import re

import pytest

from amends.journal.models import Entry
from amends.people.models import Company
from tests.cast import Cast
from tests.web.desk import Desk
from tests.web.filled import filled

WEBSITE = "/desk/settings/website/"


@pytest.fixture
def ada(cast: Cast) -> Desk:
    return Desk(cast.ada)


def sent(ada: Desk, written: str) -> tuple[int, str]:
    response = ada.client.post(WEBSITE, {**filled(ada.get(WEBSITE)), "embed_origins": written})
    return response.status_code, response.content.decode()


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("https://shop.example", "https://shop.example"),
        ("  HTTPS://WWW.Shop.Example/ ", "https://www.shop.example"),
        ("https://shop.example:443", "https://shop.example"),
        ("https://shop.example:8443/", "https://shop.example:8443"),
        ("https://bücher.example", "https://xn--bcher-kva.example"),
        ("https://ร้าน.example", "https://xn--q3ct9b5e.example"),
        ("http://localhost:3000", "http://localhost:3000"),
        ("http://127.0.0.1:3000", "http://127.0.0.1:3000"),
        ("https://intranet", "https://intranet"),
    ],
)
def test_an_address_is_kept_as_a_browser_writes_it(ada: Desk, written: str, kept: str) -> None:
    assert sent(ada, written)[0] == 303
    assert Company.objects.get().embed_origins == [kept]
    assert kept in ada.get(WEBSITE)


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("shop.example", "is no address of a website"),
        ("//shop.example", "is no address of a website"),
        ("null", "is no address of a website"),
        ("*", "is no address of a website"),
        ("ftp://shop.example", "is no address of a website"),
        ("javascript://shop.example", "is no address of a website"),
        ("https://", "is no address of a website"),
        ("https://shop.example:99999", "is no address of a website"),
        ("https://shop..example", "is no address of a website"),
        ("https://shop.example.", "is no address of a website"),
        ("https://-shop.example", "is no address of a website"),
        ("https://shop.example;script-src", "is no address of a website"),
        ("https://shop.example,https://evil.example", "more than the address of a website"),
        ("https://shop.example https://evil.example", "is no address of a website"),
        ("https://shop.example\tevil", "is no address of a website"),
        ("https://[::1]", "is no address of a website"),
        ("https://" + "a" * 400, "is no address of a website"),
        ("https://*.shop.example", "stands for many websites"),
        ("https://shop.example/complain", "more than the address of a website"),
        ("https://shop.example?x=1", "more than the address of a website"),
        ("https://shop.example#top", "more than the address of a website"),
        ("https://good.example@evil.com", "more than the address of a website"),
        ("http://shop.example", "is not encrypted"),
        ("http://localhost.evil.com", "is not encrypted"),
        ("https://192.0.2.7", "names a machine by its number"),
    ],
)
def test_what_is_no_website_is_refused_and_stays_to_be_mended(ada: Desk, written: str, said: str) -> None:
    status, page = sent(ada, f"https://good.example\n{written}")
    assert status == 422
    assert said in page
    assert "https://good.example\n" in page
    assert Company.objects.get().embed_origins == []


def test_the_list_is_on_record_and_each_stands_once(cast: Cast, ada: Desk) -> None:
    sent(ada, "https://b.example\n\nhttps://a.example\nhttps://B.example:443")
    assert Company.objects.get().embed_origins == ["https://b.example", "https://a.example"]
    entry = Entry.objects.filter(kind="company.changed").latest("pk")
    assert entry.facts["fields"] == "embed_origins"
    assert entry.actor_id == str(cast.ada.pk)
    assert sent(ada, "\n".join(f"https://s{n}.example" for n in range(21)))[0] == 422
    assert sent(ada, "")[0] == 303
    assert Company.objects.get().embed_origins == []


def test_the_pieces_to_copy_lead_here(ada: Desk) -> None:
    page = ada.get(WEBSITE)
    assert "Name a website above first" in page
    assert "   href=&quot;http://localhost:8000/&quot;&gt;" in page
    assert "src=&quot;http://localhost:8000/embed.js&quot;" in page
    assert "src=&quot;http://localhost:8000/embed&quot;" in page
    sent(ada, "https://bücher.example")
    page = ada.get(WEBSITE)
    assert "Name a website above first" not in page
    assert "<bdi>bücher.example</bdi>" in page


def test_only_administrators_change_it_or_look_at_the_preview(cast: Cast, ada: Desk) -> None:
    emma = Desk(cast.emma)
    assert emma.status(WEBSITE) == emma.status(f"{WEBSITE}preview/") == 404
    assert emma.client.post(WEBSITE, {"embed_origins": "https://evil.example"}).status_code == 404
    response = ada.client.get(f"{WEBSITE}preview/")
    assert re.search(r"frame-ancestors 'self'(;|$)", response["Content-Security-Policy"])
    assert response["X-Frame-Options"] == "SAMEORIGIN"
    assert "data-keep" not in response.content.decode()
    assert ada.client.post(f"{WEBSITE}preview/", {"text": "x"}).status_code == 405
