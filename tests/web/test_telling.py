"""What no mail carries waits on Today until somebody says that the customer was told, by phone, by post or in person."""

import re
from datetime import timedelta
from html import unescape
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from amends.cases import actions, telling_queries
from amends.cases.actions.forget import erase_cases
from amends.cases.models import Case, Message, Telling
from amends.cases.telling_queries import to_tell
from amends.channels.incoming import Incoming
from amends.channels.intake import receive
from amends.channels.links import follow_link
from amends.improvement.actions import plan_survey, record_satisfaction, send_survey
from amends.improvement.forgetting import forget_customer
from amends.journal.models import Entry
from amends.language.unnamed import ERASED
from amends.people import actions as people
from amends.people.actor import SYSTEM
from amends.people.models import Company, Contact, Customer, Staff
from amends.people.refusal import Invalid, NotAllowed, NotPossible
from amends.procedure import moment
from amends.responses import actions as responses
from tests.cast import MONDAY, Cast, complaint
from tests.responses.test_signing import signed
from tests.web.desk import Desk, hidden_in

pytestmark = pytest.mark.slow

LATER = MONDAY + timedelta(hours=1)
GROUP = "To tell by phone or post"
PHONE = "+421 905 123 456"


def without_mail(cast: Cast, name: str = "Oľga Horváthová", phone: str = PHONE) -> Case:
    """A complaint somebody made by phone; Emma answers for it."""
    with moment.set_to(MONDAY):
        who = people.find_or_add_customer(name, {"phone": phone}, by=SYSTEM, language="sk")
        case = complaint(cast, customer=who, answer_by="phone")
    Case.objects.filter(pk=case.pk).update(owner=cast.emma)
    case.refresh_from_db()
    return case


@pytest.fixture
def case(cast: Cast) -> Case:
    return without_mail(cast)


def asked(cast: Cast, case: Case, question: str = "Ktorá doska to je?") -> Message:
    with moment.set_to(LATER):
        return responses.ask_customer(case, question, by=cast.by("emma"))


def address(message: Message) -> str:
    return f"/desk/cases/{message.case.ref}/tell_customer/?on={message.pk}"


def told(cast: Cast, message: Message, **given: str) -> str:
    """The page after it was said, by default on the phone."""
    given = {"how": "phone", "spoke_to": "Oľga Horváthová", **given}
    with moment.set_to(LATER):
        return Desk(cast.emma).do(address(message), **given)


def group(page: str) -> str:
    """The lines of the group on Today; empty when it is not there."""
    found = re.search(r'aria-labelledby="g-to_tell">.*?</section>', page, re.DOTALL)
    return unescape(found[0]) if found else ""


def journal(cast: Cast, case: Case) -> str:
    return unescape(Desk(cast.emma).get(f"/desk/cases/{case.ref}/journal/"))


def test_it_waits_on_today_with_number_kind_and_step(cast: Cast, case: Case) -> None:
    message = asked(cast, case)
    with moment.set_to(LATER):
        lines = group(Desk(cast.emma).get("/desk/"))
    assert GROUP in lines and case.customer.full_name in lines
    assert f"Question to the customer · {PHONE}" in lines
    assert address(message) in lines and ">Tell them" in lines
    assert lines.count("data-next") == 1


def test_whoever_writes_it_reads_that_no_mail_goes_out(cast: Cast, case: Case) -> None:
    emma, url = Desk(cast.emma), f"/desk/cases/{case.ref}/ask_customer/"
    assert "Tell them by phone or post." in emma.get(url) and "hears of it at once" not in emma.get(url)
    Contact.objects.create(customer=case.customer, kind="email", value="o@example.com", key="o@example.com")
    assert "hears of it at once" in emma.get(url)


def test_whoever_did_it_reads_that_they_are_to_tell_it(cast: Cast, case: Case) -> None:
    url = f"/desk/cases/{case.ref}/ask_customer/"
    with moment.set_to(LATER):
        page = Desk(cast.emma).do(url, text="Which of the two boards?", until="2026-11-20")
    assert "It is done. Tell the customer by phone or post" in page
    assert "The question is on its way." not in page


