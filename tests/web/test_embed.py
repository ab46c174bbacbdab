"""The form in a frame of another website, by HTTP: who may show it, what is taken in, what the script is."""

import gzip
import re
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from amends.cases.models import Case
from amends.people.models import Company
from tests.cast import assemble

pytestmark = pytest.mark.django_db
OURS = "http://localhost:8000"
SENT = {
    "text": "The wardrobe came without a door.",
    "name": "Ann Baker",
    "contact": "ann@example.com",
    "answer_by": "email",
}


@pytest.fixture(autouse=True)
def _company(db: None, settings: Any) -> None:
    cache.clear()
    settings.PUBLIC_URL = OURS
    assemble()
    Company.objects.update(languages=["en", "sk"], embed_origins=["https://good.example"])


@pytest.fixture
def strict() -> Client:
    """A browser that keeps no cookie for a frame, against the protection that is really in place."""
    return Client(enforce_csrf_checks=True)


def token(client: Client) -> str:
    found = re.search(r'name="token" value="([^"]+)"', client.get("/embed").content.decode())
    assert found
    return found[1]


def ancestors(response: Any) -> str:
    found = re.search(r"frame-ancestors ([^;]+)", response["Content-Security-Policy"])
    assert found
    return found[1].strip()


def test_only_the_websites_in_the_list_may_show_it(client: Client) -> None:
    Company.objects.update(embed_origins=["https://good.example", "http://localhost:9000"])
    response = client.get("/embed")
    assert ancestors(response) == "https://good.example http://localhost:9000"
    assert "X-Frame-Options" not in response
    assert "script-src 'self'" in response["Content-Security-Policy"]


def test_the_answer_and_a_refusal_may_be_shown_there_too(strict: Client) -> None:
    for more in ({"token": token(strict)}, {"token": "made up"}, {"token": token(strict), "name": ""}):
        assert ancestors(strict.post("/embed", {**SENT, **more})) == "https://good.example"


def test_with_an_empty_list_nobody_may(client: Client) -> None:
    Company.objects.update(embed_origins=[])
    response = client.get("/embed")
    assert ancestors(response) == "'none'"
    assert response["X-Frame-Options"] == "DENY"


@pytest.mark.parametrize(
    "url", ["/", "/remark", "/policy", "/lost", "/accounts/login/", "/embed.js", "/embed/x"]
)
def test_nothing_else_may_be_framed_by_anybody(client: Client, url: str) -> None:
    response = client.get(url)
    assert ancestors(response) == "'none'"
    assert response["X-Frame-Options"] == "DENY"


def test_a_complaint_is_taken_in_without_a_cookie_and_answered_in_place(strict: Client) -> None:
    given = token(strict)
    assert not strict.cookies
    response = strict.post("/embed?lang=sk", {**SENT, "token": given}, headers={"origin": OURS})
    page = response.content.decode()
    case = Case.objects.get()
    assert response.status_code == 200
    assert not response.cookies
    assert '<html lang="sk"' in page
    assert case.ref in page
    assert re.search(rf'href="{OURS}/my/{case.ref}/[a-z2-7]+" target="_blank" rel="noopener"', page)
    assert 'class="promise"' in page
    again = strict.post("/embed?lang=sk", {**SENT, "token": given}, headers={"origin": OURS})
    assert case.ref in again.content.decode()
    assert Case.objects.count() == 1


@pytest.mark.parametrize(
    "origin",
    [
        "null",
        "https://good.example",
        "https://good.example.evil.com",
        "HTTP://LOCALHOST:8000",
        "http://localhost:8001",
        "https://localhost:8000",
        "http://localhost:8000.evil.com",
        "http://localhost:8000/",
    ],
)
def test_what_another_page_sends_is_not_taken_in(strict: Client, origin: str) -> None:
    response = strict.post("/embed", {**SENT, "token": token(strict)}, headers={"origin": origin})
    page = response.content.decode()
    assert response.status_code == 403
    assert "have taken nothing in" in page
    assert SENT["text"] in page
    assert Case.objects.count() == 0
    response = strict.post(
        "/embed", {**SENT, "token": token(strict)}, headers={"sec-fetch-site": "cross-site"}
    )
    assert response.status_code == 403
    assert Case.objects.count() == 0


