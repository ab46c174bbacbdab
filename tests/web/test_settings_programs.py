"""Keys and webhooks are made, shown once, and ended on a page; customers are forgotten when their time is over."""

import re
from datetime import timedelta

import pytest
from django.test import Client

from amends.api.auth import forget_known
from amends.cases.models import Case
from amends.channels.models import Webhook
from amends.improvement.retention import forget_those_due
from amends.journal.models import Entry
from amends.people.models import ApiKey, Company, Customer
from amends.procedure import moment
from tests.cast import Cast, complaint, customer
from tests.web.desk import Desk
from tests.web.filled import filled

PROGRAMS = "/desk/settings/programs/"
KEY, HOOK, KEEPING = f"{PROGRAMS}key/", f"{PROGRAMS}webhook/", "/desk/settings/retention/"


@pytest.fixture
def ada(cast: Cast) -> Desk:
    return Desk(cast.ada)


def sent(ada: Desk, url: str, status: int, /, **values: object) -> str:
    response = ada.client.post(url, {**filled(ada.get(url)), **values})
    assert response.status_code == status, response.content.decode()
    return response.content.decode()


def test_a_key_opens_what_it_allows_until_it_is_revoked(cast: Cast, ada: Desk) -> None:
    page = sent(ada, KEY, 200, name="shop", scopes=["complaints:read"], team=str(cast.team.pk))
    secret = re.search(r"amends_[\w-]{40,}", page)
    assert secret
    program = Client(headers={"Authorization": f"Bearer {secret[0]}"})
    case = complaint(cast)
    assert program.get(f"/api/v1/complaints/{case.ref}").status_code == 200
    listed = ada.get(PROGRAMS)
    assert secret[0][:12] in listed
    assert secret[0] not in listed
    key = ApiKey.objects.get()
    assert ada.client.post(f"{KEY}{key.pk}/revoke/").status_code == 303
    forget_known()  # half a minute later
    assert program.get(f"/api/v1/complaints/{case.ref}").status_code == 401
    assert [e.kind for e in Entry.objects.filter(kind__startswith="key.").order_by("pk")] == [
        "key.created",
        "key.revoked",
    ]


def test_a_key_without_a_name_or_a_right_is_not_made(ada: Desk) -> None:
    page = sent(ada, KEY, 422, name=" ", scopes=["complaints:read"])
    assert 'value="complaints:read"' in page
    sent(ada, KEY, 422, name="shop")
    sent(ada, KEY, 422, name="shop", scopes=["everything"])
    assert not ApiKey.objects.exists()


def test_a_webhook_is_added_started_again_and_removed(ada: Desk) -> None:
    page = sent(ada, HOOK, 200, url="https://shop.example/amends", name="Shop")
    assert "whsec_" in page
    assert "whsec_" not in ada.get(PROGRAMS)
    row = Webhook.objects.get()
    Webhook.objects.update(active=False, failing_since=moment.now())
    assert "Not called any more" in ada.get(PROGRAMS)
    assert ada.client.post(f"{HOOK}{row.pk}/start/").status_code == 303
    assert Webhook.objects.get().active
    assert ada.client.post(f"{HOOK}{row.pk}/remove/").status_code == 303
    assert not Webhook.objects.exists()
    assert Entry.objects.filter(kind="webhook.removed").exists()


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1/", "http://localhost/", "ftp://shop.example/", "https://u:p@x.example/"]
)
def test_no_webhook_into_our_own_network(ada: Desk, url: str) -> None:
    page = sent(ada, HOOK, 422, url=url)
    assert "public http and https addresses only" in page
    assert not Webhook.objects.exists()


def old(cast: Cast, name: str, years: float, **more: object) -> Case:
    """A complaint that ended so many years ago."""
    case = complaint(cast, customer=customer(name, f"{name.lower()}@example.com"))
    then = moment.now() - timedelta(days=365.25 * years)
    Customer.objects.filter(pk=case.customer_id).update(since=then)
    values = {"stage": "closed", "outcome": "settled", "closed_at": then, "received_at": then, **more}
    Case.objects.filter(pk=case.pk).update(**values)
    return case


def test_customers_are_forgotten_when_their_time_is_over(cast: Cast, ada: Desk) -> None:
    gone, fresh = old(cast, "Anna", 4), old(cast, "Boris", 2)
    waiting = old(cast, "Cyril", 5, stage="answered", outcome="", closed_at=None)
    assert forget_those_due() == 0
    assert "Nobody is forgotten by itself." in ada.get(KEEPING)
    sent(ada, KEEPING, 303, keep_years="3")
    assert "1 customer is forgotten in the coming nights." in ada.get(f"{KEEPING}due/")
    assert forget_those_due() == 1
    assert Customer.objects.get(pk=gone.customer_id).forgotten_at
    assert not Customer.objects.get(pk=fresh.customer_id).forgotten_at
    assert not Customer.objects.get(pk=waiting.customer_id).forgotten_at
    assert forget_those_due() == 0
    assert Entry.objects.filter(kind="customer.forgotten").count() == 1


def test_who_acts_for_somebody_or_was_joined_is_kept_with_them(cast: Cast, ada: Desk) -> None:
    joined, acting, other = old(cast, "Anna", 4), old(cast, "Boris", 4), old(cast, "Cyril", 1)
    Customer.objects.filter(pk=joined.customer_id).update(merged_into=other.customer_id)
    Case.objects.filter(pk=other.pk).update(representative=acting.customer_id)
    sent(ada, KEEPING, 303, keep_years="3")
    assert forget_those_due() == 0
    Case.objects.filter(pk=other.pk).update(representative=None)
    assert forget_those_due() == 1
    assert Customer.objects.get(pk=acting.customer_id).forgotten_at


def test_nobody_is_forgotten_before_a_rule_allows_it(cast: Cast, ada: Desk) -> None:
    Company.objects.update(packs=["fca_disp"])
    page = sent(ada, KEEPING, 422, keep_years="2")
    assert "kept for at least 3 years" in page
    sent(ada, KEEPING, 303, keep_years="3")
    assert Company.objects.get().keep_years == 3


def test_others_do_none_of_it(cast: Cast) -> None:
    daniel = Desk(cast.daniel)
    for url in (PROGRAMS, KEY, HOOK, KEEPING, f"{KEEPING}due/"):
        assert daniel.status(url) == 404
    for url in (KEY, HOOK, KEEPING):
        assert (
            daniel.client.post(url, {"name": "x", "url": "https://x.example", "keep_years": "1"}).status_code
            == 404
        )
    assert not ApiKey.objects.exists()
    assert Company.objects.get().keep_years is None
