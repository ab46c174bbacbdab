"""Whoever lost the link gets it by mail again; the page tells nobody who is known."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from amends.cases import actions as cases
from amends.cases.models import Case, Message
from amends.channels.carrier import carry_waiting
from amends.channels.incoming import Incoming
from amends.channels.intake import receive
from amends.channels.links import follow_link
from amends.people.actor import of_customer
from amends.people.models import Contact
from amends.procedure import moment
from tests.cast import Cast, assemble

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]
MONDAY = datetime(2026, 11, 16, 9, 0, tzinfo=UTC)
ANN = "ann@kestrel.example"


@pytest.fixture
def cast() -> Cast:
    cache.clear()
    return assemble()


def complain(email: str = ANN, **more: Any) -> Case:
    with moment.set_to(MONDAY):
        receipt = receive(
            Incoming("web_form", "The door is missing.", sender_name="Ann", sender_email=email, **more)
        )
        carry_waiting()
    assert receipt.case
    mail.outbox.clear()
    return Case.objects.select_related("customer").get(pk=receipt.case.pk)


def work() -> None:
    """What a worker does with the jobs that wait; a job done leaves no address behind."""
    with app.replace_connector(app.connector.get_worker_connector()) as worker:  # type: ignore[attr-defined]
        worker.run_worker(wait=False, delete_jobs="successful", install_signal_handlers=False)
    assert not ProcrastinateJob.objects.filter(task_name="channels.send_lost_links").exists()


def ask(client: Client, email: str, hours: float = 2, **more: Any) -> list[Any]:
    """Ask at the page, let the worker do what is queued; the mails that went out."""
    mail.outbox.clear()
    with moment.set_to(MONDAY + timedelta(hours=hours)):
        reply = client.post("/lost", {"email": email}, **more)
        assert (reply.status_code, reply["Location"]) == (303, "/lost")
        work()
        carry_waiting()
    return list(mail.outbox)


def test_the_links_of_open_complaints_come_by_mail(cast: Cast, client: Client) -> None:
    first, second, other = complain(), complain(), complain("bob@kestrel.example")
    closed = complain()
    with moment.set_to(MONDAY):
        cases.withdraw(closed, "Found it.", by=of_customer(closed.customer))
    sent = ask(client, " ANN@Kestrel.example ")
    assert [one.to for one in sent] == [[ANN], [ANN]]
    words = "\n".join(str(one.body) for one in sent)
    assert follow_link(first) in words
    assert follow_link(second) in words
    assert follow_link(other) not in words
    assert follow_link(closed) not in words
    assert {one.extra_headers["Auto-Submitted"] for one in sent} == {"auto-generated"}


def test_known_and_unknown_are_answered_alike(cast: Cast, client: Client) -> None:
    complain()
    pages = []
    for email in (ANN, "nobody@kestrel.example"):
        client.cookies.clear()
        ask(client, email)
        pages.append(client.get("/lost").content)
    assert b"its link arrives" in pages[0]
    strip = [page.split(b"<form")[0] for page in pages]
    assert strip[0] == strip[1]
    assert Message.objects.filter(kind="link").count() == 1


def test_an_address_only_claimed_gets_nothing(cast: Cast, client: Client) -> None:
    case = complain()
    Contact.objects.create(
        customer=case.customer, kind="email", value="eve@fox.example", key="eve@fox.example"
    )
    assert ask(client, "eve@fox.example") == []


def test_what_only_looks_like_the_address_is_not_written_to(cast: Cast, client: Client) -> None:
    """The Kelvin sign is a small k once it is made small."""
    complain()
    sent = ask(client, "ann@\u212aestrel.example")
    assert [one.to for one in sent] == [[ANN]]


def test_a_complaint_is_told_once_an_hour(cast: Cast, client: Client) -> None:
    complain()
    assert len(ask(client, ANN, 2)) == 1
    assert ask(client, ANN, 2.5) == []
    assert len(ask(client, ANN, 3.5)) == 1


def test_a_network_that_asks_often_waits_and_loses_nothing(cast: Cast, client: Client) -> None:
    with moment.set_to(MONDAY):
        for _turn in range(5):
            assert client.post("/lost", {"email": ANN}).status_code == 303
        refused = client.post("/lost", {"email": ANN})
        assert refused.status_code == 429
        assert ANN in refused.content.decode()
        assert client.post("/lost", {"email": ANN}, REMOTE_ADDR="198.51.100.7").status_code == 303


def test_what_is_no_address_is_said_and_kept(cast: Cast, client: Client) -> None:
    for wrong in (
        "",
        "ann",
        "ann@",
        '"><script>@x',
        "a@b.example\nBcc: c@d.example",
        "a" * 300 + "@b.example",
    ):
        reply = client.post("/lost", {"email": wrong})
        assert reply.status_code == 422
        assert "<script>@x" not in reply.content.decode()
    assert not ProcrastinateJob.objects.filter(task_name="channels.send_lost_links").exists()


def test_it_is_found_where_a_link_leads_nowhere(cast: Cast, client: Client) -> None:
    assert 'href="/lost"' in client.get("/my/2222-2222-2/wrong").content.decode()
    assert 'href="/lost"' in client.get("/").content.decode()


def test_a_page_costs_the_same_for_many_complaints(
    cast: Cast, client: Client, django_assert_max_num_queries: Any
) -> None:
    for _turn in range(4):
        complain()
    with moment.set_to(MONDAY), django_assert_max_num_queries(8):
        client.post("/lost", {"email": ANN})
