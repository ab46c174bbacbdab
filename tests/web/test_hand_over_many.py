"""Several complaints handed over: shown before, done one by one by the same actions, and what cannot be says why."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from amends.cases import actions
from amends.cases.models import Case, Notice
from amends.journal.models import Entry
from amends.people import actions as people
from amends.people.actor import SYSTEM
from tests.cast import Cast, complaint, customer
from tests.web.desk import Desk

pytestmark = pytest.mark.slow

URL = "/desk/hand-over/?which=mine"


def several(cast: Cast, count: int, owner: str = "") -> list[Case]:
    made = [complaint(cast, customer=customer(f"Customer {n}", f"c{n}@example.com")) for n in range(count)]
    for case in made if owner else []:
        actions.assign(case, getattr(cast, owner), by=cast.by("daniel"))
    return made


def shown(page: str) -> list[str]:
    """What the boxes of the page hold: reference and version."""
    return re.findall(r'name="case" value="([^"]+)"', page)


def chosen(desk: Desk, cases: list[Case]) -> str:
    return desk.get("/desk/hand-over/?which=mine&" + "&".join(f"case={case.ref}" for case in cases))


def test_chosen_in_the_list_shown_and_done(cast: Cast) -> None:
    cases = several(cast, 3, "emma")
    emma = Desk(cast.emma)
    boxes = shown(emma.get("/desk/complaints/?which=mine"))
    assert sorted(boxes) == sorted(case.ref for case in cases)
    page = emma.get("/desk/hand-over/?which=mine&" + "&".join(f"case={ref}" for ref in boxes))
    form = {"case": shown(page), "to": cast.daniel.pk, "reason": "I am away."}
    answer = emma.client.post(URL, {**form, "step": "preview"})
    before = Entry.objects.count(), Notice.objects.count()
    page = answer.content.decode()
    assert "3 go to Daniel Test" in page
    assert not Case.objects.filter(owner=cast.daniel).exists()
    assert (Entry.objects.count(), Notice.objects.count()) == before
    answer = emma.client.post(URL, {**form, "case": shown(page), "step": "do"})
    assert answer.status_code == 303
    assert answer["Location"] == "/desk/complaints/?which=mine"
    assert Case.objects.filter(owner=cast.daniel).count() == 3
    assert Entry.objects.filter(kind="case.handed_over").count() == 3
    assert "3 complaints are handed over." in emma.get(answer["Location"])


def test_the_preview_says_what_cannot_be_and_why(cast: Cast) -> None:
    free, mine, made, theirs = several(cast, 4)
    for case in (mine, made):
        actions.assign(case, cast.emma, by=cast.by("daniel"))
    actions.assign(theirs, cast.daniel, by=cast.by("daniel"))
    Case.objects.filter(pk=made.pk).update(product="Board")
    type(cast.daniel).objects.filter(pk=cast.daniel.pk).update(made=["board"])
    emma = Desk(cast.emma)
    cases = shown(chosen(emma, [free, mine, made, theirs]))
    form = {"case": cases, "to": cast.daniel.pk, "reason": "Holidays", "step": "preview"}
    page = emma.client.post(URL, form).content.decode()
    assert "2 cannot be handed over" in page
    assert "2 go to Daniel Test" in page
    assert "Daniel Test is part of what is complained about." in page
    assert "Daniel Test already answers for it." in page
    page = emma.client.post(URL, {**form, "step": "do"}).content.decode()
    assert "2 complaints are handed over." in page
    assert "2 complaints were not handed over." in page
    assert {c.ref for c in Case.objects.filter(owner=cast.daniel)} == {free.ref, mine.ref, theirs.ref}


def test_what_changed_since_the_preview_is_left_alone(cast: Cast) -> None:
    first, second = several(cast, 2, "emma")
    emma = Desk(cast.emma)
    cases = shown(chosen(emma, [first, second]))
    actions.note(first, "She called.", by=cast.by("daniel"))
    answer = emma.client.post(URL, {"case": cases, "to": cast.daniel.pk, "reason": "x", "step": "do"})
    assert "1 complaint was not handed over." in answer.content.decode()
    assert [c.ref for c in Case.objects.filter(owner=cast.daniel)] == [second.ref]


def test_to_a_team_means_to_who_manages_it(cast: Cast) -> None:
    people.give_role(cast.rudi, "manager", cast.other_team, by=SYSTEM)
    (case,) = several(cast, 1, "emma")
    emma = Desk(cast.emma)
    cases = shown(chosen(emma, [case]))
    form = {
        "case": cases,
        "team": cast.other_team.pk,
        "reason": "It is about the workshop.",
        "step": "preview",
    }
    assert "1 goes to Rudi Test" in emma.client.post(URL, form).content.decode()
    emma.client.post(URL, {**form, "step": "do"})
    case.refresh_from_db()
    assert (case.owner, case.team) == (cast.rudi, cast.other_team)


@pytest.mark.parametrize(
    ("given", "told"), [({}, "Choose a person."), ({"team": "other"}, "Nobody manages this team.")]
)
def test_without_anybody_nothing_is_done_and_words_stay(cast: Cast, given: dict[str, str], told: str) -> None:
    (case,) = several(cast, 1, "emma")
    team = {"team": cast.other_team.pk} if given else {}
    form = {"case": f"{case.ref}:{case.version}", "reason": "My words", "step": "do", **team}
    answer = Desk(cast.emma).client.post(URL, form)
    assert answer.status_code == 422
    assert told in answer.content.decode()
    assert "My words" in answer.content.decode()


def test_what_one_may_not_see_is_not_there(cast: Cast) -> None:
    (case,) = several(cast, 1, "emma")
    rudi = Desk(cast.rudi)
    assert case.title not in chosen(rudi, [case])
    form = {"case": f"{case.ref}:2", "to": cast.rudi.pk, "reason": "x", "step": "do"}
    assert "No complaint is chosen." in rudi.client.post(URL, form).content.decode()
    case.refresh_from_db()
    assert case.owner == cast.emma
    assert "No complaint is chosen." in rudi.get("/desk/hand-over/?case=junk&case=%00")


def test_a_preview_asks_so_much_for_each_and_no_more(cast: Cast) -> None:
    emma, cases = Desk(cast.emma), several(cast, 6, "emma")
    form = {"to": cast.daniel.pk, "reason": "x", "step": "preview"}
    counts = []
    for some in (cases[:1], cases[:3], cases):
        given = [f"{case.ref}:0" for case in some]
        emma.client.post(URL, {**form, "case": given})
        with CaptureQueriesContext(connection) as asked:
            emma.client.post(URL, {**form, "case": given})
        counts.append(len(asked))
    each = (counts[1] - counts[0]) / 2
    assert each <= 21
    assert counts[2] - counts[1] <= 3 * each


def given_away(emma: Desk, cast: Cast, cases: list[Case]) -> str:
    """They go to Daniel; what the page after it offers."""
    form = {"case": shown(chosen(emma, cases)), "to": cast.daniel.pk, "reason": "I am away.", "step": "do"}
    page = emma.get(emma.client.post(URL, form)["Location"])
    found = re.search(r'name="undo" value="([^"]+)"', page)
    return found[1] if found else ""


def test_all_of_them_come_back_by_new_steps(cast: Cast) -> None:
    cases, emma = several(cast, 3, "emma"), Desk(cast.emma)
    way_back = given_away(emma, cast, cases)
    answer = emma.client.post("/desk/undo/", {"undo": way_back})
    assert "3 complaints are back." in emma.get(answer["Location"])
    assert Case.objects.filter(owner=cast.emma).count() == 3
    assert Entry.objects.filter(kind="case.handed_over").count() == 6
    status, page = emma.refused("/desk/undo/", undo=way_back)
    assert status == 409, "once"
    assert "Somebody has worked on them since." in page


def test_what_somebody_has_worked_on_since_stays(cast: Cast) -> None:
    cases, emma = several(cast, 3, "emma"), Desk(cast.emma)
    way_back = given_away(emma, cast, cases)
    actions.note(cases[0], "I called her.", by=cast.by("daniel"))
    assert Desk(cast.peter).refused("/desk/undo/", undo=way_back)[0] == 409, "for whoever took the step"
    answer = emma.client.post("/desk/undo/", {"undo": way_back})
    page = emma.get(answer["Location"])
    assert "2 complaints are back. Somebody has worked on 1 since; it stays." in page
    cases[0].refresh_from_db()
    assert cases[0].owner == cast.daniel


def test_no_way_back_is_offered_where_one_of_them_has_none(cast: Cast) -> None:
    free = several(cast, 1)
    mine = complaint(cast, customer=customer("Customer 9", "c9@example.com"))
    actions.assign(mine, cast.emma, by=cast.by("daniel"))
    assert given_away(Desk(cast.emma), cast, [*free, mine]) == ""
    assert Case.objects.filter(owner=cast.daniel).count() == 2
