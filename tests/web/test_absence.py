"""Somebody is away: what would wait for them waits on the deputy's desk, is done in their name, and ends by itself."""

import re
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from amends.cases import actions
from amends.cases.models import Case, Notice
from amends.journal.kinds import actor_name
from amends.journal.models import Entry
from amends.people import actions as people
from amends.people.actor import SYSTEM
from amends.people.models import Absence, Staff, Team
from amends.procedure import moment
from amends.responses.models import Draft, Signature
from tests.cast import MONDAY, Cast, complaint
from tests.web.desk import Desk
from tests.web.letters import waiting_letter

pytestmark = pytest.mark.slow

FIRST, LAST = date(2026, 11, 16), date(2026, 11, 20)
URL = "/desk/me/absence/"


@pytest.fixture(autouse=True)
def monday() -> Any:
    with moment.set_to(MONDAY):
        yield


@pytest.fixture
def rita(cast: Cast) -> Staff:
    """She manages the other team."""
    return person("Rita", "manager", cast.other_team)


@pytest.fixture
def otto(cast: Cast) -> Staff:
    """He handles beside Emma."""
    return person("Otto", "handler", cast.team)


def person(name: str, role: str, team: Team | None) -> Staff:
    email = f"{name.lower()}@ternandoak.example"
    made = people.add_staff(email, f"{name} Test", by=SYSTEM, password="a long word")
    people.give_role(made, role, team, by=SYSTEM)
    return made


def days(first: date = FIRST, last: date = LAST, deputy: Staff | None = None) -> dict[str, str]:
    who = str(deputy.pk) if deputy else ""
    return {"first": first.isoformat(), "last": last.isoformat(), "deputy": who}


def away(staff: Staff, deputy: Staff | None = None, first: date = FIRST, last: date = LAST) -> None:
    Desk(staff).do(URL, **days(first, last, deputy))


def sign(desk: Desk, draft: Draft) -> int:
    url = f"/desk/sign/{draft.pk}/"
    digest = re.search(r'name="fingerprint" value="([0-9a-f]{64})"', desk.get(url))
    return desk.client.post(url, {"fingerprint": digest[1] if digest else "0" * 64}).status_code


def who_did(case: Case) -> str:
    """Whoever did the last thing on record about the case."""
    last = Entry.objects.filter(case_ref=case.ref).order_by("pk").last()
    assert last is not None
    return actor_name(last)


def test_the_deputy_of_a_manager_signs_for_them(cast: Cast, rita: Staff) -> None:
    draft = waiting_letter(cast, cast.emma)
    assert draft.case.title not in Desk(rita).get("/desk/")
    away(cast.daniel, rita)
    desk = Desk(rita)
    today = desk.get("/desk/")
    assert re.search(r"Until \S+ \S+ \S+ you stand in for Daniel Test\.", today)
    assert "Read and sign" in today
    assert "for Daniel Test" in today
    assert "You sign for Daniel Test, who is away." in desk.get(f"/desk/sign/{draft.pk}/")
    assert sign(desk, draft) == 303
    signature = Signature.objects.get()
    assert (signature.by, signature.deputy_for) == (rita, cast.daniel)
    entry = Entry.objects.get(kind="reply.signed")
    assert entry.facts["deputy_for"] == cast.daniel.pk
    page = f"/desk/cases/{draft.case.ref}"
    assert "Rita Test for Daniel Test" in desk.get(f"{page}/journal/")
    assert "Signed by Rita Test for Daniel Test." in Desk(cast.emma).get(f"{page}/reply/")


def test_it_ends_by_itself_and_begins_on_its_day(cast: Cast, rita: Staff) -> None:
    draft = waiting_letter(cast, cast.emma)
    away(cast.daniel, rita, FIRST + timedelta(days=1), LAST)
    assert Desk(rita).status(f"/desk/sign/{draft.pk}/") == 404
    for day, seen in ((1, 200), (4, 200), (5, 404)):
        with moment.set_to(MONDAY + timedelta(days=day)):
            assert Desk(rita).status(f"/desk/sign/{draft.pk}/") == seen


def test_the_days_are_those_of_the_company(cast: Cast, rita: Staff) -> None:
    """Friday is over in Bratislava while it is Friday still in Greenwich."""
    draft = waiting_letter(cast, cast.emma)
    away(cast.daniel, rita)
    friday = MONDAY + timedelta(days=4)
    for hour, seen in ((22, 200), (23, 404)):
        with moment.set_to(friday.replace(hour=hour, minute=30)):
            assert Desk(rita).status(f"/desk/sign/{draft.pk}/") == seen


