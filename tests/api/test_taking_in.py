"""A complaint by program: registered, promised, answered, once."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, connections
from django.test.utils import CaptureQueriesContext

from amends.cases.models import Case, Feedback, Message
from amends.channels.models import Delivery
from tests.api.conftest import BODY, Program, program
from tests.cast import Cast, assemble


def test_complaint_is_answered_with_reference_link_and_date(shop: Program, cast: Cast) -> None:
    answer = shop.post("complaints", BODY)
    assert answer.status_code == 201
    told = answer.json()
    case = Case.objects.get(ref=told["reference"])
    assert told["follow_link"].split("/my/")[1].startswith(case.ref)
    assert told["promised_by"]["words"].startswith("by ")
    assert told["promised_by"]["at"].startswith(case.due_at.strftime("%Y-%m-%d"))
    assert case.ref in told["first_answer"]["text"]
    assert told["register_number"] is None
    assert Delivery.objects.get(message__case=case).to_address == "zuzana@example.com"


def test_the_way_in_is_short(shop: Program) -> None:
    """No session, no look-up of the key, and one statement for all tables."""
    shop.take_in(customer={"name": "First", "email": "first@example.com"})
    with CaptureQueriesContext(
        connection,
    ) as statements:
        shop.take_in(customer={"name": "Second", "email": "second@example.com"})
    asked = [
        q["sql"] for q in statements if not q["sql"].startswith(("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT"))
    ]
    assert not [sql for sql in asked if "session" in sql or "people_apikey" in sql]
    assert len(asked) <= 5, "\n".join(sql[:120] for sql in asked)


def test_the_same_key_brings_the_same_answer(shop: Program) -> None:
    first = shop.post("complaints", BODY, Idempotency_Key="order-1")
    second = shop.post("complaints", BODY, Idempotency_Key="order-1")
    assert (first.status_code, second.status_code) == (201, 201)
    assert first.json() == second.json()
    assert Case.objects.count() == 1 and Message.objects.filter(kind="first_answer").count() == 1


def test_the_same_key_with_other_content_is_refused(shop: Program) -> None:
    shop.post("complaints", BODY, Idempotency_Key="order-1")
    refused = shop.post("complaints", BODY | {"text": "Something else."}, Idempotency_Key="order-1")
    assert refused.status_code == 409 and refused.json()["code"] == "key_reused"
    assert Case.objects.count() == 1


def test_two_programs_may_use_the_same_key(shop: Program, cast: Cast) -> None:
    other = program(name="Other")
    one = shop.post("complaints", BODY, Idempotency_Key="1").json()
    two = other.post("complaints", BODY, Idempotency_Key="1").json()
    assert one["reference"] != two["reference"]


@pytest.mark.django_db(transaction=True)
def test_twenty_at_once_with_one_key_open_one_case() -> None:
    assemble()
    shop = program()

    def send(_number: int) -> tuple[int, str]:
        try:
            answer = Program(shop.secret).post("complaints", BODY, Idempotency_Key="the one")
            return answer.status_code, answer.json()["reference"]
        finally:
            connections.close_all()

    with ThreadPoolExecutor(8) as pool:
        answers = set(pool.map(send, range(20)))
    assert len(answers) == 1 and answers.pop()[0] == 201
    assert Case.objects.count() == 1


def test_batch_is_taken_in_whole(shop: Program) -> None:
    body = {"complaints": [BODY | {"idempotency_key": f"k{n}"} for n in range(30)]}
    answer = shop.post("complaints/batch", body)
    assert answer.status_code == 201
    assert len({r["reference"] for r in answer.json()["results"]}) == 30
    again = shop.post("complaints/batch", body)
    assert again.json() == answer.json() and Case.objects.count() == 30


def test_batch_with_one_bad_item_takes_in_nothing_and_names_it(shop: Program) -> None:
    bad = BODY | {"customer": {"name": " ", "email": "x@example.com"}}
    answer = shop.post("complaints/batch", {"complaints": [BODY, bad]})
    assert answer.status_code == 400
    assert answer.json()["errors"][0]["field"] == "complaints.1.customer.name"
    assert Case.objects.count() == 0
    assert shop.post("complaints/batch", {"complaints": [BODY] * 501}).status_code == 400


def test_unknown_field_is_named(shop: Program) -> None:
    answer = shop.post("complaints", BODY | {"langauge": "sk"})
    assert answer.status_code == 400
    assert answer.json()["errors"][0]["field"] == "langauge"
    assert answer["Content-Type"] == "application/problem+json"


def test_somebody_may_write_for_the_customer(shop: Program) -> None:
    told = shop.take_in(on_behalf_of={"name": "Old Mother", "relation": "daughter"})
    case = Case.objects.get(ref=told["reference"])
    assert case.customer.full_name == "Old Mother"
    assert case.representative is not None and case.representative.full_name == "Zuzana Hrabovská"


def test_remark_without_a_name_opens_no_case(shop: Program) -> None:
    answer = shop.post("feedback", {"text": "The queue is long."})
    assert answer.status_code == 201 and Feedback.objects.count() == 1 and Case.objects.count() == 0


def test_old_complaint_is_sent_to_the_import(shop: Program) -> None:
    old = shop.post("complaints", BODY | {"received_at": "2020-01-01T00:00:00Z"})
    assert old.status_code == 422 and old.json()["errors"][0]["field"] == "received_at"


def test_the_answer_is_in_the_customers_language(shop: Program) -> None:
    text = "Stôl prišiel poškriabaný a nikto mi neodpovedá na telefón. Žiadam vrátenie peňazí."
    told = shop.take_in(text=text, subject="Poškriabaný stôl")
    assert told["language"] == "sk" == told["first_answer"]["language"]