@pytest.mark.parametrize("given", ["", "made up", "ImFiYyI:1aaaaa:" + "x" * 43])
def test_a_form_we_did_not_give_out_is_shown_again_with_what_was_typed(strict: Client, given: str) -> None:
    response = strict.post("/embed", {**SENT, "token": given}, headers={"origin": OURS})
    page = response.content.decode()
    assert response.status_code == 403
    assert SENT["text"] in page
    assert Case.objects.count() == 0
    fresh = re.search(r'name="token" value="([^"]+)"', page)
    assert fresh
    assert strict.post("/embed", {**SENT, "token": fresh[1]}).status_code == 200
    assert Case.objects.count() == 1


def test_mistakes_keep_what_was_typed_and_many_are_slowed(strict: Client, settings: Any) -> None:
    response = strict.post("/embed", {**SENT, "contact": "nobody", "token": token(strict)})
    assert response.status_code == 422
    assert SENT["text"] in response.content.decode()
    settings.COMPLAINTS_PER_ADDRESS = 1
    assert strict.post("/embed", {**SENT, "token": token(strict)}).status_code == 200
    assert strict.post("/embed", {**SENT, "token": token(strict)}).status_code == 429


def test_the_page_itself_still_wants_its_cookie(strict: Client) -> None:
    assert strict.post("/", {**SENT, "token": token(strict)}).status_code == 403


def test_links_lead_out_of_the_frame_and_languages_are_addresses(client: Client) -> None:
    page = client.get("/embed?lang=sk").content.decode()
    assert '<html lang="sk"' in page
    assert 'formaction="/embed?lang=en"' in page
    leading = re.findall(r"<a [^>]*>", page)
    assert leading and all('target="_blank"' in link for link in leading)
    assert "csrfmiddlewaretoken" not in page


def test_the_script_is_small_kept_and_known_by_its_version(client: Client) -> None:
    response = client.get("/embed.js", headers={"accept-encoding": "gzip"})
    assert response["Content-Type"] == "text/javascript; charset=utf-8"
    assert response["Content-Encoding"] == "gzip"
    assert len(response.content) <= 2048
    assert b"style=" not in gzip.decompress(response.content)
    assert "max-age=3600" in response["Cache-Control"]
    assert not response.cookies
    assert client.get("/embed.js", headers={"if-none-match": response["ETag"]}).status_code == 304
    assert client.post("/embed.js").status_code == 405


def test_the_form_costs_few_queries(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    Company.objects.update(embed_origins=[f"https://shop{n}.example" for n in range(20)])
    with django_assert_max_num_queries(6):
        client.get("/embed")


def test_a_change_of_language_keeps_what_was_typed(strict: Client) -> None:
    given = token(strict)
    typed = {
        "text": "<b>Skriňa</b> & \u202edvere",
        "name": "",
        "contact": "not an address",
        "wishes": ["refund", "explain", "<x>"],
        "answer_by": "phone",
        "order_ref": "A" * 20_000,
        "token": given,
        "speak": "sk",
    }
    response = strict.post("/embed?lang=sk", typed, headers={"origin": OURS})
    page = response.content.decode()
    assert response.status_code == 200
    assert '<html lang="sk"' in page
    assert "&lt;b&gt;Skriňa&lt;/b&gt; &amp; \u202edvere" in page
    assert 'value="not an address"' in page
    assert "A" * 20_000 in page
    assert 'class="why"' not in page, "nothing is held against what is not sent yet"
    assert f'value="{given}"' in page
    assert set(re.findall(r'value="(\w+)"[^>]* checked', page)) == {"phone", "refund", "explain"}
    assert not Case.objects.exists()
    sent = strict.post("/embed?lang=sk", {**SENT, "token": given}, headers={"origin": OURS})
    assert sent.status_code == 200
    assert Case.objects.get().language


def test_the_language_is_no_default_of_the_form(client: Client) -> None:
    """Enter in a field presses the first button of its form: the one that sends."""
    page = client.get("/embed").content.decode()
    first = re.search(r'<button[^>]*form="complaint"[^>]*>', page)
    assert first and "speak" not in first[0]
    forged = client.post("/embed", {"speak": "en", "token": "made up", "text": "x"}).content.decode()
    assert 'value="made up"' not in forged