def test_nobody_signs_their_own_letter_through_the_absent(cast: Cast, rita: Staff) -> None:
    """Neither the deputy what they wrote, nor what the absent manager wrote: the right to sign it is borrowed from them."""
    letter = waiting_letter(cast, cast.daniel)
    away(cast.daniel, rita)
    desk = Desk(rita)
    assert "No letter waits" in desk.get("/desk/sign/")
    status, page = desk.refused(f"/desk/sign/{letter.pk}/", fingerprint="0" * 64)
    assert (status, Signature.objects.count()) == (403, 0)
    assert "Whoever you stand in for wrote in this letter" in page
    Draft.objects.filter(pk=letter.pk).update(author=rita, writers=[rita.pk])
    status, page = desk.refused(f"/desk/sign/{letter.pk}/", fingerprint="0" * 64)
    assert (status, Signature.objects.count()) == (403, 0)
    assert "own letter" in page


def test_a_deputy_with_a_part_in_it_does_not_sign(cast: Cast, rita: Staff) -> None:
    draft = waiting_letter(cast, cast.emma)
    Case.objects.update(product="Oak board")
    Staff.objects.filter(pk=rita.pk).update(made=["oak board"])
    away(cast.daniel, rita)
    desk = Desk(rita)
    assert "You are part of what is complained about" in desk.get(f"/desk/sign/{draft.pk}/")
    status, page = desk.refused(f"/desk/sign/{draft.pk}/", fingerprint="0" * 64)
    assert (status, Signature.objects.count()) == (409, 0)
    assert "is part of what is complained about" in page


def test_what_waits_for_a_handler_comes_to_the_deputy(cast: Cast, otto: Staff) -> None:
    case = complaint(cast)
    actions.assign(case, cast.emma, by=cast.by("daniel"))
    Desk(cast.daniel).do(
        f"/desk/cases/{case.ref}/assess/", essence="Late", state="calm", severity="1", route="complex"
    )
    actions.ask_statement(
        Case.objects.get(), "Who was at the desk?", by=cast.by("daniel"), of_staff=cast.emma
    )
    assert "for Emma Test" not in Desk(otto).get("/desk/")
    away(cast.emma, otto)
    with moment.set_to(MONDAY + timedelta(days=2)):
        today = Desk(otto).get("/desk/")
    assert today.count("for Emma Test") >= 2  # the promise that falls due, and the question
    assert "Who was at the desk?" in today
    assert "give_statement" not in today
    at = f"/desk/cases/{case.ref}"
    Desk(otto).do(f"{at}/add_point/", what="Scratched")
    assert who_did(case) == "Otto Test for Emma Test"
    Desk(cast.daniel).do(f"{at}/note/", text="Seen.")
    assert who_did(case) == "Daniel Test"


def test_news_follows_the_deputy(cast: Cast, otto: Staff) -> None:
    away(cast.emma, otto)
    case = complaint(cast)
    daniel = Desk(cast.daniel)
    form = daniel.get(f"/desk/cases/{case.ref}/assign/")
    assert re.search(r"Emma Test · away until \S+ \S+ \S+, Otto Test stands in", form)
    daniel.do(f"/desk/cases/{case.ref}/assign/", to=str(cast.emma.pk))
    told = {(n.staff_id, n.facts.get("for", "")) for n in Notice.objects.all()}
    assert told == {(cast.emma.pk, ""), (otto.pk, "Emma Test")}
    assert "This complaint was given to Emma Test." in Desk(otto).get("/desk/")


def test_without_a_deputy_the_manager_sees_what_waits(cast: Cast) -> None:
    case = complaint(cast)
    actions.assign(case, cast.emma, by=cast.by("daniel"))
    away(cast.emma)
    with moment.set_to(MONDAY + timedelta(days=2)):
        today = Desk(cast.daniel).get("/desk/")
    assert re.search(r"Until \S+ \S+ \S+ Emma Test is away", today)
    assert "nobody stands in: what waits for them is shown to you" in today
    assert '<span class="s behalf">for Emma Test</span>' in today
    with moment.set_to(MONDAY + timedelta(days=2)):
        assert "for Emma Test" not in Desk(cast.peter).get("/desk/")


