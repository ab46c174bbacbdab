"""A new administrator is led through the first day; what is done is ticked off by itself."""

import re

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from amends.channels import carrier
from amends.channels.models import Mailbox
from amends.people import actions
from amends.people.actor import SYSTEM
from amends.people.models import Company, Staff
from tests.cast import assemble
from tests.web.desk import Desk
from tests.web.filled import filled

GUIDE = "/desk/settings/first_day/"


@pytest.fixture
def admin(db: None) -> Desk:
    """An installation as set-up leaves it: a company without an address and one administrator."""
    actions.set_up_company(by=SYSTEM, name="Our company", zone="UTC", country="")
    boss = actions.add_staff("admin@localhost", "Administrator", by=SYSTEM, password="x", is_superuser=True)
    return Desk(boss)


def open_tasks(desk: Desk) -> list[str]:
    rows = re.findall(
        r"<li(?: class=\"(done)\")?><span class=\"tick-off\".*?<b>([^<]+)</b>", desk.get(GUIDE), re.S
    )
    return [name for done, name in rows if not done]


def test_each_thing_is_ticked_off_by_what_is_so(admin: Desk) -> None:
    every = [
        "Say who you are",
        "Set the calendar",
        "Let mail come in",
        "Invite your people",
        "Try a complaint",
    ]
    assert open_tasks(admin) == every
    today = admin.get("/desk/")
    assert "First day" in today
    assert "Fill in the company" in today

    url = "/desk/settings/company/"
    own = {"name": "Tern & Oak", "email": "care@ternandoak.example", "address": "Dock 1", "country": "SK"}
    assert admin.client.post(url, {**filled(admin.get(url)), **own}).status_code == 303
    assert open_tasks(admin) == every[2:]  # the team moved to the company's country with it
    assert "Fill in the company" not in admin.get("/desk/")

    url = "/desk/settings/mailboxes/new/"
    box = {"address": "complaints@ternandoak.example", "host": ""}
    assert admin.client.post(url, {**filled(admin.get(url)), **box}).status_code == 303
    assert open_tasks(admin) == every[3:]
    Mailbox.objects.update(host="imap.ternandoak.example")
    assert "Let mail come in" in open_tasks(admin)
    Mailbox.objects.update(host="")

    url = "/desk/settings/staff/new/"
    for name, role in (("Emma", "handler"), ("Daniel", "manager")):
        person = {"full_name": name, "email": f"{name}@ternandoak.example", "role": role}
        assert admin.client.post(url, {**filled(admin.get(url)), **person}).status_code == 200
    assert open_tasks(admin) == every[4:]

    complained = Client().post(
        "/",
        {
            "text": "The board is scratched.",
            "name": "Ada New",
            "contact": "ada@example.com",
            "answer_by": "email",
        },
    )
    assert complained.status_code == 303, complained.content.decode()
    carrier.carry_waiting()
    assert open_tasks(admin) == []
    assert "Everything is set up." in admin.get(GUIDE)
    assert "First day" not in admin.get("/desk/")


def test_the_guide_can_be_put_away(admin: Desk) -> None:
    response = admin.client.post(f"{GUIDE}over/")
    assert response.status_code == 303
    assert "First day" not in admin.get("/desk/")
    assert "Put the guide away" not in admin.get(GUIDE)
    assert Company.objects.get().first_day_over


def test_it_is_shown_to_administrators_alone(
    db: None, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    cast = assemble()
    emma = Desk(Staff.objects.get(pk=cast.emma.pk))
    assert "First day" not in emma.get("/desk/")
    assert emma.status(GUIDE) == 404
    assert emma.client.post(f"{GUIDE}over/").status_code == 404
    assert not Company.objects.get().first_day_over
    ada = Desk(cast.ada)
    with django_assert_max_num_queries(12):
        ada.get(GUIDE)
