"""Searching at the desk: words, fields that narrow them, and what is not understood."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection

from amends.cases import actions
from amends.cases.models import Case, Statement
from amends.cases.search_index import index_cases
from amends.people.models import Team
from amends.procedure import moment
from tests.cast import MONDAY, Cast, complaint, customer
from tests.web.desk import Desk


@pytest.fixture
def cases(cast: Cast) -> dict[str, Case]:
    """Three complaints: Zuzana's, Ján's that Emma answers for, and one that only speaks of Zuzana."""
    with moment.set_to(MONDAY):
        made = {
            "zuzana": complaint(cast, at=MONDAY, order_ref="AB-4711"),
            "jan": complaint(
                cast, customer=customer("Ján Kováč", "jan@example.com", "sk"), at=MONDAY - timedelta(days=3)
            ),
            "about": complaint(
                cast,
                "Pani Hrabovská mi povedala, že objednávka AB-4711 je jej.",
                customer=customer("Peter Malý", "peter@example.com", "sk"),
                at=MONDAY,
            ),
        }
        actions.assign(made["jan"], cast.emma, by=cast.by("daniel"))
    index_cases([case.pk for case in made.values()])
    return made


def found(cast: Cast, cases: dict[str, Case], text: str, name: str = "emma") -> set[str]:
    with moment.set_to(MONDAY):
        page = Desk(getattr(cast, name)).client.get("/desk/search/", {"q": text})
    assert page.status_code == 200
    return {who for who, case in cases.items() if f"/desk/cases/{case.ref}/" in page.content.decode()}


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("hrabovska", {"zuzana", "about"}),
        ("from:hrabovska", {"zuzana"}),
        ("from:HRABOVSKÁ doska", {"zuzana"}),
        ('from:"Hrabovská Zuzana"', {"zuzana"}),
        ("from:jan@example.com", {"jan"}),
        ("from:nobody@example.com", set()),
        ("owner:emma", {"jan"}),
        ("owner:me", {"jan"}),
        ("owner:nobody", {"zuzana", "about"}),
        ("stage:open lang:sk", {"zuzana", "jan", "about"}),
        ("stage:closed", set()),
        ("order:4711", {"zuzana"}),
        ("order:AB-4711", {"zuzana"}),
        ("received<2026-11-16", {"jan"}),
        ("received>15.11.2026", {"zuzana", "about"}),
        ("received:today", {"zuzana", "about"}),
        ("due<today", set()),
        ("due>yesterday", {"zuzana", "jan", "about"}),
        ("team:workshop", set()),
        ("lang:lv", set()),
    ],
)
def test_fields_narrow_what_words_find(cast: Cast, cases: dict[str, Case], text: str, who: set[str]) -> None:
    assert found(cast, cases, text) == who


def test_a_reference_is_found_by_its_beginning(cast: Cast, cases: dict[str, Case]) -> None:
    ref = cases["jan"].ref
    for text in (ref, f"ref:{ref}", f"ref:{ref.lower()}", f"ref:{ref[:6]}", f"ref:{ref.replace('-', '')}"):
        assert found(cast, cases, text) == {"jan"}


def test_teams_and_stages_are_asked_for_in_ones_own_words(cast: Cast, cases: dict[str, Case]) -> None:
    Team.objects.filter(pk=cast.team.pk).update(name="Sklad Žilina")
    assert found(cast, cases, 'team:"sklad zil"') == set(cases)
    Desk(cast.emma).do("/desk/me/", language="sk", zone="Europe/Bratislava")
    assert found(cast, cases, "stage:prija") == set(cases)


def test_a_field_never_shows_what_one_may_not_see(cast: Cast, cases: dict[str, Case]) -> None:
    for text in ("stage:open", "from:hrabovska", "from:jan@example.com", "owner:emma", "doska"):
        assert found(cast, cases, text, "rudi") == set()


def test_whoever_is_asked_or_answers_for_it_finds_it(cast: Cast, cases: dict[str, Case]) -> None:
    Statement.objects.create(
        case=cases["zuzana"],
        of_staff=cast.rudi,
        question="?",
        asked_by=cast.emma,
        asked_at=MONDAY,
        due=MONDAY,
    )
    for text in ("from:hrabovska", "hrabovska", "stage:open"):
        assert found(cast, cases, text, "rudi") == {"zuzana"}
    Case.objects.filter(pk=cases["jan"].pk).update(owner=cast.rudi)
    assert found(cast, cases, "owner:me", "rudi") == {"jan"}
    assert found(cast, cases, "stage:open", "rudi") == {"zuzana", "jan"}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("colour:red doska", "“colour:red”"),
        ("team:nowhere doska", "“team:nowhere”"),
        ("due<soon doska", "“due&lt;soon”"),
        ("team<3 doska", "“team&lt;3”"),
        ("from: doska", "“from:”"),
    ],
)
def test_what_is_not_understood_is_said_and_searched_as_words(
    cast: Cast, cases: dict[str, Case], text: str, told: str
) -> None:
    page = Desk(cast.emma).client.get("/desk/search/", {"q": text}).content.decode()
    assert "Not understood as a field, and searched as words" in page
    assert told in page
    assert ("30.11.2026, or it is today" in page) == text.startswith("due")


def test_unclear_fields_are_words_that_must_stand_there(cast: Cast, cases: dict[str, Case]) -> None:
    assert found(cast, cases, "povedala:objednávka") == {"about"}
    assert found(cast, cases, "colour:red") == set()


@pytest.mark.parametrize(
    "text",
    [
        "from:'",
        'from:"',
        "from:%",
        "order:_ order:%",
        "team:\\",
        "due<9999-99-99 due>99999999999",
        "received:0001-01-01",
        "ref:'; DROP",
        "owner:{row}",
        "x" * 5000,
        "http://example.com/a:b",
        "a\x00b from:\x00",
        "due>2026-11-16 " * 40,
    ],
)
def test_no_text_breaks_the_search(cast: Cast, cases: dict[str, Case], text: str) -> None:
    found(cast, cases, text)


def test_an_address_of_a_page_is_no_field(cast: Cast, cases: dict[str, Case]) -> None:
    page = Desk(cast.emma).client.get("/desk/search/", {"q": "https://example.com/doska"}).content.decode()
    assert "Not understood" not in page


def test_pages_of_fields_alone_follow_keys(cast: Cast, cases: dict[str, Case]) -> None:
    from amends.cases.search import search

    seen, after = [], None
    while True:
        page = search(cast.emma, "stage:open", after=after, limit=1)
        seen += [case.pk for case in page.cases]
        after = page.after
        if not after:
            break
    assert len(seen) == len(set(seen)) == 3


def test_due_dates_ask_only_open_complaints(cast: Cast, cases: dict[str, Case]) -> None:
    """The index of what is due holds open complaints alone: the question has to say that it asks for those."""
    from django.test.utils import CaptureQueriesContext

    from amends.cases.search import search

    with CaptureQueriesContext(connection) as asked:
        search(cast.emma, "due<today")
    sql = next(q["sql"] for q in asked.captured_queries if "c.due_at" in q["sql"])
    assert "'received'" in sql
    assert "'closed'" not in sql


def test_a_search_that_reads_too_much_is_given_up(
    cast: Cast, cases: dict[str, Case], monkeypatch: pytest.MonkeyPatch
) -> None:
    from amends.cases import search as searching

    def forever(cursor: Any, _asked: object) -> list[Any]:
        cursor.execute("SELECT pg_sleep(30)")
        return []

    monkeypatch.setattr(searching, "LONGEST_WAIT", "50ms")
    monkeypatch.setattr(searching, "_newest", forever)
    emma = Desk(cast.emma)
    for answer in (
        emma.client.get("/desk/search/", {"q": "lang:lv"}),
        emma.client.post("/desk/complaints/export/?q=lang%3Alv", {"as": "csv"}),
    ):
        assert answer.status_code == 422
        assert "This search reads too much." in answer.content.decode()
