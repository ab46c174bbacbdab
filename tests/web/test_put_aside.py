"""Mail that could not be taken in rings for administrators, and none of it is lost."""

import re
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from amends.cases.models import Case, Message
from amends.channels.email import taking
from amends.channels.models import Delivery, Mailbox, SetAside
from amends.journal.models import Entry
from amends.people.actions import give_role
from amends.people.actor import SYSTEM
from tests.cast import Cast
from tests.web.desk import Desk

MAIL = b"From: Jana Nova <jana@example.com>\r\nTo: care@ternandoak.example\r\nSubject: Board\r\n\r\nIt is <b>broken</b>.\r\n"


@pytest.fixture
def reader(monkeypatch: pytest.MonkeyPatch) -> dict[str, bool]:
    """A reader with a fault that can be mended: everything a mail could be taken in by fails while it is broken."""
    state, real_receive, real_read = {"broken": True}, taking.receive, taking.incoming_from

    def read(*given: Any, **more: Any) -> Any:
        if state["broken"]:
            raise RuntimeError("a header that <never> ends")
        return real_read(*given, **more)

    def receive(*given: Any, **more: Any) -> Any:
        if state["broken"]:
            raise RuntimeError("a header that <never> ends")
        return real_receive(*given, **more)

    monkeypatch.setattr(taking, "incoming_from", read)
    monkeypatch.setattr(taking, "receive", receive)
    return state


@pytest.fixture
def aside(cast: Cast, reader: dict[str, bool]) -> SetAside:
    for _try in range(taking.TRIES):
        taking.take([taking.Letter(MAIL, "smtp")])
    return SetAside.objects.get(aside_at__isnull=False)


def address(aside: SetAside, what: str) -> str:
    return f"/desk/put-aside/{aside.pk}/{what}/"


def test_it_rings_on_today_for_administrators_alone(cast: Cast, aside: SetAside) -> None:
    today = Desk(cast.ada).get("/desk/")
    assert "1 mail could not be read." in today
    assert 'href="/desk/put-aside/"' in today
    assert "could not be read" not in Desk(cast.daniel).get("/desk/")
    assert Desk(cast.daniel).status("/desk/put-aside/") == 404
    assert Desk(cast.daniel).status(address(aside, "original")) == 404
    assert Desk(cast.daniel).status(f"/desk/new/?aside={aside.pk}") == 404
    assert Desk(cast.daniel).client.post(address(aside, "again")).status_code == 404


def test_an_administrator_of_one_team_reads_what_came_to_its_mailbox_alone(
    cast: Cast, reader: dict[str, bool]
) -> None:
    give_role(cast.rudi, "administrator", cast.other_team, by=SYSTEM)
    give_role(cast.rudi, "handler", cast.team, by=SYSTEM)
    care, workshop = (
        Mailbox.objects.create(name=at, address=f"{at}@x.example", address_key=f"{at}@x.example", team=team)
        for at, team in (("care", cast.team), ("workshop", cast.other_team))
    )
    for number, box in enumerate((care, workshop, None)):
        taking.put_aside_too_large("imap", 80_000_000, f"letter {number}", box)
    cares, theirs, nobodys = SetAside.objects.order_by("pk")
    rudi = Desk(cast.rudi)
    assert "1 mail could not be read." in rudi.get("/desk/")
    page = rudi.get("/desk/put-aside/")
    assert "letter 1" in page and "letter 0" not in page and "letter 2" not in page
    assert "waits for an administrator of every team" in page
    for row in (cares, nobodys):
        assert rudi.status(f"/desk/new/?aside={row.pk}") == 404
        assert rudi.client.post(address(row, "dismiss"), {"reason": "Spam"}).status_code == 409
        assert SetAside.objects.get(pk=row.pk).settled_at is None
    assert rudi.client.post(address(theirs, "dismiss"), {"reason": "Spam"}).status_code == 303
    ada = Desk(cast.ada).get("/desk/put-aside/")
    assert "letter 0" in ada and "letter 2" in ada and "letter 1" not in ada
    assert "administrator of every team" not in ada


def test_the_page_says_why_and_shows_nothing_that_runs(cast: Cast, aside: SetAside) -> None:
    page = Desk(cast.ada).get("/desk/put-aside/")
    assert "RuntimeError: a header that &lt;never&gt; ends" in page
    assert "It is &lt;b&gt;broken&lt;/b&gt;." in page