def test_by_phone_it_is_told_gone_from_today_and_on_record(cast: Cast, case: Case) -> None:
    message = asked(cast, case)
    with moment.set_to(LATER):
        before = Desk(cast.emma).get(f"/desk/cases/{case.ref}/")
    assert "Still to be told" in before and address(message) in before
    page = told(cast, message, spoke_to="Jana, her daughter", note="She calls back on Friday.")
    assert "It is noted that the customer was told." in page and "Still to be told" not in page
    assert "Told by phone on 16 November by Emma Test" in page
    assert "Spoken to: Jana, her daughter" in page and "She calls back on Friday." in page
    assert group(Desk(cast.emma).get("/desk/")) == ""
    assert "Jana, her daughter was told by phone: question to the customer." in journal(cast, case)
    row = Telling.objects.get()
    assert (row.how, row.told_at, row.told_by, row.spoke_to) == (
        "phone",
        LATER,
        cast.emma,
        "Jana, her daughter",
    )


@pytest.mark.parametrize(
    ("how", "shown", "written"),
    [
        ("post", "Posted on 16 November by Emma Test", "Posted to the customer: question to the customer."),
        ("in_person", "Handed over on 16 November by Emma Test", "Handed over to the customer: question"),
    ],
)
def test_posted_or_handed_over_nobody_is_named(
    cast: Cast, case: Case, how: str, shown: str, written: str
) -> None:
    page = told(cast, asked(cast, case), how=how)
    assert shown in page and "Spoken to" not in page
    assert written in journal(cast, case)
    assert Telling.objects.get().spoke_to == ""


def test_where_they_wish_for_a_letter_the_line_names_the_address(cast: Cast, case: Case) -> None:
    Customer.objects.update(address="Dlhá 4\n949 01 Nitra")
    Case.objects.update(answer_by="post")
    message = asked(cast, Case.objects.get())
    emma = Desk(cast.emma)
    assert "Question to the customer · Dlhá 4, 949 01 Nitra" in group(emma.get("/desk/"))
    form = emma.get(address(message))
    assert re.search(r'<input[^>]*value="post"[^>]*checked', form) and "Ktorá doska to je?" in form


def test_not_twice_and_what_was_typed_is_not_lost(cast: Cast, case: Case) -> None:
    message, emma = asked(cast, case), Desk(cast.emma)
    shown = {**emma.hidden(address(message)), "how": "phone", "spoke_to": "Oľga", "note": "A kind word."}
    told(cast, message)
    status, page = emma.refused(address(message).split("?")[0], **shown)
    assert status == 409 and "A kind word." in page and "settled meanwhile" in page
    with pytest.raises(NotPossible, match="already said"):
        actions.tell_customer(message, "post", by=cast.by("daniel"))
    assert Entry.objects.filter(kind__startswith="case.told_").count() == 1


def test_by_phone_somebody_answered(cast: Cast, case: Case) -> None:
    message, emma = asked(cast, case), Desk(cast.emma)
    hidden = emma.hidden(address(message))
    for name in ("", "​ "):
        status, page = emma.refused(
            address(message).split("?")[0], **{**hidden, "how": "phone", "spoke_to": name}
        )
        assert status == 422 and "Say whom you spoke to." in page
    with pytest.raises(Invalid):
        actions.tell_customer(message, "pigeon", by=cast.by("emma"))
    assert Telling.objects.get().waits


def test_what_mail_carries_never_waits_and_is_refused(cast: Cast) -> None:
    with moment.set_to(MONDAY):
        mailed = complaint(cast)
    Case.objects.update(owner=cast.emma)
    message = asked(cast, Case.objects.get())
    emma = Desk(cast.emma)
    assert GROUP not in emma.get("/desk/") and "Still to be told" not in emma.get(
        f"/desk/cases/{mailed.ref}/"
    )
    assert emma.status(address(message)) == 404
    with pytest.raises(NotPossible, match="goes by mail"):
        actions.tell_customer(message, "phone", spoke_to="Zuzana", by=cast.by("emma"))


def test_who_may_not_see_it_or_only_reads_says_nothing(cast: Cast, case: Case) -> None:
    message = asked(cast, case)
    assert Desk(cast.rudi).status(address(message)) == 404
    assert GROUP not in Desk(cast.rudi).get("/desk/")
    with pytest.raises(NotAllowed):
        actions.tell_customer(message, "post", by=cast.by("quinn"))
    Case.objects.update(owner=None)
    lines = group(Desk(cast.quinn).get("/desk/"))
    assert "Open it" in lines and "Tell them" not in lines
    assert "Tell them" not in Desk(cast.quinn).get(f"/desk/cases/{case.ref}/")


