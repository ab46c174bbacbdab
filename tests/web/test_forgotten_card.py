"""A card that was forgotten takes nothing personal any more, from a page opened before or in the same moment."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait

import pytest
from django.db import connections, transaction

from amends.cases.models import Case
from amends.channels.incoming import Incoming, Receipt
from amends.channels.intake import receive
from amends.improvement.forgetting import Forgotten, forget_customer
from amends.people import actions
from amends.people.actor import SYSTEM
from amends.people.models import Contact, Customer, Representative
from amends.people.refusal import NotPossible
from amends.procedure.moment import now
from tests.cast import Cast, complaint
from tests.web.desk import Desk

ADDRESS = "zuzana@example.com"
SAID = "This customer was forgotten."


@pytest.fixture
def who(db: None) -> Customer:
    return actions.find_or_add_customer("Zuzana Hrabovská", {"email": ADDRESS}, by=SYSTEM)


@pytest.fixture
def closed(cast: Cast, who: Customer) -> Case:
    case = complaint(cast, customer=who)
    Case.objects.filter(pk=case.pk).update(stage="closed")
    return case


def card(case: Case, act: str = "") -> str:
    return f"/desk/customers/{case.customer_id}/{act}"


def forget(cast: Cast, who: Customer) -> Forgotten:
    return forget_customer(who, by=cast.by("ada"))


def test_it_offers_nothing_to_fill_in(cast: Cast, closed: Case) -> None:
    emma = Desk(cast.emma)
    assert "Keep the card" in emma.get(card(closed)) and "Correct or add" in emma.get(card(closed))
    forget(cast, closed.customer)
    page = emma.get(card(closed))
    assert "Forgotten; only the record of the steps is left." in page
    assert 'name="full_name"' not in page and "No address is known." not in page
    for gone in ("Keep the card", "Correct or add", "Somebody acts for them", "A new complaint of theirs"):
        assert gone not in page


@pytest.mark.parametrize(
    ("act", "given"),
    [
        ("", {"full_name": "Zuzana Hrabovská", "was_full_name": "x", "kind": "person", "notes": "Zuzana"}),
        ("contacts/", {"email": ADDRESS, "phone": ""}),
        ("act-for/", {"name": "Zuzana Hrabovská", "email": ADDRESS}),
        ("forget/", {}),
    ],
)
def test_a_page_opened_before_writes_nothing_on_it(
    cast: Cast, closed: Case, act: str, given: dict[str, str]
) -> None:
    forget(cast, closed.customer)
    status, page = Desk(cast.ada).refused(card(closed, act), **given)
    assert status == 409 and SAID in page
    kept = Customer.objects.get(pk=closed.customer_id)
    assert "Zuzana" not in kept.full_name + kept.notes
    assert not Contact.objects.exists() and not Representative.objects.exists()
    assert not Customer.objects.filter(full_name="Zuzana Hrabovská").exists()


def test_it_is_joined_to_no_other(cast: Cast, closed: Case) -> None:
    other = complaint(
        cast, customer=actions.find_or_add_customer("Ivo Malý", {"email": "i@example.com"}, by=SYSTEM)
    )
    forget(cast, closed.customer)
    status, page = Desk(cast.ada).refused(card(other, "merge/"), other=str(closed.customer_id))
    assert status == 409 and SAID in page
    assert not Customer.objects.exclude(merged_into=None).exists()


def test_a_forgotten_card_joined_earlier_does_not_keep_its_customer_from_being_forgotten(
    cast: Cast, closed: Case
) -> None:
    """Until this was refused, a forgotten card could be joined to another."""
    Customer.objects.create(
        full_name="—", since=now(), forgotten_at=now(), merged_into=closed.customer, language="sk"
    )
    forget(cast, closed.customer)
    assert Customer.objects.get(pk=closed.customer_id).forgotten_at is not None
    assert not Contact.objects.exists()


def beside(pool: ThreadPoolExecutor, act: Callable[[], object]) -> "Future[object]":
    """Begun on a connection of its own; what it waits for is still open after a moment."""

    def work() -> object:
        try:
            return act()
        finally:
            connections.close_all()

    begun = pool.submit(work)
    wait([begun], timeout=0.5)
    assert not begun.done()
    return begun


def mail() -> Receipt:
    return receive(
        Incoming("email", "Doska je znova poškriabaná.", sender_name="Zuzana H.", sender_email=ADDRESS)
    )


@pytest.mark.django_db(transaction=True)
def test_a_complaint_in_the_same_moment_is_there_before_they_are_forgotten(cast: Cast, closed: Case) -> None:
    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            receipt = mail()
            forgetting = beside(pool, lambda: forget(cast, closed.customer))
        with pytest.raises(NotPossible, match="is still open"):
            forgetting.result(30)
    assert receipt.case is not None and receipt.case.customer == closed.customer
    assert Contact.objects.get().value == ADDRESS


@pytest.mark.django_db(transaction=True)
def test_a_complaint_that_comes_while_they_are_forgotten_is_a_strangers(cast: Cast, closed: Case) -> None:
    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            forget(cast, closed.customer)
            coming = beside(pool, mail)
        receipt = coming.result(30)
    assert isinstance(receipt, Receipt) and receipt.case is not None
    assert receipt.case.customer_id != closed.customer_id
    assert receipt.case.customer.full_name == "Zuzana H."
    assert Contact.objects.get().customer == receipt.case.customer
