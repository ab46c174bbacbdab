"""Saying that one has a complaint open: who may, what it costs, and what is told."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from amends.cases.presence import CHANNEL
from tests.cast import Cast, assemble, complaint
from tests.web.desk import Desk

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    return assemble()


@pytest.fixture
def told() -> Iterator[Any]:
    """What is announced from here on."""
    import psycopg

    given = {
        k: v for k, v in connection.get_connection_params().items() if k not in ("cursor_factory", "context")
    }
    with psycopg.connect(**given, autocommit=True) as link:
        link.execute(f"LISTEN {CHANNEL}")
        yield lambda: [json.loads(one.payload) for one in link.notifies(timeout=0.5)]


def test_it_is_told_with_the_name_and_the_field(cast: Cast, told: Any) -> None:
    case = complaint(cast)
    emma, url = Desk(cast.emma), f"/desk/cases/{case.ref}/here/"
    emma.client.get(f"/desk/cases/{case.ref}/")
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert emma.client.post(url, {"tab": "t1", "in": "id_text", "asks": "1"}).status_code == 204
    assert len(asked) <= 8, [one["sql"] for one in asked]
    assert told() == [
        {
            "ref": case.ref,
            "staff": cast.emma.pk,
            "name": "Emma Test",
            "tab": "t1",
            "writes_in": "id_text",
            "asks": True,
            "gone": False,
        }
    ]


def test_whoever_may_not_see_it_and_whatever_is_malformed_tells_nothing(cast: Cast, told: Any) -> None:
    url = f"/desk/cases/{complaint(cast).ref}/here/"
    assert Desk(cast.rudi).client.post(url, {"tab": "t1"}).status_code == 404
    emma = Desk(cast.emma)
    assert emma.client.get(url).status_code == 405
    for given in ({}, {"tab": ""}, {"tab": "<b>"}, {"tab": "t" * 65}, {"tab": "t", "in": "a b"}):
        assert emma.client.post(url, given).status_code == 400
    assert told() == []
