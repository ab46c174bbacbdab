"""Anybody complains without an account, and what they typed survives every mistake."""

import re
from datetime import UTC, datetime
from typing import Any

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from amends.cases.models import Case, Feedback, File, Message
from amends.channels.models import Delivery
from amends.people.models import Company, Representative
from amends.procedure import moment
from tests.cast import Cast, assemble

pytestmark = pytest.mark.django_db
FRIDAY = datetime(2026, 11, 13, 10, 0, tzinfo=UTC)
TEXT = "Objednal som šesť stoličiek a jedna prišla rozbitá. Nikto mi nedvíha telefón."


@pytest.fixture
def cast() -> Cast:
    cache.clear()
    found = assemble()
    Company.objects.update(languages=["en", "sk", "th", "lv", "bg", "ro"], packs=["slovakia"])
    return found


def token(client: Client) -> str:
    page = client.get("/").content.decode()
    found = re.search(r'name="token" value="([^"]+)"', page)
    assert found
    return found[1]


def send(client: Client, **more: Any) -> Any:
    data = {
        "text": TEXT,
        "name": "Ján Kováč",
        "contact": "jan@example.com",
        "answer_by": "email",
        "wishes": ["fix", "explain"],
        "order_ref": "51907",
    }
    return client.post("/", {**data, **more})


def test_the_dates_of_what_follows_stand_there_before_anything_is_sent(cast: Cast, client: Client) -> None:
    with moment.set_to(FRIDAY):
        page = client.get("/").content.decode()
    assert (
        "By Wednesday 18 November" in page
    )  # three working days; the 17th is a holiday in Slovakia or it is the 18th
    assert page.count("<li") >= 3


def test_a_complaint_is_registered_answered_and_followed(cast: Cast, client: Client) -> None:
    with moment.set_to(FRIDAY):
        reply = send(client, token=token(client))
    assert reply.status_code == 303
    assert reply["Location"].startswith("/my/")  # a browser follows a form to no other host than it came from
    case = Case.objects.get()
    assert case.language == "sk"
    assert (case.order_ref, case.answer_by, case.channel) == ("51907", "email", "web_form")
    assert case.wish == "Repair or exchange it; Explain why it happened"
    assert Delivery.objects.filter(message__kind="first_answer", to_address="jan@example.com").count() == 1
    with moment.set_to(FRIDAY):
        page = client.get(reply["Location"])
    assert page.status_code == 200
    assert case.ref in page.content.decode()


def test_the_same_form_sent_twice_is_one_complaint(cast: Cast, client: Client) -> None:
    given = token(client)
    first, second = send(client, token=given), send(client, token=given)
    assert first["Location"] == second["Location"]
    assert Case.objects.count() == 1
    assert Delivery.objects.count() == 1


def test_the_same_form_with_other_words_asks_before_it_becomes_another_complaint(
    cast: Cast, client: Client
) -> None:
    given = token(client)
    send(client, token=given)
    asked = send(client, token=given, text=TEXT + " A ešte niečo.")
    assert asked.status_code == 409
    assert "A ešte niečo." in asked.content.decode()
    fresh = re.search(r'name="token" value="([^"]+)"', asked.content.decode())
    assert fresh and fresh[1] != given
    assert send(client, token=fresh[1], text=TEXT + " A ešte niečo.").status_code == 303
    assert Case.objects.count() == 2


def test_another_order_is_asked_about_too_and_a_new_photo_is_added(cast: Cast, client: Client) -> None:
    given = token(client)
    send(client, token=given)
    assert send(client, token=given, order_ref="51908").status_code == 409
    photo = SimpleUploadedFile("chair.jpg", b"x" * 400, "image/jpeg")
    for _time in range(2):
        photo.seek(0)
        assert send(client, token=given, attachments=[photo]).status_code == 303
    case = Case.objects.get()
    assert [f.name for f in File.objects.filter(case=case)] == ["chair.jpg"]
    assert [m.kind for m in case.messages.filter(direction="in")] == ["complaint", "addition"]


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("text", "", "One sentence is enough."),
        ("text", "\u200b\u200b\u200b", "One sentence is enough."),
        ("text", "\n" * 100_000, "One sentence is enough."),
        ("text", "x" * 100_001, "Attach the rest as a file."),
        ("name", "", "Without it we cannot answer you."),
        ("contact", "", "Write an email address such as"),
        ("contact", "nowhere", "Write an email address such as"),
        ("contact", "a@example.com%0ACc:b@example.com", "Write an email address such as"),
    ],
)
def test_what_is_wrong_says_what_to_do_and_keeps_what_was_typed(
    cast: Cast, client: Client, field: str, value: str, sentence: str
) -> None:
    reply = send(client, **{field: value})
    page = reply.content.decode()
    assert reply.status_code == 422
    assert sentence in page
    assert 'aria-invalid="true"' in page
    assert "51907" in page
    if field != "text":
        assert "Objednal som" in page
    assert Case.objects.count() == 0


def test_answer_by_phone_or_letter_asks_for_what_it_needs(cast: Cast, client: Client) -> None:
    assert "Write the phone number" in send(client, answer_by="phone").content.decode()
    assert "Write the address" in send(client, answer_by="paper").content.decode()
    assert send(client, contact="+421 2 5555 1234").status_code == 303
    assert Case.objects.get().answer_by == "phone"


def test_a_letter_goes_to_the_address_given(cast: Cast, client: Client) -> None:
    assert send(client, answer_by="paper", contact="", address="Hlavná 1\nNitra").status_code == 303
    case = Case.objects.get()
    assert case.answer_by == "paper"
    assert "Hlavná 1\nNitra" in Message.objects.get(case=case, kind="complaint").text


