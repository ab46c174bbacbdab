"""Cards of customers: who keeps them, and what their joining means for complaints, mail and search."""

from collections.abc import Callable

import pytest

from amends.cases.actions import change_card, join_cards, say
from amends.cases.indexer import index_refs, refs_in
from amends.cases.models import Case
from amends.cases.queries import visible_cases_of
from amends.cases.search import search
from amends.channels.belonging import cases_for
from amends.channels.delivery import address_of
from amends.channels.incoming import Incoming
from amends.channels.links import message_id
from amends.improvement.forgetting import forget_customer
from amends.journal.models import Entry
from amends.people import actions as people
from amends.people.actor import SYSTEM
from amends.people.models import Contact, Customer, Representative
from amends.people.refusal import NotAllowed
from tests.cast import Cast, complaint, customer


@pytest.fixture
def ivo(cast: Cast) -> Case:
    return complaint(cast, "Aj mne praskla.", customer=customer("Ivo Malý", "ivo@example.org"))


def test_complaints_of_a_joined_card_go_with_it(cast: Cast, case: Case, ivo: Case) -> None:
    asked = say(ivo, "question", "Which one?", by=SYSTEM)
    join_cards(case.customer, ivo.customer, by=cast.by("emma"))
    before = ivo.version
    ivo = Case.objects.get(pk=ivo.pk)
    assert (ivo.customer, ivo.version) == (case.customer, before + 1)
    assert address_of(ivo), "they are still written to"
    answer = Incoming(
        "email", "This one.", sender_email="ivo@example.org", in_reply_to=(f"<{message_id(asked.pk, 'x')}>",)
    )
    (found,) = cases_for([answer])
    assert found and found.case == ivo and found.verified, "and their answer is theirs"
    assert {one.pk for one in visible_cases_of(cast.emma, case.customer)} == {case.pk, ivo.pk}
    assert Entry.objects.filter(kind="case.customer_changed", case_ref=ivo.ref).count() == 1


def test_who_acts_for_whom_is_noted_with_the_card_that_is_kept(cast: Cast, case: Case, ivo: Case) -> None:
    mother, lawyer = customer("Eva Malá", "eva@example.org"), customer("Jana Právna", "jana@example.org")
    for one in (ivo.customer, case.customer):
        people.act_for(one, lawyer, by=SYSTEM, relation=f"of {one.full_name}")
    people.act_for(ivo.customer, mother, by=SYSTEM)
    people.act_for(ivo.customer, case.customer, by=SYSTEM)
    Case.objects.filter(pk=ivo.pk).update(representative=case.customer)
    join_cards(case.customer, ivo.customer, by=cast.by("emma"))
    noted = Representative.objects.values_list("customer", "person", "relation")
    assert set(noted) == {
        (case.customer_id, lawyer.pk, "of Zuzana Hrabovská"),
        (case.customer_id, mother.pk, ""),
    }
    ivo.refresh_from_db()
    assert ivo.representative is None, "nobody acts for themselves"


def test_under_another_name_their_complaints_are_found(cast: Cast, case: Case) -> None:
    index_refs({case.ref})
    change_card(case.customer, {"full_name": "Zuzana Kvetná"}, by=cast.by("emma"))
    told = [f"{one.kind} {one.case_ref}" for one in Entry.objects.filter(case_ref=case.ref)]
    assert "case.customer_changed" in {one.partition(" ")[0] for one in told}
    index_refs(refs_in([one for one in told if one.startswith("case.customer")]))
    for words in ("kvetna", "from:kvetná"):
        assert [one.pk for one in search(cast.emma, words).cases] == [case.pk], words
    change_card(case.customer, {"likes": "flowers"}, by=cast.by("emma"))
    assert Entry.objects.filter(kind="case.customer_changed").count() == 1


@pytest.mark.parametrize("role", ["auditor", ""])
def test_who_only_reads_changes_no_card(cast: Cast, case: Case, ivo: Case, role: str) -> None:
    reader = people.add_staff("nora@ternandoak.example", "Nora Reads", by=SYSTEM)
    if role:
        people.give_role(reader, role, None, by=SYSTEM)
    from amends.people.actor import of_staff

    by = of_staff(reader)
    tries: list[Callable[[], object]] = [
        lambda: change_card(case.customer, {"likes": "x"}, by=by),
        lambda: join_cards(case.customer, ivo.customer, by=by),
        lambda: people.act_for(case.customer, ivo.customer, by=by),
        lambda: forget_customer(case.customer, by=by),
    ]
    for act in tries:
        with pytest.raises(NotAllowed):
            act()
    assert not Customer.objects.exclude(merged_into=None).exists() and not Representative.objects.exists()


def test_an_administrator_of_one_team_forgets_nobody_of_another(cast: Cast, case: Case) -> None:
    people.give_role(cast.rudi, "administrator", cast.other_team, by=SYSTEM)
    Case.objects.filter(pk=case.pk).update(stage="closed")
    with pytest.raises(NotAllowed, match="Another team"):
        forget_customer(case.customer, by=cast.by("rudi"))
    assert Contact.objects.filter(customer=case.customer).exists()
    Case.objects.filter(pk=case.pk).update(team=cast.other_team)
    forget_customer(case.customer, by=cast.by("rudi"))
    assert not Contact.objects.filter(customer=case.customer).exists()
