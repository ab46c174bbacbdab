"""A complaint is passed to another body, and the customer learns who decides now and how to reach them."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import Client

from amends.cases.actions import make_promise
from amends.cases.actions.forget import erase_cases
from amends.cases.models import Case, Message, Promise
from amends.channels import delivery
from amends.channels.carrier import carry_waiting
from amends.channels.links import follow_link
from amends.channels.models import Delivery
from amends.journal.models import Entry
from amends.people.models import Company, Contact, Customer
from amends.procedure import moment
from amends.web.linked import linked
from tests.cast import MONDAY, Cast, complaint
from tests.web.desk import Desk

LATER = MONDAY + timedelta(hours=1)
GIVEN = {
    "body": "Slovenská obchodná inšpekcia",
    "contact": "Bajkalská 21/A, 827 99 Bratislava\nwww.soi.sk\n+421 2 58272132",
    "reason": "They sell what we only deliver.",
}


@pytest.fixture
def case(cast: Cast) -> Case:
    Company.objects.update(languages=["en", "sk", "th"])
    with moment.set_to(MONDAY):
        return complaint(cast)


def speaking(case: Case, language: str) -> Case:
    Case.objects.filter(pk=case.pk).update(language=language)
    case.refresh_from_db()
    return case


def passed(cast: Cast, case: Case, **more: Any) -> str:
    with moment.set_to(LATER):
        return Desk(cast.emma).do(f"/desk/cases/{case.ref}/transfer/", **GIVEN, **more)


def told(case: Case) -> Message:
    return Message.objects.get(case=case, kind="passed_on")


@pytest.mark.parametrize(
    ("language", "says"),
    [
        (
            "sk",
            [
                "Vašu sťažnosť sme postúpili ďalej: Slovenská obchodná inšpekcia.",
                "Čo ste nám povedali a čo sme zistili, sme odovzdali tiež.",
                "Takto sa s nimi spojíte:",
                "Dátum, ktorý sme Vám dali, už neplatí.",
                "Ak máte na nás otázku",
            ],
        ),
        (
            "th",
            [
                "เราส่งต่อเรื่องร้องเรียนของคุณไปยัง Slovenská obchodná inšpekcia แล้ว",
                "เราส่งสิ่งที่คุณบอกและสิ่งที่เราพบไปให้แล้ว",
                "ติดต่อหน่วยงานนั้นได้ที่:",
                "กำหนดวันที่เราเคยแจ้งคุณไว้ไม่มีผลแล้ว",
                "หากมีคำถามถึงเรา",
            ],
        ),
    ],
)
def test_the_mail_says_in_their_language_who_decides_and_how_to_reach_them(
    cast: Cast, case: Case, language: str, says: list[str]
) -> None:
    speaking(case, language)
    page = passed(cast, case, text="Držíme Vám palce.")
    assert "It is passed on, and the customer is told." in page
    assert Delivery.objects.get(message=told(case)).state == "waiting"
    with moment.set_to(LATER):
        carry_waiting()
    sent = next(one for one in mail.outbox if case.ref in one.subject and says[0] in one.body)
    assert sent.to == [case.customer.contacts.get(kind="email").value]
    name = case.customer.full_name
    for part in (*says, GIVEN["contact"], "Držíme Vám palce.", follow_link(case), name, case.team.name):
        assert part in sent.body
    assert GIVEN["reason"] not in sent.body
    assert "reason" not in sent.subject


def test_news_that_was_promised_is_kept_by_it_and_nothing_else_is_owed(cast: Cast, case: Case) -> None:
    passed(cast, case)
    case.refresh_from_db()
    assert (case.stage, case.outcome, case.due_at) == ("transferred", "transferred", None)
    assert Promise.objects.get(case=case, kind="next_contact").kept_by == told(case)
    final = Promise.objects.get(case=case, kind="final")
    assert final.dropped_at and not final.kept_at


def test_no_word_of_a_date_where_none_ends_with_it(cast: Cast, case: Case) -> None:
    speaking(case, "en")
    Promise.objects.filter(case=case).exclude(kind="next_contact").delete()
    passed(cast, case)
    assert "no longer holds" not in told(case).text


def test_without_how_to_reach_them_nothing_is_done_and_nothing_typed_is_lost(cast: Cast, case: Case) -> None:
    emma = Desk(cast.emma)
    url = f"/desk/cases/{case.ref}/transfer/"
    with moment.set_to(LATER):
        for contact in ("", "\u200b \u200b"):
            status, page = emma.refused(
                url, **emma.hidden(url), **GIVEN | {"contact": contact}, text="A kind word."
            )
            assert status == 422
            assert "Say how the customer reaches them." in page
            assert all(typed in page for typed in (GIVEN["body"], GIVEN["reason"], "A kind word."))
    case.refresh_from_db()
    assert case.is_open and not Message.objects.filter(case=case, kind="passed_on").exists()
    assert Promise.objects.filter(case=case, dropped_at=None, kept_at=None).exists()


def test_sent_twice_it_is_told_once(cast: Cast, case: Case) -> None:
    emma = Desk(cast.emma)
    url = f"/desk/cases/{case.ref}/transfer/"
    with moment.set_to(LATER):
        shown = emma.hidden(url)
        first, again = (emma.client.post(url, {**shown, **GIVEN}) for _time in range(2))
    assert first.status_code == 303 and again.status_code in (404, 409, 412)
    assert told(case) and Delivery.objects.filter(message__kind="passed_on").count() == 1


def test_step_and_message_stand_or_fall_together(
    cast: Cast, case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_args: object, **_more: object) -> None:
        raise OSError("no space left")

    monkeypatch.setattr(delivery, "queue", full)
    with pytest.raises(OSError, match="no space"):
        passed(cast, case)
    case.refresh_from_db()
    assert case.is_open and not Message.objects.filter(kind="passed_on").exists()


def test_whoever_asked_for_silence_is_told_all_the_same(cast: Cast, case: Case) -> None:
    Customer.objects.filter(pk=case.customer_id).update(between="none")
    passed(cast, case)
    assert Delivery.objects.get(message=told(case)).to_address


def test_without_a_mail_address_it_is_to_be_told_and_their_page_says_it(
    cast: Cast, case: Case, client: Client
) -> None:
    Contact.objects.filter(customer=case.customer_id).delete()
    Case.objects.filter(pk=case.pk).update(answer_by="post")
    assert "Tell them by phone or post." in Desk(cast.emma).get(f"/desk/cases/{case.ref}/transfer/")
    page = passed(cast, case)
    assert "It is done. Tell the customer by phone or post" in page
    assert "+421 2 58272132" in page
    assert told(case).channel == "post" and not Delivery.objects.filter(message=told(case)).exists()
    assert "www.soi.sk" in _own_page(client, case)


def _own_page(client: Client, case: Case) -> str:
    with moment.set_to(LATER):
        return str(client.get(re.sub(r"^https?://[^/]+", "", follow_link(case))).content.decode())


@pytest.mark.parametrize(
    ("language", "says"), [("sk", "Takto sa s nimi spojíte:"), ("th", "ติดต่อหน่วยงานนั้นได้ที่:")]
)
def test_their_page_leads_to_the_body(
    cast: Cast, case: Case, client: Client, language: str, says: str
) -> None:
    passed(cast, speaking(case, language))
    client.cookies["django_language"] = language
    page = _own_page(client, case)
    now = page[page.index(says) - 400 : page.index(says) + 400]
    assert "827 99 Bratislava<br>" in now
    assert '<a href="https://www.soi.sk" rel="noreferrer">www.soi.sk</a>' in now
    assert 'href="tel:+421258272132"' in now
    assert GIVEN["reason"] not in page


def test_nobody_asks_whether_it_is_all_right_or_says_that_we_are_responsible(
    cast: Cast, case: Case, client: Client
) -> None:
    passed(cast, speaking(case, "en"))
    client.cookies["django_language"] = "en"
    page = _own_page(client, case)
    assert "Is it for us to decide after all?" in page and "Yes, look at it again" in page
    assert "Is this all right now?" not in page and "Responsible for it" not in page
    assert f"If you have a question to us: {case.team.name}." in page


def test_the_desk_says_beside_the_date_to_whom_it_went(cast: Cast, case: Case) -> None:
    passed(cast, case)
    page = Desk(cast.emma).get(f"/desk/cases/{case.ref}/")
    head = page[page.index('class="by"') :][:300]
    assert GIVEN["body"] in head


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("javascript:alert(1)", "javascript:alert(1)"),
        ("<b onclick=x>", "&lt;b onclick=x&gt;"),
        ('https://a.example/"onx=1', '<a href="https://a.example/" rel="noreferrer">https://a.example/</a>&quot;onx=1'),
        ("See www.soi.sk.", 'See <a href="https://www.soi.sk" rel="noreferrer">www.soi.sk</a>.'),
        ("info@soi.sk", '<a href="mailto:info@soi.sk">info@soi.sk</a>'),
        ("1166", '<a class="nowrap" href="tel:1166">1166</a>'),
        ("(02) 143-0396", '<a class="nowrap" href="tel:021430396">(02) 143-0396</a>'),
        ("Brīvības iela 55, Rīga, LV-1010", "Brīvības iela 55, Rīga, LV-1010"),
        ("Bajkalská 21/A, 827 99 Bratislava", "Bajkalská 21/A, 827 99 Bratislava"),
    ],
)  # fmt: skip
def test_only_pages_addresses_and_numbers_are_links(text: str, shown: str) -> None:
    assert linked(text) == shown


def test_opened_again_nobody_is_led_there(cast: Cast, case: Case, client: Client) -> None:
    passed(cast, case)
    with moment.set_to(LATER):
        Desk(cast.emma).do(f"/desk/cases/{case.ref}/reopen/", reason="They say it is ours.")
    case.refresh_from_db()
    assert (case.transferred_to, case.transferred_contact) == ("", "")
    assert 'href="tel:+421258272132"' not in _own_page(client, case)


def test_forgetting_takes_it_too(cast: Cast, case: Case) -> None:
    passed(cast, case)
    entry = Entry.objects.get(kind="case.transferred")
    assert GIVEN["contact"] not in str(entry.facts)
    erase_cases([case.pk])
    case.refresh_from_db()
    assert case.transferred_contact == "" == case.transferred_to
    assert "soi.sk" not in told(case).text


def test_a_promise_to_do_something_ends_too_and_is_named(cast: Cast, case: Case) -> None:
    speaking(case, "en")
    Promise.objects.filter(case=case).exclude(kind="next_contact").delete()
    with moment.set_to(MONDAY):
        make_promise(case, "remedy", MONDAY + timedelta(days=3), by=cast.by("emma"), what="A new door")
    passed(cast, case)
    assert "The date we gave you no longer holds." in told(case).text
