"""People are invited, given roles and shown out; the last administrator stays."""

import re
from typing import Any

import pytest
from django.db import OperationalError
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from amends.journal import record as journal
from amends.journal.models import Entry
from amends.people.actions import staff as staff_actions
from amends.people.models import Membership, Staff
from amends.people.queries import standing
from tests.cast import Cast
from tests.web.desk import Desk
from tests.web.filled import filled

STAFF, NEW = "/desk/settings/staff/", "/desk/settings/staff/new/"


@pytest.fixture
def ada(cast: Cast) -> Desk:
    return Desk(cast.ada)


def invited(ada: Desk, status: int = 200, **values: object) -> str:
    given = {"full_name": "Nora New", "email": "Nora@ternandoak.example", "role": "handler", **values}
    response = ada.client.post(NEW, {**filled(ada.get(NEW)), **given})
    assert response.status_code == status, response.content.decode()
    assert "no-store" in response["Cache-Control"]
    return response.content.decode()


def signs_in(email: str, password: str) -> bool:
    client = Client()
    client.post("/accounts/login/", {"login": email, "password": password})
    return client.get("/desk/").status_code == 200


def test_a_link_lets_them_set_their_own_password_once(cast: Cast, ada: Desk) -> None:
    page = invited(ada, team=str(cast.team.pk))
    link = re.search(r"http://localhost:8000(/accounts/password/reset/key/[^<]+)", page)
    assert link, page
    nora = Staff.objects.get(email="nora@ternandoak.example")
    assert standing(nora).roles_in(cast.team.pk) == {"handler"}
    assert standing(nora).roles_in(cast.other_team.pk) == frozenset()
    guest = Client()
    form = guest.get(link[1], follow=True)
    assert form.status_code == 200
    at = form.redirect_chain[-1][0]
    done = guest.post(at, {"password1": "a field of rye 7", "password2": "a field of rye 7"}, follow=True)
    assert done.status_code == 200
    assert signs_in(nora.email, "a field of rye 7")
    again = Client().get(link[1], follow=True).content.decode()
    assert 'type="password"' not in again
    kinds = list(Entry.objects.order_by("pk").values_list("kind", flat=True))[-3:]
    assert set(kinds) == {"staff.added", "staff.role_given", "staff.link_made"}  # one instant has no order
    assert link[1] not in str(list(Entry.objects.values("facts", "personal")))


def test_a_first_password_is_shown_once(ada: Desk) -> None:
    page = invited(ada, how="password")
    password = re.search(r"<code>([^<]+)</code>", page)
    assert password
    assert signs_in("nora@ternandoak.example", password[1])
    assert password[1] not in ada.get(STAFF)
    assert "There is already an account" in invited(ada, status=422, how="password")


@pytest.mark.parametrize("torn_at", ["staff.role_given", "staff.link_made"])
def test_who_is_not_wholly_invited_is_not_invited(
    ada: Desk, monkeypatch: pytest.MonkeyPatch, torn_at: str
) -> None:
    record = journal.record

    def torn(kind: str, **more: Any) -> None:
        if kind == torn_at:
            raise OperationalError("the database went away")
        record(kind, **more)

    values = {**filled(ada.get(NEW)), "full_name": "Nora New", "email": "nora@ternandoak.example"}
    written = Entry.objects.count()
    with monkeypatch.context() as broken:
        broken.setattr(staff_actions.journal, "record", torn)
        ada.client.raise_request_exception = False
        assert ada.client.post(NEW, values).status_code >= 500
    assert not Staff.objects.filter(email="nora@ternandoak.example").exists()
    assert Entry.objects.count() == written
    assert "Nora New" in invited(ada)  # asked again, nobody says that there is already an account


def test_roles_are_given_and_taken_team_by_team(cast: Cast, ada: Desk) -> None:
    url = f"{STAFF}{cast.emma.pk}/"
    give = filled(ada.get(url), f"{url}give/")
    assert ada.client.post(f"{url}give/", {**give, "role": "quality", "team": ""}).status_code == 303
    assert standing(Staff.objects.get(pk=cast.emma.pk)).roles_in(cast.other_team.pk) == {"quality"}
    row = Membership.objects.get(staff=cast.emma, role="quality")
    assert ada.client.post(f"{url}take/", {"membership": row.pk}).status_code == 303
    assert not Membership.objects.filter(pk=row.pk).exists()
    assert ada.client.post(f"{url}take/", {"membership": row.pk}).status_code == 409
    assert ada.client.post(f"{url}give/", {**give, "role": "king"}).status_code == 409
    assert Entry.objects.filter(kind="staff.role_taken").latest("pk").facts["role"] == "quality"


def test_who_is_shown_out_is_out_at_once_and_can_come_back(cast: Cast, ada: Desk) -> None:
    emma, url = Desk(cast.emma), f"{STAFF}{cast.emma.pk}/"
    emma.get("/desk/")
    assert ada.client.post(f"{url}deactivate/").status_code == 303
    assert emma.status("/desk/") == 302
    assert not signs_in(cast.emma.email, "a long word")
    assert ada.client.post(f"{url}link/").status_code == 409
    assert "account ended" in ada.get(STAFF)
    assert ada.client.post(f"{url}activate/").status_code == 303
    assert signs_in(cast.emma.email, "a long word")


def test_somebody_always_administers(cast: Cast, ada: Desk) -> None:
    url = f"{STAFF}{cast.ada.pk}/"
    response = ada.client.post(f"{url}deactivate/")
    assert response.status_code == 409
    assert "You cannot end your own account." in response.content.decode()
    row = Membership.objects.get(staff=cast.ada)
    response = ada.client.post(f"{url}take/", {"membership": row.pk})
    assert response.status_code == 409
    assert "Nobody else administers every team." in response.content.decode()


def test_an_account_is_changed_and_two_never_share_an_address(cast: Cast, ada: Desk) -> None:
    url = f"{STAFF}{cast.emma.pk}/"
    values = filled(ada.get(url), url)
    assert ada.client.post(url, {**values, "job_title": "Head of care"}).status_code == 303
    values = filled(ada.get(url), url)
    response = ada.client.post(url, {**values, "email": "DANIEL@ternandoak.example", "phone": "+421 9"})
    assert response.status_code == 422
    assert "+421 9" in response.content.decode()
    cast.emma.refresh_from_db()
    assert (cast.emma.job_title, cast.emma.email) == ("Head of care", "emma@ternandoak.example")


def test_others_do_none_of_it(cast: Cast) -> None:
    daniel = Desk(cast.daniel)
    for url in (STAFF, NEW, f"{STAFF}{cast.emma.pk}/"):
        assert daniel.status(url) == 404
        assert daniel.client.post(url, {"full_name": "X", "email": "x@example.com"}).status_code == 404
    for what in ("give", "take", "link", "deactivate", "activate"):
        assert daniel.client.post(f"{STAFF}{cast.emma.pk}/{what}/").status_code == 404
    assert Staff.objects.get(pk=cast.emma.pk).is_active


def test_many_people_cost_no_more_queries(
    cast: Cast, ada: Desk, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    many = Staff.objects.bulk_create(
        [Staff(email=f"p{n}@example.com", full_name=f"P {n}") for n in range(60)]
    )
    Membership.objects.bulk_create([Membership(staff=one, team=cast.team, role="clerk") for one in many])
    with django_assert_max_num_queries(10):
        assert "P 59" in ada.get(STAFF)
    with django_assert_max_num_queries(12):
        ada.get(f"{STAFF}{cast.emma.pk}/")