def test_it_waits_for_its_owner_and_without_one_for_the_team(cast: Cast, case: Case) -> None:
    asked(cast, case)
    assert GROUP not in Desk(cast.daniel).get("/desk/")
    Case.objects.update(owner=None)
    for one in (cast.daniel, cast.emma):
        assert case.customer.full_name in group(Desk(one).get("/desk/"))
    assert GROUP not in Desk(cast.rudi).get("/desk/")


def test_several_on_one_complaint_are_told_each_by_itself(cast: Cast, case: Case) -> None:
    first, second = asked(cast, case), asked(cast, case, "A kedy prišla?")
    told(cast, second, how="post")
    assert [row.pk for row in to_tell(cast.emma)[0]] == [first.pk]
    page = Desk(cast.emma).get(f"/desk/cases/{case.ref}/")
    assert page.count("Still to be told") == 1 and "Posted on" in page


def test_a_mistaken_click_is_undone(cast: Cast, case: Case) -> None:
    message, emma = asked(cast, case), Desk(cast.emma)
    with moment.set_to(LATER):
        page = emma.do(address(message), how="phone", spoke_to="Oľga", note="Wrong one")
        way = re.search(r'name="undo" value="([^"]+)"', page)
        assert way
        back = emma.client.post("/desk/undo/", {"undo": way[1]})
        assert back.status_code == 303
        page = emma.get(back["Location"])
        assert "It is still to be told." in page and "Wrong one" not in page
        assert case.customer.full_name in group(emma.get("/desk/"))
        assert "was not told yet after all: question to the customer" in journal(cast, case)
        assert emma.client.post("/desk/undo/", {"undo": way[1]}).status_code == 409
    assert Telling.objects.get().waits


def test_the_letter_of_a_reply_lies_beside_it(cast: Cast, case: Case) -> None:
    Case.objects.update(answer_by="post")
    responses.send(signed(cast, Case.objects.get()), by=cast.by("emma"))
    message = Message.objects.get(kind="reply")
    form = Desk(cast.emma).get(address(message))
    letter = message.files.get()
    assert (
        letter.name == f"{case.ref}.pdf"
        and f"/files/{letter.pk}/" in form[form.index('id="doing"') : form.index('name="how"')]
    )
    told(cast, message, how="post")
    assert "Posted to the customer: reply." in journal(cast, case)


@pytest.mark.parametrize(
    ("channel", "waits"), [("phone", 0), ("in_person", 0), ("paper", 1), ("third_person", 1)]
)
def test_the_first_answer_waits_where_nobody_heard_it(cast: Cast, channel: str, waits: int) -> None:
    """On the phone they are given reference and date; whoever wrote a letter has heard nothing."""
    one = Incoming(channel, "Doska je poškriabaná.", sender_name="Oľga Horváthová", sender_phone=PHONE)
    ref = receive(one, by=cast.by("emma")).reference
    assert Message.objects.filter(case__ref=ref, kind="first_answer").count() == 1
    assert Telling.objects.filter(case__ref=ref).count() == waits
    assert ("First answer" in group(Desk(cast.emma).get("/desk/"))) == bool(waits)


def test_a_call_taken_at_the_desk_leaves_nothing_to_tell(cast: Cast) -> None:
    emma = Desk(cast.emma)
    values = {
        "door": "phone",
        "problem": "Doska je poškriabaná.",
        "name": "Oľga",
        "team": cast.team.pk,
        "language": "en",
        "phone": PHONE,
        "do": "register",
    }
    page = emma.get("/desk/new/")
    response = emma.client.post("/desk/new/", {**hidden_in(page), **values})
    assert response.status_code == 303, response.content.decode()
    assert Message.objects.filter(kind="first_answer").exists() and not Telling.objects.exists()


