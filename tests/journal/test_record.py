"""What an entry holds, what it refuses, and that it lives and dies with the action's transaction."""

from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal
from types import SimpleNamespace

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from amends.journal import kinds
from amends.journal.canonical import canonical, commitment, plain
from amends.journal.models import Entry
from amends.journal.record import prepare, record, record_many
from amends.procedure import moment

WHEN = datetime(2026, 3, 2, 9, 30, 15, 123456, tzinfo=UTC)


@pytest.mark.django_db
def test_what_was_written_is_read(eva: SimpleNamespace) -> None:
    with moment.set_to(WHEN):
        made = record(
            "shop.opened",
            by=eva,
            about="BCDF-GHJK",
            facts={"channel": "email"},
            personal={"name": "Nóra Žiaková"},
            subjects=["customer:12"],
            register_year=2026,
        )
    found = Entry.objects.get()
    assert (found.pk, found.at, found.case_ref) == (made.pk, WHEN, "BCDF-GHJK")
    assert found.facts == {"channel": "email"}
    assert found.personal == {"name": "Nóra Žiaková", "_by": "Eva Nováková"}
    assert found.subjects == ["customer:12", "staff:4"]
    assert found.commitment == commitment(found.salt or "", found.personal) == made.commitment
    assert (found.seq, found.hash, found.register_no) == (None, None, None)


@pytest.mark.django_db
def test_nothing_personal_means_no_salt(machine: SimpleNamespace) -> None:
    record("shop.counted", by=machine, facts={"number": 3}, personal={})
    found = Entry.objects.get()
    assert (found.personal, found.salt, found.commitment, found.subjects) == (None, None, "", [])


def test_a_kind_nobody_registered_is_refused(eva: SimpleNamespace) -> None:
    with pytest.raises(kinds.UnknownKind, match=r"shop\.danced"):
        prepare("shop.danced", by=eva)


def test_a_name_among_the_facts_is_refused(eva: SimpleNamespace) -> None:
    with pytest.raises(ValueError, match="name is personal"):
        prepare("shop.opened", by=eva, facts={"name": "Nora"}, register_year=2026)


def test_personal_data_the_kind_does_not_name_is_refused(eva: SimpleNamespace) -> None:
    with pytest.raises(ValueError, match="address is personal"):
        prepare("shop.opened", by=eva, personal={"address": "Long Street 4"}, register_year=2026)


@pytest.mark.parametrize(("kind", "year"), [("shop.opened", None), ("shop.counted", 2026)])
def test_a_year_belongs_to_kinds_that_register(eva: SimpleNamespace, kind: str, year: int | None) -> None:
    with pytest.raises(ValueError, match="year of the register"):
        prepare(kind, by=eva, register_year=year)


def test_a_kind_has_one_meaning() -> None:
    with pytest.raises(ValueError, match="twice"):
        kinds.kind("shop.counted", "Something else.")


@pytest.mark.parametrize("value", [0.1, float("nan"), b"x", {1, 2}, object(), timedelta(1)])
def test_what_can_be_written_in_two_ways_is_refused(value: object) -> None:
    with pytest.raises(TypeError):
        plain({"value": [value]})


def test_moments_amounts_and_hostile_text_become_plain() -> None:
    at = datetime(2026, 3, 2, 10, 30, tzinfo=timezone(timedelta(hours=1)))
    assert plain([at, at.date(), Decimal("12.50"), True, None]) == [
        "2026-03-02T09:30:00+00:00",
        "2026-03-02",
        "12.50",
        True,
        None,
    ]
    assert plain("a\0b\ud800") == "a\ufffdb?"


_values = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**30), 10**30) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)


@pytest.mark.django_db
@given(st.dictionaries(st.text(max_size=8), _values, max_size=4))
def test_the_database_gives_back_the_bytes_that_were_hashed(facts: dict[str, object]) -> None:
    machine = SimpleNamespace(kind="system", id="", name="", deputy_for=None)
    made = record("shop.counted", by=machine, facts=facts)
    assert canonical(Entry.objects.get(pk=made.pk).facts) == canonical(made.facts)


@pytest.mark.django_db
def test_an_action_that_fails_leaves_nothing(eva: SimpleNamespace) -> None:
    with pytest.raises(RuntimeError), transaction.atomic():
        record("shop.counted", by=eva)
        raise RuntimeError
    assert not Entry.objects.exists()


@pytest.mark.django_db
def test_many_entries_are_one_statement(eva: SimpleNamespace) -> None:
    entries = [prepare("shop.counted", by=eva, facts={"number": n}) for n in range(50)]
    with CaptureQueriesContext(
        connection,
    ) as queries:
        record_many(entries)
        record_many([])
    assert len(queries) == 1
    assert Entry.objects.count() == 50


def test_words_name_moments_and_say_what_is_gone(eva: SimpleNamespace) -> None:
    entry = prepare(
        "shop.noted", by=eva, facts={"due": "2026-03-02T09:30:00+00:00"}, personal={"words": "100% sure"}
    )
    assert kinds.describe(entry, "en") == "A note on —, due Mon 2 Mar 2026, 09:30: 100% sure"
    assert kinds.actor_name(entry) == "Eva Nováková"
    entry.personal = entry.salt = None
    assert kinds.describe(entry, "en") == "A note on —, due Mon 2 Mar 2026, 09:30: [erased]"
    assert kinds.actor_name(entry) == "staff 4"
    entry.kind = "shop.closed_since"
    assert kinds.describe(entry) == "shop.closed_since"
