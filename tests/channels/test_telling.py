"""Who listens is woken by what came in: after the commit, and only then."""

from collections.abc import Iterator
from typing import Any

import psycopg
import pytest
from django.db import connection, transaction

from amends.channels.intake import receive
from amends.people.refusal import Refusal
from tests.cast import Cast
from tests.channels.test_intake import incoming

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def ear(settings: Any) -> Iterator[psycopg.Connection[Any]]:
    """A listener, while processes tell together as in an installation."""
    settings.TOLD_TOGETHER = 0.01
    parameters = connection.get_connection_params()
    for name in ("cursor_factory", "context"):
        parameters.pop(name)
    with psycopg.connect(**parameters, autocommit=True) as link:
        link.execute("LISTEN amends_journal")
        link.execute("LISTEN amends_outbox")
        yield link


def heard(link: psycopg.Connection[Any], count: int, seconds: float = 10) -> list[tuple[str, str]]:
    return [(one.channel, one.payload) for one in link.notifies(timeout=seconds, stop_after=count)]


def test_a_complaint_wakes_sealer_and_carrier(cast: Cast, ear: Any) -> None:
    ref = receive(incoming()).reference
    assert set(heard(ear, 4)) == {
        ("amends_journal", f"case.received {ref}"),
        ("amends_journal", "customer.added "),
        ("amends_journal", f"case.first_answer {ref}"),
        ("amends_outbox", "channels_delivery"),
    }


def test_the_same_is_told_at_the_commit_of_a_larger_transaction(cast: Cast, ear: Any) -> None:
    with transaction.atomic():
        ref = receive(incoming()).reference
        assert heard(ear, 1, 0.2) == []
    assert ("amends_journal", f"case.received {ref}") in heard(ear, 4)


def test_what_was_not_taken_in_is_not_told(cast: Cast, ear: Any) -> None:
    receive(incoming(external_key="k", fingerprint="a"))
    assert heard(ear, 4)
    with pytest.raises(Refusal):
        receive(incoming(external_key="k", fingerprint="b"))
    assert heard(ear, 1, 0.3) == []


def test_a_later_step_of_the_thread_is_told_as_ever(cast: Cast, ear: Any) -> None:
    from amends.cases.actions import note

    case = receive(incoming()).case
    assert case is not None
    assert heard(ear, 4)
    note(case, "Look at the photo.", by=cast.by("emma"))
    assert heard(ear, 1) == [("amends_journal", f"case.note {case.ref}")]
