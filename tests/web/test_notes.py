"""Notes among colleagues: whoever is named is told until they have read it, and the customer never is."""

import pytest
from pytest_django import DjangoAssertNumQueries

from amends.cases import actions
from amends.cases.models import Case, Message, Notice
from amends.improvement.forgetting import forget_customer
from amends.journal.models import Entry
from amends.people import actions as people
from amends.people.actor import SYSTEM
from amends.people.models import Staff
from tests.cast import Cast, complaint
from tests.web.desk import Desk


@pytest.fixture
def case(cast: Cast) -> Case:
    return complaint(cast)


@pytest.fixture
def emma(cast: Cast) -> Desk:
    return Desk(cast.emma)


def told() -> set[str]:
    return set(Notice.objects.filter(kind="mentioned").values_list("staff__full_name", flat=True))


def test_who_is_named_reads_it_and_then_it_is_gone(cast: Cast, case: Case, emma: Desk) -> None:
    page = emma.do(f"/desk/cases/{case.ref}/note/", text="@Daniel Test, was the box open?")
    assert "The note is kept. Told: Daniel Test." in page
    daniel, note = Desk(cast.daniel), Message.objects.get(kind="note")
    today = daniel.get("/desk/")
    assert "Emma Test mentioned you in a note." in today
    assert f'/desk/cases/{case.ref}/#message-{note.pk}" data-next>Read it' in today
    assert f'id="message-{note.pk}"' in daniel.get(f"/desk/cases/{case.ref}/")
    assert "mentioned you" not in daniel.get("/desk/")
    assert "mentioned you" not in Desk(cast.peter).get("/desk/")


def test_several_notes_are_one_line_of_today(cast: Cast, case: Case, emma: Desk) -> None:
    for n in range(3):
        emma.do(f"/desk/cases/{case.ref}/note/", text=f"@Daniel {n}")
    assert Desk(cast.daniel).get("/desk/").count("Emma Test mentioned you in a note.") == 1


def test_only_who_may_see_the_complaint_is_told(cast: Cast, case: Case, emma: Desk) -> None:
    page = emma.do(f"/desk/cases/{case.ref}/note/", text="@Rudi Test and @Peter Test and myself, @Emma Test")
    assert told() == {"Peter Test"}
    assert "Nobody who may see this complaint is called @Rudi." in page
    Case.objects.filter(pk=case.pk).update(stage="investigating")
    actions.ask_statement(
        Case.objects.get(pk=case.pk), "Were you there?", by=cast.by("daniel"), of_staff=cast.rudi
    )
    emma.do(f"/desk/cases/{case.ref}/note/", text="@Rudi, thank you")
    assert told() == {"Peter Test", "Rudi Test"}


def test_where_two_bear_a_name_both_are_told_and_the_full_name_means_one(
    cast: Cast, case: Case, emma: Desk
) -> None:
    second = people.add_staff("d.kovac@ternandoak.example", "Daniel Kováč", by=SYSTEM, password="a long word")
    people.give_role(second, "clerk", cast.team, by=SYSTEM)
    emma.do(f"/desk/cases/{case.ref}/note/", text="@daniel kovac knows it")
    assert told() == {"Daniel Kováč"}
    assert "Told: Daniel Kováč, Daniel Test." in emma.do(f"/desk/cases/{case.ref}/note/", text="@Daniel")


def test_the_journal_says_who_was_told_and_forgets_what_was_written(
    cast: Cast, case: Case, emma: Desk
) -> None:
    emma.do(f"/desk/cases/{case.ref}/note/", text="@Peter, Zuzana was in tears")
    assert "The note told Peter Test." in emma.get(f"/desk/cases/{case.ref}/journal/")
    Case.objects.filter(pk=case.pk).update(stage="closed", outcome="no_answer")
    forget_customer(case.customer, by=cast.by("ada"))
    note = Message.objects.get(kind="note")
    assert (note.text, note.notes) == ("—", [])
    assert Entry.objects.get(kind="case.note").personal is None
    assert "tears" not in emma.get(f"/desk/cases/{case.ref}/")


def test_names_are_offered_from_those_who_may_see_it(cast: Cast, case: Case, emma: Desk) -> None:
    offered = emma.get(f"/desk/cases/{case.ref}/mention/?q=pet")
    assert 'data-written="Peter Test"' in offered
    everybody = emma.get(f"/desk/cases/{case.ref}/mention/?q=test")
    assert "Rudi" not in everybody and "Emma" not in everybody and "4 colleagues" in everybody
    assert emma.status(f"/desk/cases/{case.ref}/mention/?q=nobody") == 204
    assert emma.status(f"/desk/cases/{case.ref}/mention/?q=%00%22%3E%3Cscript") == 204
    assert Desk(cast.rudi).status(f"/desk/cases/{case.ref}/mention/?q=pet") == 404


def test_two_of_one_name_are_offered_by_their_short_names(cast: Cast, case: Case, emma: Desk) -> None:
    Staff.objects.filter(pk=cast.peter.pk).update(full_name='Daniel "><b>Test')
    Staff.objects.filter(pk=cast.daniel.pk).update(full_name='Daniel "><b>Test')
    offered = emma.get(f"/desk/cases/{case.ref}/mention/?q=daniel")
    assert 'data-written="daniel"' in offered and 'data-written="peter"' in offered
    assert "<b>" not in offered


def test_names_cost_the_same_for_many(
    cast: Cast, case: Case, emma: Desk, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for n in range(20):
        person = people.add_staff(f"p{n}@ternandoak.example", f"Person {n}", by=SYSTEM)
        people.give_role(person, "clerk", cast.team, by=SYSTEM)
    emma.get("/desk/me/")
    with django_assert_max_num_queries(9):
        offered = emma.get(f"/desk/cases/{case.ref}/mention/?q=person")
    assert offered.count('role="option"') == 8