def test_a_check_of_satisfaction_waits_until_it_is_told_or_answered(cast: Cast, case: Case) -> None:
    Case.objects.update(stage="answered", answered_at=MONDAY)
    with moment.set_to(LATER):
        assert send_survey(plan_survey(Case.objects.get()))
    emma = Desk(cast.emma)
    line = group(emma.get("/desk/"))
    assert f"Satisfaction check · {PHONE}" in line and ">Tell them" in line
    record_satisfaction(Case.objects.get(), outcome=5, treatment=5, course=4, by=cast.by("emma"))
    assert group(emma.get("/desk/")) == "" and not Telling.objects.exists()


def test_taken_back_it_waits_no_more_and_opened_again_it_does(cast: Cast, case: Case) -> None:
    message, emma = asked(cast, case), Desk(cast.emma)
    page = emma.do(f"/desk/cases/{case.ref}/withdraw/", reason="It is all right now.")
    assert "Still to be told" not in page and emma.status(address(message)) == 404
    assert group(emma.get("/desk/")) == ""
    with pytest.raises(NotPossible):
        actions.tell_customer(message, "post", by=cast.by("emma"))
    page = emma.do(f"/desk/cases/{case.ref}/reopen/", reason="It is not.")
    assert "Still to be told" in page


def test_joined_it_waits_no_more_and_taken_apart_it_does(cast: Cast, case: Case) -> None:
    asked(cast, case)
    other = complaint(cast, customer=case.customer)
    actions.join_duplicate(Case.objects.get(pk=case.pk), other, by=cast.by("emma"))
    assert to_tell(cast.emma) == ([], "")
    actions.take_apart(Case.objects.get(pk=case.pk), "It is another board.", by=cast.by("emma"))
    assert len(to_tell(cast.emma)[0]) == 1


def test_passed_on_it_is_still_to_be_told(cast: Cast, case: Case) -> None:
    given = {"body": "Slovenská obchodná inšpekcia", "contact": "www.soi.sk", "reason": "Not ours."}
    Desk(cast.emma).do(f"/desk/cases/{case.ref}/transfer/", **given)
    message = Message.objects.get(kind="passed_on")
    assert "Passed on" in group(Desk(cast.emma).get("/desk/"))
    assert "Told by phone" in told(cast, message)


def test_whoever_speaks_for_the_customer_is_told(cast: Cast, case: Case) -> None:
    speaker = people.find_or_add_customer("Ján Novák", {"phone": "+421 905 000 111"}, by=SYSTEM)
    Case.objects.update(representative=speaker)
    message = asked(cast, Case.objects.get())
    assert "Ján Novák" in group(Desk(cast.emma).get("/desk/"))
    assert "+421 905 000 111" in Desk(cast.emma).get(address(message))


def test_forgetting_takes_whom_one_spoke_to_and_what_waits(cast: Cast, case: Case) -> None:
    said, waits = asked(cast, case), asked(cast, case, "A kedy?")
    told(cast, said, spoke_to="Jana Malá", note="Calls back.")
    Case.objects.update(stage="closed", outcome="answered", closed_at=LATER)
    forget_customer(case.customer, by=SYSTEM)
    row = Telling.objects.get()
    assert (row.pk, row.spoke_to, row.note) == (said.pk, "", "") and row.told_at
    assert not Telling.objects.filter(pk=waits.pk).exists()
    entry = Entry.objects.get(kind="case.told_by_phone")
    assert entry.personal is None and "Jana" not in str(entry.facts)
    page = journal(cast, case)
    assert "[erased] was told by phone" in page and "Jana" not in page


def test_a_speaker_who_is_forgotten_goes_out_of_it(cast: Cast, case: Case) -> None:
    speaker = people.find_or_add_customer("Ján Novák", {"phone": "+421 905 000 111"}, by=SYSTEM)
    Case.objects.update(representative=speaker)
    told(cast, asked(cast, Case.objects.get()), spoke_to="Ján Novák", note="Ján Novák calls back.")
    Case.objects.update(stage="closed", outcome="answered", closed_at=LATER)
    forget_customer(speaker, by=SYSTEM)
    row = Telling.objects.get()
    assert "Novák" not in row.spoke_to + row.note and row.note
    assert "Novák" not in journal(cast, case)


def test_erased_cases_keep_that_it_was_told(cast: Cast, case: Case) -> None:
    told(cast, asked(cast, case))
    erase_cases([case.pk])
    assert Message.objects.get(kind="question").text == ERASED and Telling.objects.get().how == "phone"


