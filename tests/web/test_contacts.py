"""How to reach a customer is corrected on their card: addresses added, corrected and taken away, nobody's change lost."""

import pytest
from django.conf import settings

from amends.cases.models import Case
from amends.journal.models import Entry
from amends.people import actions
from amends.people.actor import SYSTEM
from amends.people.models import Contact, Customer, Membership, Representative, Staff
from amends.people.refusal import Changed, Invalid, NotAllowed
from amends.procedure.moment import now
from tests.cast import Cast, complaint
from tests.web.desk import Desk, hidden_in

WRONG, RIGHT = "zuzana@exampel.com", "zuzana@example.com"


@pytest.fixture
def case(cast: Cast) -> Case:
    who = actions.find_or_add_customer("Zuzana Hrabovská", {"email": WRONG}, by=SYSTEM)
    return complaint(cast, customer=who)


def card(case: Case, act: str = "") -> str:
    return f"/desk/customers/{case.customer_id}/{act}"


def shown(desk: Desk, case: Case) -> dict[str, str]:
    """The form as the page shows it."""
    rows = Contact.objects.filter(customer=case.customer_id)
    typed = {f"contact_{row.pk}": row.value for row in rows}
    return {**hidden_in(desk.get(card(case))), **typed, "email": "", "phone": ""}


def keep(desk: Desk, case: Case, **given: str) -> str:
    answer = desk.client.post(card(case, "contacts/"), {**shown(desk, case), **given})
    assert answer.status_code == 303, answer.content.decode()
    return desk.get(answer["Location"])


def values(case: Case) -> list[str]:
    return list(
        Contact.objects.filter(customer=case.customer_id).order_by("id").values_list("value", flat=True)
    )


def test_a_wrong_address_is_corrected_and_counts_as_one_that_works(cast: Cast, case: Case) -> None:
    Contact.objects.update(undeliverable_since=now())
    emma, row = Desk(cast.emma), Contact.objects.get()
    assert "mail does not arrive" in emma.get(card(case))
    page = keep(emma, case, **{f"contact_{row.pk}": RIGHT})
    assert "It is noted how to reach them." in page and RIGHT in page and WRONG not in page
    assert "mail does not arrive" not in page
    entry = Entry.objects.get(kind="customer.changed")
    assert entry.facts == {"fields": "contacts"} and WRONG not in str(entry.facts)
    assert entry.personal is not None
    assert (entry.personal["before"], entry.personal["after"]) == (
        {"contacts": [WRONG]},
        {"contacts": [RIGHT]},
    )


def test_more_are_added_and_an_empty_one_is_taken_away(cast: Cast, case: Case) -> None:
    emma = Desk(cast.emma)
    keep(emma, case, email=RIGHT, phone="+421 905 123 456")
    assert values(case) == [WRONG, RIGHT, "+421 905 123 456"]
    first = Contact.objects.get(value=WRONG)
    keep(emma, case, **{f"contact_{first.pk}": ""})
    assert values(case) == [RIGHT, "+421 905 123 456"]
    keep(emma, case)
    assert Entry.objects.filter(kind="customer.changed").count() == 2  # nothing changed, nothing written


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("email", "zuzana at example", "Write an email address such as name@example.com."),
        ("phone", "soon", "Write a telephone number in figures"),
        ("email", WRONG.upper(), "This stands on the card already."),
        ("email", "ivo@example.com", "Another customer&#x27;s card has this address."),
    ],
)
def test_what_cannot_be_used_is_said_beside_it_and_stays(
    cast: Cast, case: Case, field: str, typed: str, said: str
) -> None:
    actions.find_or_add_customer("Ivo Malý", {"email": "ivo@example.com"}, by=SYSTEM)
    emma = Desk(cast.emma)
    status, page = emma.refused(card(case, "contacts/"), **{**shown(emma, case), field: typed})
    assert status == 422 and said in page and typed in page and "Ivo" not in page
    assert values(case) == [WRONG] and not Entry.objects.filter(kind="customer.changed").exists()


