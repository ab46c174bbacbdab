"""Webhooks: added, listed, removed; never to an address nobody outside has."""

import pytest

from amends.channels.models import Webhook
from amends.channels.sealed import unseal
from tests.api.conftest import Program, program
from tests.cast import Cast


def test_secret_is_shown_once_and_kept_sealed(shop: Program) -> None:
    made = shop.post("webhooks", {"url": "https://shop.example/hook", "events": ["complaint.closed"]})
    assert made.status_code == 201
    row = Webhook.objects.get()
    assert made.json()["secret"].startswith("whsec_") and unseal(row.secret) == made.json()["secret"]
    assert row.secret != made.json()["secret"]
    listed = shop.get("webhooks").json()
    assert listed[0]["url"] == "https://shop.example/hook" and "secret" not in listed[0]
    assert shop.call("DELETE", f"webhooks/{row.pk}").status_code == 204
    assert shop.call("DELETE", f"webhooks/{row.pk}").status_code == 404
    assert shop.get("webhooks").json() == []


@pytest.mark.parametrize(
    "url",
    [
        "http://169.254.169.254/latest/meta-data/iam/",
        "http://0.0.0.0/",
        "http://0x7f.1/",
        "http://2130706433/",
        "http://[::ffff:127.0.0.1]/",
        "http://[::1]/",
        "file:///etc/passwd",
        "http://user@127.0.0.1:80@public.example/",
        "http://①②⑦.⓪.⓪.①/",
        "http://localhost/",
        "http://10.1.2.3/",
        "gopher://x.example/",
        "http://a b.example/",
        "http://x.example:99999/",
    ],
)
def test_address_inside_is_refused(url: str, shop: Program) -> None:
    refused = shop.post("webhooks", {"url": url})
    assert refused.status_code == 422 and refused.json()["errors"][0]["field"] == "url"
    assert not Webhook.objects.exists()


def test_unknown_event_is_named(shop: Program) -> None:
    refused = shop.post("webhooks", {"url": "https://shop.example/", "events": ["complaint.exploded"]})
    assert "complaint.exploded" in refused.json()["detail"]


def test_key_of_one_team_is_not_told_of_the_others(cast: Cast) -> None:
    assert program(team=cast.other_team).get("webhooks").status_code == 403