def test_the_mail_comes_down_as_it_came(cast: Cast, aside: SetAside) -> None:
    response = Desk(cast.ada).client.get(address(aside, "original"))
    assert b"".join(response.streaming_content) == MAIL  # type: ignore[attr-defined]
    assert response["Content-Disposition"].startswith("attachment;")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in response["Content-Security-Policy"]


def test_trying_again_takes_it_in_once_the_fault_is_mended(
    cast: Cast, aside: SetAside, reader: dict[str, bool]
) -> None:
    ada = Desk(cast.ada)
    response = ada.client.post(address(aside, "again"))
    assert response.status_code == 409
    assert "It still cannot be read: RuntimeError" in response.content.decode()
    aside.refresh_from_db()
    assert (aside.tries, aside.settled_at) == (taking.TRIES + 1, None)
    assert not Case.objects.exists()
    reader["broken"] = False
    response = ada.client.post(address(aside, "again"))
    case = Case.objects.get()
    assert response["Location"] == f"/desk/cases/{case.ref}/"
    assert case.customer.full_name == "Jana Nova"
    assert Delivery.objects.filter(message__case=case, message__kind="first_answer").count() == 1
    assert "Every mail was taken in." in ada.get("/desk/put-aside/")
    assert "could not be read" not in ada.get("/desk/")
    assert Entry.objects.get(kind="mail.settled").case_ref == case.ref
    assert ada.client.post(address(aside, "again")).status_code == 409


def by_hand(aside: SetAside, cast: Cast, **more: str) -> dict[str, str]:
    values = {"aside": str(aside.pk), "door": "email", "name": "Jana Nova", "email": "jana@example.com"}
    values |= {"language": "en", "answer_by": "email", "title": "A broken board", "team": str(cast.team.pk)}
    return {**values, "problem": "The board is broken.", **more}


def test_a_complaint_is_made_of_it_by_hand(cast: Cast, aside: SetAside) -> None:
    ada = Desk(cast.ada)
    assert "It is &lt;b&gt;broken&lt;/b&gt;." in ada.get(f"/desk/new/?aside={aside.pk}")
    response = ada.client.post("/desk/new/", by_hand(aside, cast, problem=""))
    assert response.status_code == 422
    assert "A broken board" in response.content.decode()
    assert str(aside.pk) in response.content.decode()
    assert ada.client.post("/desk/new/", by_hand(aside, cast)).status_code == 303
    message = Message.objects.get(kind="complaint")
    assert message.original is not None
    assert message.channel == "email"
    file = ada.client.get(f"/desk/cases/{message.case.ref}/files/{message.original_id}/")
    assert b"".join(file.streaming_content) == MAIL  # type: ignore[attr-defined]
    assert Delivery.objects.get(message__kind="first_answer").to_address == "jana@example.com"
    assert ada.client.post("/desk/new/", by_hand(aside, cast)).status_code == 404
    assert Case.objects.count() == 1


def test_what_is_no_complaint_is_noted_with_its_reason(cast: Cast, aside: SetAside) -> None:
    ada = Desk(cast.ada)
    refused = ada.client.post(address(aside, "dismiss"), {"reason": " "})
    assert refused.status_code == 422
    assert ada.client.post(address(aside, "dismiss"), {"reason": "Advertising"}).status_code == 303
    assert Entry.objects.get(kind="mail.dismissed").personal["reason"] == "Advertising"
    assert "Every mail was taken in." in ada.get("/desk/put-aside/")


def test_one_too_large_to_fetch_says_where_it_is(cast: Cast) -> None:
    taking.put_aside_too_large("imap", 80_000_000, "care@ternandoak.example 7 12", None)
    page = Desk(cast.ada).get("/desk/put-aside/")
    assert "it stays in its mailbox" in page
    assert not re.search(r"/(again|original)/\"", page)
    assert "Make a complaint of it by hand" in page


def test_many_cost_no_more_queries(cast: Cast, django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    for number in range(60):
        taking.put_aside_too_large("imap", 80_000_000, f"care@ternandoak.example 7 {number}", None)
    ada = Desk(cast.ada)
    with django_assert_max_num_queries(7):
        assert "These are the 50 oldest of 60." in ada.get("/desk/put-aside/")