def test_deputies_who_are_away_pass_it_on(cast: Cast, rita: Staff) -> None:
    draft, mia = waiting_letter(cast, cast.emma), person("Mia", "manager", cast.other_team)
    away(rita, mia, FIRST + timedelta(days=1), FIRST + timedelta(days=2))
    away(cast.daniel, rita)
    assert f"{rita.full_name} is away too" in Desk(cast.daniel).get(URL)
    for day, signer in ((0, rita), (1, mia), (3, rita)):
        with moment.set_to(MONDAY + timedelta(days=day)):
            for one in (rita, mia):
                assert Desk(one).status(f"/desk/sign/{draft.pk}/") == (200 if one == signer else 404)


@pytest.mark.parametrize("between", [[], ["Mia"]])
def test_deputies_never_lead_in_a_circle(cast: Cast, rita: Staff, between: list[str]) -> None:
    chain = [cast.daniel, *(person(name, "manager", cast.other_team) for name in between), rita]
    for absent, deputy in pairwise(chain):
        away(absent, deputy)
    status, page = Desk(rita).refused(URL, **days(LAST, LAST, cast.daniel))
    assert status == 422
    assert "Daniel Test is away in this time too" in page
    away(rita, cast.daniel, LAST + timedelta(days=1), LAST + timedelta(days=9))


def test_only_who_may_do_the_same_stands_in(cast: Cast, otto: Staff) -> None:
    page = Desk(cast.daniel).get(URL)
    assert "Emma Test" not in page
    assert "Otto Test" in Desk(cast.emma).get(URL)
    status, page = Desk(cast.daniel).refused(URL, **days(deputy=otto))
    assert (status, Absence.objects.count()) == (422, 0)
    assert f'value="{FIRST.isoformat()}"' in page


def test_a_deputy_who_loses_the_role_stands_in_no_more(cast: Cast, rita: Staff) -> None:
    draft = waiting_letter(cast, cast.emma)
    away(cast.daniel, rita)
    people.take_role(rita, "manager", cast.other_team, by=SYSTEM)
    assert Desk(rita).status(f"/desk/sign/{draft.pk}/") == 404


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        (LAST, FIRST, "The last day lies before the first."),
        (FIRST - timedelta(days=9), FIRST - timedelta(days=8), "These days are over."),
        (FIRST, FIRST + timedelta(days=3000), "Two years is the longest"),
        (
            FIRST + timedelta(days=3),
            LAST,
            "is recorded away from Wednesday 18 November 2026 to Thursday 19 November 2026 already",
        ),
    ],
)
def test_days_that_cannot_be_are_refused(cast: Cast, otto: Staff, first: date, last: date, said: str) -> None:
    away(cast.emma, otto, date(2026, 11, 18), date(2026, 11, 19))
    status, page = Desk(cast.emma).refused(URL, **days(first, last))
    assert (status, Absence.objects.count()) == (422, 1)
    assert said in page


def test_a_manager_and_an_administrator_record_it_for_others(cast: Cast, otto: Staff) -> None:
    daniel, ada = Desk(cast.daniel), Desk(cast.ada)
    daniel.do(f"/desk/absence/{cast.emma.pk}/", **days(deputy=otto))
    entry = Entry.objects.get(kind="absence.recorded")
    assert (entry.actor_id, entry.facts["stands_in"]) == (str(cast.daniel.pk), otto.pk)
    assert "Otto Test stands in" in ada.get(f"/desk/settings/staff/{cast.emma.pk}/")
    row = Absence.objects.get()
    assert ada.client.post(f"/desk/absence/{cast.emma.pk}/{row.pk}/end/").status_code == 303
    assert Entry.objects.filter(kind="absence.ended").count() == 1
    assert "you stand in" not in Desk(otto).get("/desk/")
    assert ada.refused(f"/desk/absence/{cast.emma.pk}/{row.pk}/end/")[0] == 422
    for stranger in (cast.peter, cast.rudi, cast.quinn):
        assert Desk(stranger).status(f"/desk/absence/{cast.emma.pk}/") == 404
        assert Desk(stranger).client.post(f"/desk/absence/{cast.emma.pk}/", days()).status_code == 404
    assert daniel.status(f"/desk/absence/{cast.rudi.pk}/") == 404


def test_many_away_cost_no_more_queries(
    cast: Cast, otto: Staff, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for n in range(8):
        absent = person(f"Absent{n}", "handler", cast.team)
        away(absent, otto)
        actions.assign(complaint(cast), absent, by=cast.by("daniel"))
    desk = Desk(otto)
    desk.get("/desk/")
    with django_assert_max_num_queries(15):
        assert desk.get("/desk/").count("for Absent") >= 8