def test_who_was_slower_sees_both_and_can_keep_theirs(cast: Cast, case: Case) -> None:
    emma, row = Desk(cast.emma), Contact.objects.get()
    mine = {**shown(emma, case), f"contact_{row.pk}": RIGHT}
    actions.change_contacts(
        case.customer, {row.pk: "z@example.org"}, {}, shown={row.pk: WRONG}, by=cast.by("daniel")
    )
    status, page = emma.refused(card(case, "contacts/"), **mine)
    assert status == 409 and "Both texts are shown" in page and RIGHT in page and "z@example.org" in page
    assert values(case) == ["z@example.org"]
    again = {**hidden_in(page), f"contact_{row.pk}": RIGHT, "email": "", "phone": ""}
    assert emma.client.post(card(case, "contacts/"), again).status_code == 303
    assert values(case) == [RIGHT]
    with pytest.raises(Changed):
        actions.change_contacts(case.customer, {row.pk + 999: "a@example.org"}, {}, shown={}, by=SYSTEM)


def test_an_address_kept_with_a_blank_or_very_long_can_be_corrected_too(cast: Cast, case: Case) -> None:
    Contact.objects.update(value=f" {WRONG} ")
    long = Contact.objects.create(customer=case.customer, kind="other", value="x" * 320, key="x" * 320)
    keep(Desk(cast.emma), case, **{f"contact_{Contact.objects.get(kind='email').pk}": RIGHT})
    assert values(case) == [RIGHT, long.value]


def test_a_reader_corrects_nothing_and_a_stranger_finds_no_card(cast: Cast, case: Case) -> None:
    assert Desk(cast.rudi).client.post(card(case, "contacts/"), {"email": RIGHT}).status_code == 404
    Membership.objects.filter(staff=cast.rudi).delete()
    actions.give_role(cast.rudi, "auditor", None, by=SYSTEM)
    auditor = Desk(cast.rudi)
    assert WRONG in auditor.get(card(case)) and "Correct or add" not in auditor.get(card(case))
    assert auditor.client.post(card(case, "contacts/"), {"email": RIGHT}).status_code == 403
    with pytest.raises(NotAllowed):
        actions.change_contacts(case.customer, {}, {"email": RIGHT}, shown={}, by=cast.by("rudi"))
    with pytest.raises(Invalid):
        actions.change_contacts(case.customer, {}, {"email": "<script>"}, shown={}, by=SYSTEM)
    assert values(case) == [WRONG]


def test_whoever_acts_for_them_is_noted_by_the_page(cast: Cast, case: Case) -> None:
    emma, given = (
        Desk(cast.emma),
        {"name": "Eva Malá", "email": "eva@example.org", "relation": "daughter"},
    )
    answer = emma.client.post(card(case, "act-for/"), given)
    assert answer.status_code == 303 and "Eva Malá" in emma.get(answer["Location"])
    assert Representative.objects.get().person.full_name == "Eva Malá"
    status, page = emma.refused(card(case, "act-for/"), name="Jana Nová", email="jana at example")
    assert status == 409 and "Jana Nová" in page and "jana at example" in page
    assert Customer.objects.count() == 2


@pytest.mark.parametrize("language", [code for code, _words in settings.LANGUAGES])
def test_it_is_said_in_every_language(cast: Cast, case: Case, language: str) -> None:
    Staff.objects.filter(pk=cast.emma.pk).update(language=language)
    emma = Desk(Staff.objects.get(pk=cast.emma.pk))
    page = emma.get(card(case)) + keep(emma, case, phone="+421 905 123 456")
    english = (
        "Correct or add",
        "Another email address",
        "Another telephone number",
        "Left empty, it is taken away.",
        "It is noted how to reach them.",
    )
    assert [words in page for words in english] == [language == "en"] * len(english)
