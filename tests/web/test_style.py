"""The page of parts: for administrators, in every language, in light and dark, with nothing read or written."""

import re

import pytest
from django.conf import settings
from pytest_django import DjangoAssertNumQueries

from tests.cast import Cast
from tests.web.desk import Desk

pytestmark = pytest.mark.django_db


def test_it_is_for_administrators_alone(cast: Cast) -> None:
    assert Desk(cast.ada).status("/desk/style/") == 200
    assert Desk(cast.emma).status("/desk/style/") == 404


@pytest.mark.parametrize("language", [code for code, _name in settings.LANGUAGES])
def test_every_state_is_drawn_in_the_language_asked_for(cast: Cast, language: str) -> None:
    page = Desk(cast.ada).get(f"/desk/style/?language={language}")
    assert f'<html lang="{language}">' in page
    for state in ("later", "due", "overdue", "kept", "paused"):
        assert f'class="pl {state}"' in page
    for shape in (
        "v justified",
        "v partly",
        "v not-justified",
        "v not-ours",
        "v open",
        "finding stop",
        "finding hint-f",
    ):
        assert f'class="{shape}"' in page
    ids = re.findall(r'\sid="([^"]+)"', page)
    assert sorted({one for one in ids if ids.count(one) > 1}) == []


def test_light_and_dark_are_chosen_in_the_address_and_nothing_else_is_taken_from_it(cast: Cast) -> None:
    desk = Desk(cast.ada)
    assert 'data-theme="dark"' in desk.get("/desk/style/?shade=dark")
    page = desk.get('/desk/style/?shade="><script>&language=xx')
    assert "data-theme" not in page
    assert '<html lang="en">' in page


def test_its_forms_change_nothing(cast: Cast, django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    desk = Desk(cast.ada)
    response = desk.client.post("/desk/style/?shade=dark", {"reason": "tried"})
    assert (response.status_code, response["Location"]) == (302, "/desk/style/?shade=dark")
    with django_assert_max_num_queries(12):
        desk.get("/desk/style/")


@pytest.mark.parametrize("language", [code for code, _name in settings.LANGUAGES])
def test_the_parts_of_customers_pages_stand_on_a_page_of_theirs(cast: Cast, language: str) -> None:
    page = Desk(cast.ada).get(f"/desk/style/?pages=customer&language={language}")
    assert "bundles/customer.css" in page
    assert "bundles/desk.css" not in page
    assert '<section class="promise"' in page