def many(cast: Cast, count: int) -> None:
    for n in range(count):
        asked(cast, without_mail(cast, f"Customer {n}", f"+421 905 100 {n:03}"))


def test_many_cost_as_many_queries_as_one(cast: Cast) -> None:
    emma, counted = Desk(cast.emma), []
    for more in (1, 11):
        many_before = Telling.objects.count()
        for n in range(many_before, many_before + more):
            asked(cast, without_mail(cast, f"Customer {n}", f"+421 905 100 {n:03}"))
        for url in ("/desk/", "/desk/to-tell/"):
            emma.get(url)
            with CaptureQueriesContext(connection) as asking:
                emma.get(url)
            counted.append((url, len(asking)))
    assert counted[:2] == counted[2:]


def test_a_complaint_asks_nothing_more_for_what_waits(cast: Cast, case: Case) -> None:
    emma, url = Desk(cast.emma), f"/desk/cases/{case.ref}/"
    emma.get(url)
    with CaptureQueriesContext(connection) as before:
        emma.get(url)
    for n in range(3):
        told(cast, asked(cast, case, f"Question {n}"))
    asked(cast, case)
    with CaptureQueriesContext(connection) as after:
        emma.get(url)
    assert len(after) == len(before)


def test_the_whole_list_goes_page_by_page(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    many(cast, 23)
    emma = Desk(cast.emma)
    monkeypatch.setattr(telling_queries.to_tell, "__defaults__", ("", 15))
    today = group(emma.get("/desk/"))
    assert today.count("data-next") == 20 and "/desk/to-tell/" in today
    first, key = to_tell(cast.emma)
    second, end = to_tell(cast.emma, key)
    assert len(first) == 15 and len(second) == 8 and end == ""
    assert len({row.pk for row in first + second}) == 23
    page = emma.get("/desk/to-tell/")
    assert page.count("data-next") == 15
    following = re.search(r'href="(/desk/to-tell/\?after=[^"]+)"', page)
    assert following
    page = emma.get(unescape(following[1]))
    assert page.count("data-next") == 8 and "From the beginning" in page and "after=" not in page
    assert emma.get("/desk/to-tell/?after=nonsense").count("data-next") == 15


def test_the_list_walks_the_index_of_what_waits(cast: Cast, case: Case) -> None:
    asked(cast, case)
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        sql = "EXPLAIN SELECT since FROM cases_telling WHERE told_at IS NULL AND let_go_at IS NULL ORDER BY since, message_id"
        cursor.execute(sql)
        assert "telling_waits" in str(cursor.fetchall())


@pytest.mark.parametrize("language", [code for code, _words in settings.LANGUAGES])
def test_it_is_said_in_every_language(cast: Cast, case: Case, language: str) -> None:
    Staff.objects.filter(pk=cast.emma.pk).update(language=language)
    said, waits = asked(cast, case), asked(cast, case, "A kedy?")
    told(cast, said)
    emma = Desk(Staff.objects.get(pk=cast.emma.pk))
    english = (
        GROUP,
        "Tell them",
        "Still to be told",
        "Told by phone",
        "was told by phone",
        "Whom you spoke to",
    )
    for url in ("/desk/", f"/desk/cases/{case.ref}/", f"/desk/cases/{case.ref}/journal/", address(waits)):
        page = emma.get(url)
        assert language == "en" or not [words for words in english if words in page], url


def test_their_own_page_says_nothing_of_it(cast: Cast, case: Case, client: Client) -> None:
    Company.objects.update(languages=["en", "sk"])
    told(cast, asked(cast, case), spoke_to="Jana", note="She was angry.")
    page: Any = client.get(re.sub(r"^https?://[^/]+", "", follow_link(case))).content.decode()
    assert "She was angry." not in page and "Jana" not in page


def test_whoever_has_an_address_by_now_still_has_to_be_told(cast: Cast, case: Case) -> None:
    """A message that was not mailed then is not mailed later."""
    message = asked(cast, case)
    Contact.objects.create(customer=case.customer, kind="email", value="o@example.com", key="o@example.com")
    assert address(message) in group(Desk(cast.emma).get("/desk/"))