def test_somebody_else_is_represented_with_relation_and_authority(cast: Cast, client: Client) -> None:
    lone = send(client, relation="dcéra")
    assert "Write the name of the person" in lone.content.decode()
    assert "<details" in lone.content.decode() and " open>" in lone.content.decode()
    reply = send(client, other_name="Anna Kováčová", relation="syn", authority="plná moc")
    assert reply.status_code == 303
    case = Case.objects.get()
    assert case.customer.full_name == "Anna Kováčová"
    assert case.representative and case.representative.full_name == "Ján Kováč"
    assert Representative.objects.get().authority == "plná moc"


def test_files_come_along_and_too_large_ones_lose_no_word(cast: Cast, client: Client, settings: Any) -> None:
    settings.LARGEST_UPLOAD = 1000
    photo = SimpleUploadedFile("..\\stolička.jpg", b"x" * 400, "image/jpeg")
    large = SimpleUploadedFile("b.jpg", b"y" * 700, "image/jpeg")
    refused = send(client, attachments=[photo, large])
    assert refused.status_code == 422
    assert "larger than" in refused.content.decode() and "Objednal som" in refused.content.decode()
    photo.seek(0)
    assert send(client, attachments=[photo]).status_code == 303
    assert [f.name for f in File.objects.all()] == ["stolička.jpg"]


def test_more_files_than_allowed_are_counted_in_words(cast: Cast, client: Client, settings: Any) -> None:
    settings.FILES_PER_MESSAGE = 2
    many = [SimpleUploadedFile(f"{n}.txt", b"x") for n in range(3)]
    assert "Choose at most 2 files." in send(client, attachments=many).content.decode()


def test_what_fills_in_the_hidden_field_is_asked_again(cast: Cast, client: Client) -> None:
    reply = send(client, website="http://spam.example")
    assert reply.status_code == 422
    assert "Objednal som" in reply.content.decode()
    assert "spam.example" not in reply.content.decode()


def test_very_many_from_one_network_wait_and_lose_nothing(cast: Cast, client: Client, settings: Any) -> None:
    settings.COMPLAINTS_PER_ADDRESS = 2
    for name in ("A B", "C D"):
        assert send(client, name=name).status_code == 303
    third = send(client, name="E F")
    assert third.status_code == 429
    assert "Objednal som" in third.content.decode()
    assert client.post("/", {"text": TEXT}, REMOTE_ADDR="198.51.100.7").status_code == 422


def test_a_remark_without_a_name_is_kept_and_told_that_no_answer_comes(cast: Cast, client: Client) -> None:
    assert "No answer follows" in client.get("/remark").content.decode()
    assert client.post("/remark", {"text": ""}).status_code == 422
    assert client.post("/remark", {"text": "The door squeaks every morning."}).status_code == 303
    assert Feedback.objects.get().text == "The door squeaks every morning."
    given = re.search(r'name="token" value="([^"]+)"', client.get("/remark").content.decode())
    assert given
    for text in ("The lift is slow.", "The lift is slow.", "The lift stands still."):
        assert client.post("/remark", {"text": text, "token": given[1]}).status_code == 303
    assert Feedback.objects.count() == 3, "other words are another remark"
    assert Case.objects.count() == 0
    Company.objects.update(feedback_wanted=False)
    assert client.get("/remark").status_code == 404
    assert "/remark" not in client.get("/").content.decode()


@pytest.mark.parametrize("code", ["en", "sk", "th", "lv", "bg", "ro"])
def test_the_pages_speak_every_language_of_the_installation(cast: Cast, client: Client, code: str) -> None:
    assert f'<html lang="{code}"' in client.get("/", headers={"accept-language": code}).content.decode()
    assert f'<html lang="{code}"' in client.get(f"/policy?lang={code}").content.decode()


def test_only_the_languages_the_company_answers_in_are_offered(cast: Cast, client: Client) -> None:
    Company.objects.update(languages=["lv"])
    assert '<html lang="lv"' in client.get("/", headers={"accept-language": "bg"}).content.decode()


def test_the_language_can_be_changed_and_only_leads_back_here(cast: Cast, client: Client) -> None:
    changed = client.post("/i18n/setlang/", {"language": "th", "next": "/policy"})
    assert changed["Location"] == "/policy"
    assert '<html lang="th"' in client.get("/").content.decode()
    away = client.post("/i18n/setlang/", {"language": "th", "next": "javascript:alert(1)"})
    assert away["Location"] == "/"


def test_the_policy_says_what_the_procedure_keeps(cast: Cast, client: Client) -> None:
    page = client.get("/policy").content.decode()
    assert "within 5 working days" in page
    assert "Whoever wrote the answer does not sign it." in page
    assert "Monday: 09:00–17:00" in page


def test_the_name_of_the_program_does_not_appear(cast: Cast, client: Client) -> None:
    for address in ("/", "/remark", "/policy"):
        words = re.sub(r"<[^>]+>", " ", client.get(address).content.decode())
        assert "amends" not in words.lower()


def test_the_logo_is_served_only_as_a_picture(cast: Cast, client: Client) -> None:
    assert client.get("/logo").status_code == 404
    Company.objects.update(logo=b"<svg onload=alert(1)>")
    assert client.get("/logo").status_code == 404
    Company.objects.update(logo=b"\x89PNG\r\n\x1a\n")
    assert client.get("/logo")["Content-Type"] == "image/png"
    assert 'src="/logo"' in client.get("/").content.decode()
