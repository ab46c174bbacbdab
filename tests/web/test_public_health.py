"""Machines that watch learn how it is, and nobody else does."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import OperationalError
from django.test import Client

from amends.cases.models import Promise
from amends.web.public import health
from tests.cast import MONDAY, assemble, complaint

pytestmark = pytest.mark.django_db
FAR = {"REMOTE_ADDR": "198.51.100.7"}


def test_healthz_says_whether_the_database_answers(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    assert client.get("/healthz").json() == {"database": True}

    class Gone:
        def cursor(self) -> Any:
            raise OperationalError

    monkeypatch.setattr(health, "connection", Gone())
    assert client.get("/healthz").status_code == 503


def test_metrics_are_for_this_machine_or_the_token(client: Client, settings: Any) -> None:
    assert client.get("/metrics").status_code == 200
    assert client.get("/metrics", **FAR).status_code == 403
    assert client.get("/metrics", HTTP_X_FORWARDED_FOR="198.51.100.7").status_code == 403
    assert client.get("/metrics", headers={"authorization": "Bearer "}, **FAR).status_code == 403
    settings.METRICS_TOKEN = "a long token"
    assert client.get("/metrics", headers={"authorization": "Bearer a long token"}, **FAR).status_code == 200
    assert client.get("/metrics", headers={"authorization": "Bearer other"}, **FAR).status_code == 403


def test_metrics_count_what_is_open_late_and_waiting(client: Client) -> None:
    case = complaint(assemble())
    Promise.objects.filter(case=case, kind="next_contact").update(due=MONDAY - timedelta(days=9))
    page = client.get("/metrics").content.decode()
    assert 'amends_complaints_open{stage="received"} 1.0' in page
    assert "amends_promises_overdue 1.0" in page
    assert 'amends_deliveries{state="failed"} 0.0' in page
    assert "amends_jobs_waiting" in page
    assert "amends_journal_unsealed " in page and "amends_journal_unsealed 0.0" not in page
