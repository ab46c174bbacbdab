"""The complaint on paper: printed in every language, with a code that leads to the page in that language."""

import pytest
import segno
from django.test import Client

from amends.people.models import Company
from tests.cast import Cast, assemble

pytestmark = pytest.mark.django_db
LANGUAGES = ["en", "sk", "th", "lv", "bg", "ro"]


@pytest.fixture
def cast() -> Cast:
    found = assemble()
    Company.objects.update(languages=LANGUAGES)
    return found


def sheet(client: Client, lang: str) -> str:
    reply = client.get("/questionnaire", {"lang": lang})
    assert reply.status_code == 200
    return str(reply.content.decode())


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_code_leads_to_the_complaints_page_in_the_language_of_the_sheet(
    cast: Cast, client: Client, settings: object, lang: str
) -> None:
    settings.PUBLIC_URL = "https://care.example"  # type: ignore[attr-defined]
    page = sheet(client, lang)
    assert f'<html lang="{lang}">' in page
    drawn = segno.make(f"https://care.example/?lang={lang}", error="m", micro=False)
    assert drawn.svg_inline(omitsize=True, light="#fff", dark="#000") in page
    assert f'<html lang="{lang}">' in client.get("/", {"lang": lang}).content.decode()


def test_whoever_came_by_the_code_can_still_change_the_language(cast: Cast, client: Client) -> None:
    page = client.get("/", {"lang": "sk"}).content.decode()
    assert 'name="next" value="/?lang=' not in page
    client.post("/i18n/setlang/", {"language": "bg", "next": "/"})
    assert '<html lang="bg">' in client.get("/").content.decode()


def test_there_are_boxes_to_tick_for_wishes_and_ways_of_answering(cast: Cast, client: Client) -> None:
    page = sheet(client, "en")
    for words in ("Repair or exchange it", "Give me my money back", "By phone", "By letter"):
        assert f"<li>{words}</li>" in page


def test_a_language_nobody_here_answers_in_falls_back(cast: Cast, client: Client) -> None:
    assert '<html lang="en">' in sheet(client, '"><script>')


def test_it_is_found_from_the_policy_and_from_the_desk(cast: Cast, client: Client) -> None:
    assert 'href="/questionnaire"' in client.get("/policy").content.decode()
    client.force_login(cast.emma)
    assert 'href="/questionnaire"' in client.get("/desk/new/").content.decode()
