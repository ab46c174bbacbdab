"""Prepared texts while one writes a reply: what is offered, put in without script, and the gate before the signature."""

import re
from decimal import Decimal
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from amends.cases import actions as cases
from amends.cases.models import Case
from amends.people.actor import SYSTEM
from amends.people.models import Customer
from amends.responses import actions
from amends.responses.models import Block, Draft, PreparedText
from tests.cast import Cast, complaint
from tests.responses.test_signing import decided
from tests.web.desk import Desk

pytestmark = pytest.mark.slow


@pytest.fixture
def case(cast: Cast) -> Case:
    return decided(cast, complaint(cast), 1)


def kept(text: str, **more: Any) -> PreparedText:
    words = {"name": "Zásielka", "kind": "answer", "language": "sk", "text": text, **more}
    return actions.add_text(words, by=SYSTEM)


def block(case: Case, kind: str) -> Block:
    return Block.objects.get(draft__case=case, kind=kind)


def opened(cast: Cast, case: Case) -> Desk:
    desk = Desk(cast.emma)
    desk.get(f"/desk/cases/{case.ref}/reply/")
    return desk


def texts(case: Case, kind: str) -> str:
    return f"/desk/cases/{case.ref}/reply/{block(case, kind).pk}/texts/"


def test_the_list_offers_what_fits_with_the_case_put_in(cast: Cast, case: Case) -> None:
    point = case.points.get()
    cases.propose_remedy(
        case, "refund", "Vrátime 60 eur", amount=Decimal(60), point=point, by=cast.by("emma")
    )
    kept("Balík {?číslo} pre {customer_name}: {amount}, {order}.", verdict="justified")
    kept("Nie.", verdict="not_justified", name="Zamietnuté")
    kept("Hello {customer_name}", language="en", name="English")
    desk = opened(cast, case)
    url = texts(case, "answer")
    found = desk.get(url, headers={"HX-Request": "true"})
    assert "<html" not in found and 'role="listbox"' in found
    assert 'data-words="Balík {?číslo} pre Zuzana Hrabovská: 60 €, {?' in found
    assert "Zamietnuté" not in found and "English" not in found
    assert "Zásielka" in desk.get(f"{url}?q=BALIK zasi")
    assert "No text has these words: zzz" in desk.get(f"{url}?q=zzz")
    assert "No text is there for this part" in desk.get(texts(case, "closing"))
    assert Desk(cast.rudi).status(url) == 404


def test_without_script_typed_words_are_saved_and_a_text_goes_to_their_end(cast: Cast, case: Case) -> None:
    text = kept("Balík {?číslo} sme našli.")
    desk = opened(cast, case)
    answer = block(case, "answer")
    page = desk.get(f"/desk/cases/{case.ref}/reply/")
    url = texts(case, "answer")
    assert f'formaction="{url}"' in page
    response = desk.client.post(url, {f"text-{answer.pk}": "Máte pravdu.", f"was-{answer.pk}": ""})
    assert (response.status_code, response["Location"]) == (303, url)
    assert "Zásielka" in desk.get(url) and "Matter 1" in desk.get(url)
    response = desk.client.post(url, {"put": str(text.pk)})
    assert response.status_code == 303
    assert "The text is put in at the end." in desk.get(response["Location"].partition("#")[0])
    assert block(case, "answer").text == "Máte pravdu.\n\nBalík {?číslo} sme našli."
    assert desk.client.post(url, {"put": "0"}).status_code == 404


def test_a_template_takes_the_place_of_untouched_first_words_alone(cast: Cast, case: Case) -> None:
    text = kept("Dobrý deň, {customer_name}", kind="opening")
    desk = opened(cast, case)
    url = texts(case, "opening")
    desk.client.post(url, {"put": str(text.pk)})
    assert block(case, "opening").text == "Dobrý deň, Zuzana Hrabovská"
    desk.client.post(url, {"put": str(text.pk)})
    assert block(case, "opening").text == "Dobrý deň, Zuzana Hrabovská\n\nDobrý deň, Zuzana Hrabovská"


def test_a_gap_is_named_on_the_page_and_keeps_the_reply_from_its_signature(cast: Cast, case: Case) -> None:
    text = kept("Balík {?číslo zásielky} sme našli {?kde}.")
    desk = opened(cast, case)
    desk.client.post(texts(case, "answer"), {"put": str(text.pk)})
    page = desk.get(f"/desk/cases/{case.ref}/reply/")
    assert "2 gaps are not filled in: Point 1: číslo zásielky, kde" in page
    assert re.search(r'class="finding gap" data-from="6" data-to="23"', page)
    assert "[[6, 23, &quot;gap&quot;], [34, 40, &quot;gap&quot;]]" in page
    assert 'value="T510' not in page
    response = desk.client.post(f"/desk/cases/{case.ref}/reply/do/ask/")
    assert response.status_code == 409
    assert Draft.objects.get().state == "writing"
    answer = block(case, "answer")
    sent = {f"text-{answer.pk}": "Balík 7 sme našli.", f"was-{answer.pk}": answer.text}
    assert desk.client.post(f"/desk/cases/{case.ref}/reply/do/ask/", sent).status_code == 303
    assert Draft.objects.get().state == "waiting"


def test_what_a_customer_calls_themselves_stays_text(cast: Cast, case: Case) -> None:
    Customer.objects.filter(pk=case.customer_id).update(full_name='"><script>{reference}</script>\n{?x}')
    kept("{customer_name}!")
    found = opened(cast, case).get(texts(case, "answer"), headers={"HX-Request": "true"})
    assert "<script>" not in found
    assert "&quot;&gt;&lt;script&gt;{reference}&lt;/script&gt; {?x}!" in found


def test_the_list_asks_a_bounded_number_of_questions(
    cast: Cast, case: Case, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(60):
        kept(f"Text {number}", name=f"Text {number}")
    desk = opened(cast, case)
    url = texts(case, "answer")
    desk.get(url)
    with django_assert_max_num_queries(15):
        assert desk.get(url, headers={"HX-Request": "true"}).count('role="option"') == 40
