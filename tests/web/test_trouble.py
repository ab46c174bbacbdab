"""What is shown when something went wrong: in the shell of whoever reads it, with what to do next, and nothing lost."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import OperationalError
from django.test import Client

from amends.people.models import Company
from amends.web import trouble
from tests.cast import Cast, assemble
from tests.web import faults
from tests.web.desk import Desk

BAR, COMPANY = 'class="bar"', 'class="mast"'


@pytest.fixture
def cast(db: None) -> Cast:
    found = assemble()
    Company.objects.update(name="Oak & Tern", phone="+421 2 123", languages=["en", "sk"])
    return found


@pytest.fixture
def emma(cast: Cast) -> Client:
    return Desk(cast.emma).client


@pytest.fixture
def broken(settings: Any, emma: Client) -> Iterator[Client]:
    settings.ROOT_URLCONF = faults.__name__
    emma.raise_request_exception = False
    yield emma


def test_an_employee_stays_at_the_desk_and_may_search(emma: Client) -> None:
    for address in ("/desk/nowhere/", "/desk/cases/K7TR-4MXD-9/"):
        answer = emma.get(address)
        page = answer.content.decode()
        assert answer.status_code == 404
        assert BAR in page and 'action="/desk/search/"' in page and "There is nothing here for you." in page


def test_it_speaks_the_employees_language(cast: Cast, emma: Client) -> None:
    type(cast.emma).objects.filter(pk=cast.emma.pk).update(language="sk")
    assert '<html lang="sk"' in emma.get("/desk/nowhere/").content.decode()


def test_a_stranger_at_the_desk_reads_no_more_than_that_and_may_sign_in(cast: Cast) -> None:
    answer = Client().get("/desk/nowhere/")
    page = answer.content.decode()
    assert answer.status_code == 404
    assert BAR not in page and "Oak" not in page and "/accounts/login/" in page


def test_a_customer_is_on_the_companys_page(cast: Cast) -> None:
    answer = Client(headers={"accept-language": "sk"}).get("/nowhere")
    page = answer.content.decode()
    assert answer.status_code == 404
    assert COMPANY in page and "Oak &amp; Tern" in page and '<html lang="sk"' in page
    assert 'href="/lost"' in page and "+421 2 123" in page


def test_a_form_that_grew_old_leads_back_to_its_page(cast: Cast) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.emma, backend="django.contrib.auth.backends.ModelBackend")
    client.get("/desk/me/")
    answer = client.post("/desk/me/", {"phone": "1"}, headers={"Referer": "http://testserver/desk/me/?x=1"})
    page = answer.content.decode()
    assert answer.status_code == 403
    assert BAR in page and 'href="/desk/me/?x=1"' in page and "open for too long" in page
    elsewhere = client.post("/desk/me/", {}, headers={"Referer": "http://elsewhere.example/desk/"})
    assert "elsewhere" not in elsewhere.content.decode()


def test_a_browser_without_cookies_is_told_so(cast: Cast) -> None:
    answer = Client(enforce_csrf_checks=True).post("/", {"text": "x"})
    assert answer.status_code == 403
    page = answer.content.decode()
    assert COMPANY in page and "keeps no cookie of ours" in page


def test_what_is_too_large_is_told_with_the_limits(cast: Cast, emma: Client) -> None:
    answer = emma.post("/desk/me/", {"phone": "1" * (6 * 1024 * 1024)})
    page = answer.content.decode()
    assert answer.status_code == 413
    assert BAR in page and "5.0\u00a0MB of text" in page and "25.0\u00a0MB of files" in page


def test_what_is_cut_off_could_not_be_read(cast: Cast, emma: Client) -> None:
    answer = emma.post("/desk/me/", b"--x", content_type="multipart/form-data")
    assert answer.status_code == 400
    assert BAR in answer.content.decode()


def test_whoever_asks_too_often_is_told_to_wait(cast: Cast) -> None:
    client = Client()
    answers = [client.post("/accounts/password/reset/", {"email": f"a{n}@b.example"}) for n in range(25)]
    last = answers[-1]
    assert last.status_code == 429
    assert last["Retry-After"] == "300" and "Wait five minutes" in last.content.decode()


def test_a_fault_tells_when_and_not_what(broken: Client) -> None:
    for address, shell in (("/desk/fault/", BAR), ("/my/fault/", COMPANY)):
        answer = broken.get(address)
        page = answer.content.decode()
        assert answer.status_code == 500
        assert shell in page and "Something broke on our side." in page and "secret" not in page
    answer = broken.get("/api/v1/fault/")
    assert answer["Content-Type"] == "application/problem+json" and answer.json()["status"] == 500


def test_while_the_database_is_away_one_is_told_to_come_again(broken: Client) -> None:
    answer = broken.get("/desk/away/")
    page = answer.content.decode()
    assert answer.status_code == 503 and answer["Retry-After"] == "60"
    assert "cannot be reached" in page and BAR not in page


def test_the_words_stand_alone_where_the_shell_cannot_be_drawn(
    broken: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def lost(*_given: object) -> None:
        raise OperationalError("gone")

    monkeypatch.setattr(trouble, "nav_counts", lost)
    answer = broken.get("/desk/fault/")
    assert answer.status_code == 500
    page = answer.content.decode()
    assert BAR not in page and "Something broke on our side." in page


def test_a_piece_of_a_page_gets_a_sentence_and_no_page(emma: Client) -> None:
    answer = emma.get("/desk/cases/K7TR-4MXD-9/", headers={"HX-Request": "true"})
    page = answer.content.decode()
    assert answer.status_code == 404
    assert "<html" not in page and 'role="alert"' in page


def test_a_program_gets_a_problem_for_an_address_that_is_none(cast: Cast) -> None:
    answer = Client().get("/api/v1/nowhere")
    assert answer.status_code == 404
    assert answer["Content-Type"] == "application/problem+json"


def test_an_address_that_is_no_page_says_so_in_the_shell_of_who_opens_it(cast: Cast, emma: Client) -> None:
    for answer, shell, takes in (
        (emma.get("/desk/undo/"), BAR, "POST"),
        (Client().post("/policy"), COMPANY, "GET, HEAD"),
    ):
        page = answer.content.decode()
        assert answer.status_code == 405 and answer["Allow"] == takes
        assert shell in page and "There is no page to open at this address." in page
    page = Client().get("/desk/undo/").content.decode()
    assert BAR not in page and "Oak" not in page and "/accounts/login/" in page


def test_a_program_gets_a_problem_for_a_method_that_is_none(cast: Cast) -> None:
    answer = Client().delete("/api/v1/complaints")
    assert answer.status_code == 405 and answer["Content-Type"] == "application/problem+json"
    assert answer["Allow"] in answer.json()["detail"] and answer.json()["code"] == "not_done_here"
