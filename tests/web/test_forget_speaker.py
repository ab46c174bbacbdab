"""Who spoke for a customer is forgotten: they go from that customer's complaint, which stays with what was said in it."""

import os
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client

from amends.cases import files as store
from amends.cases.models import Case, File, Message
from amends.cases.search import search
from amends.cases.search_index import index_cases
from amends.channels.additions import add_to_case
from amends.channels.erasing import erase_waiting
from amends.channels.incoming import Attached, Incoming, Represented
from amends.channels.intake import receive
from amends.channels.links import follow_link
from amends.journal.export import verify
from amends.journal.models import Entry
from amends.journal.seal import seal_waiting
from amends.people.actor import of_customer
from amends.people.models import Contact, Customer, Representative
from amends.responses import actions as responses
from amends.responses.models import Block, Letter, Signature
from tests.cast import Cast, complaint
from tests.responses.test_signing import decided, shown, written
from tests.web.desk import Desk

pytestmark = pytest.mark.slow

WORDS = "My mother's top came scratched, and Jonas told you twice. Call Jonas Weaver on 0905 123 456, jonas@example.net."
MAIL = b"From: Jonas Weaver <jonas@example.net>\r\n\r\nas it came, by jonas@example.net"
GONE = ("jonas", "weaver", "0905 123", "905123456", "example.net", "mill lane")


@pytest.fixture
def case(cast: Cast) -> Case:
    """Answered and closed; Jonas wrote it for his mother."""
    receipt = receive(
        Incoming(
            "email",
            WORDS,
            subject="Scratched, says Jonas",
            sender_name="Jonas Weaver",
            sender_email="jonas@example.net",
            html=f"<p>{WORDS}</p>",
            original=MAIL,
            language="en",
            files=(Attached("Jonas Weaver top.png", "image/png", b"the scratch"),),
            represented=Represented("Mary Hill", relation="son", authority="letter of Jonas Weaver"),
        )
    )
    assert receipt.case is not None
    case = Case.objects.get(pk=receipt.case.pk)
    jonas = case.representative
    assert jonas is not None
    Contact.objects.create(customer=jonas, kind="phone", value="+421 905 123 456", key="+421905123456")
    Customer.objects.filter(pk=jonas.pk).update(address="Mill Lane 12\nYork")
    add_to_case(case, Incoming("web_form", "She waits. J. Weaver, Mill Lane 12"), by=of_customer(jonas))
    Desk(cast.emma).do(
        f"/desk/cases/{case.ref}/note/", text="Weaver is the son. His mother is hard of hearing."
    )
    draft = written(cast, decided(cast, case, 1))
    block = Block.objects.get(draft=draft, kind="answer")
    draft = responses.write_block(draft, block, "Dear Jonas Weaver, she gets a new top.", by=cast.by("emma"))
    draft = responses.request_signature(draft, by=cast.by("emma"))
    responses.sign(draft, by=cast.by("daniel"), shown=shown(draft))
    draft.refresh_from_db()
    responses.send(draft, by=cast.by("emma"))
    Case.objects.filter(pk=case.pk).update(stage="closed", outcome="answered")
    index_cases([case.pk])
    return Case.objects.select_related("customer", "representative").get(pk=case.pk)


def on_disk() -> bytes:
    for row in File.objects.exclude(sha256=""):
        os.utime(store.path_of(row.sha256), (0, 0))
    erase_waiting()
    return b"\n".join(
        path.read_bytes() for path in Path(store.path_of("0" * 64)).parents[2].rglob("*") if path.is_file()
    )


def everything() -> str:
    """Every row of every table that holds anything about anybody."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        names = [row[0] for row in cursor.fetchall()]
        found = []
        for name in names:
            cursor.execute(f'SELECT t::text FROM "{name}" AS t')
            found += [row[0] for row in cursor.fetchall()]
    return "\n".join(found)


def forgotten(cast: Cast, customer: Customer) -> None:
    for row in File.objects.exclude(sha256=""):
        os.utime(store.path_of(row.sha256), (0, 0))
    assert Desk(cast.ada).client.post(f"/desk/customers/{customer.pk}/forget/").status_code == 303
    erase_waiting()


def test_the_card_says_what_goes_and_what_stays(cast: Cast, case: Case) -> None:
    assert case.representative is not None
    ada = Desk(cast.ada)
    page = ada.get(f"/desk/customers/{case.representative_id}/")
    assert "1 complaint in which they spoke for somebody else stays" in page
    assert "1 file that came with what stays is kept as it is" in page
    assert "said in" not in page.partition("Forget this customer")[2].partition("in which they spoke")[0]
    page = ada.get(f"/desk/customers/{case.customer_id}/")
    assert "All that was said in 1 complaint of theirs goes" in page
    assert "spoke for somebody else" not in page


def test_who_spoke_for_a_customer_goes_and_the_complaint_stays(cast: Cast, case: Case) -> None:
    jonas, link = case.representative, follow_link(case).replace("http://localhost:8000", "")
    assert jonas is not None
    assert [one.pk for one in search(cast.emma, "weaver").cases] == [case.pk]
    forgotten(cast, jonas)
    told = everything().lower()
    for trace in GONE:
        assert trace not in told, (trace, told[max(0, told.find(trace) - 200) : told.find(trace) + 80])
    assert search(cast.emma, "weaver").cases == []
    assert [one.pk for one in search(cast.emma, "scratched").cases] == [case.pk]
    case.refresh_from_db()
    assert (case.customer.full_name, case.representative, case.stage) == ("Mary Hill", None, "closed")
    page = Desk(cast.emma).get(f"/desk/cases/{case.ref}/")
    assert "top came scratched" in page and "hard of hearing" in page and "she gets a new top" in page
    picture = File.objects.get(case=case, message__kind="complaint", is_original=False)
    assert store.path_of(picture.sha256).read_bytes() == b"the scratch"
    assert not File.objects.filter(case=case, is_original=True).exclude(sha256="").exists()
    assert b"as it came" not in on_disk()
    assert Letter.objects.get().pdf.sha256 == ""  # type: ignore[union-attr]
    assert Client().get(link).status_code == 404, "the link they hold opens another's complaint no longer"
    assert not Representative.objects.exists()


def test_what_was_signed_and_journaled_is_still_whole(cast: Cast, case: Case) -> None:
    assert case.representative is not None
    fingerprint = Signature.objects.get().sha256
    forgotten(cast, case.representative)
    while seal_waiting():
        pass
    assert verify()[2] == ""
    assert Signature.objects.get().sha256 == fingerprint
    assert Entry.objects.get(kind="customer.forgotten").facts["spoken_for"] == 1
    received = Entry.objects.get(kind="case.received")
    assert (received.personal, received.case_ref) == (None, case.ref)


def test_whose_complaint_it_is_takes_the_words_of_who_spoke_along(cast: Cast, case: Case) -> None:
    forgotten(cast, case.customer)
    assert "scratched" not in everything().lower()
    assert not Message.objects.filter(case=case).exclude(text="—").exists()
    assert Customer.objects.get(pk=case.representative_id).full_name == "Jonas Weaver"


def test_an_open_complaint_they_speak_in_is_waited_for(cast: Cast, case: Case) -> None:
    jonas = case.representative
    assert jonas is not None
    complaint(cast, "Again.", customer=case.customer, representative=jonas)
    answer = Desk(cast.ada).client.post(f"/desk/customers/{jonas.pk}/forget/")
    assert answer.status_code == 409
    assert "is still open" in answer.content.decode()
    assert Customer.objects.get(pk=jonas.pk).full_name == "Jonas Weaver"
