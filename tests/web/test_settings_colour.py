"""The company's own colour: readable, or refused with one that is; by day and by night."""

import re

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from amends.people.colour import (
    NIGHT_PAPER,
    PAPER,
    TEXT,
    check_colour,
    contrast,
    tokens_by_day,
    tokens_by_night,
)
from amends.people.models import Company
from amends.people.refusal import Invalid
from tests.cast import assemble
from tests.web.desk import Desk
from tests.web.filled import filled

COMPANY = "/desk/settings/company/"


@pytest.fixture
def ada(db: None) -> Desk:
    return Desk(assemble().ada)


def sent(ada: Desk, colour: str) -> tuple[int, str]:
    response = ada.client.post(COMPANY, {**filled(ada.get(COMPANY)), "colour": colour})
    return response.status_code, response.content.decode()


def test_a_readable_colour_is_on_every_page_of_a_customer(ada: Desk) -> None:
    assert sent(ada, "7a1f3d")[0] == 303
    assert Company.objects.get().colour == "#7A1F3D"
    found = re.search(r'href="(/colour/7A1F3D.css)"', Client().get("/policy").content.decode())
    assert found
    sheet = Client().get(found[1])
    assert sheet["Content-Type"].startswith("text/css")
    assert ":root { --accent: #7A1F3D;" in sheet.content.decode()
    assert "colour/" not in ada.get("/desk/")
    assert sent(ada, "")[0] == 303
    assert "/colour/" not in Client().get("/policy").content.decode()


def test_one_that_cannot_be_read_is_refused_with_the_nearest_that_can(ada: Desk) -> None:
    status, page = sent(ada, "#FFCC00")
    assert status == 422
    said = re.search(r"its contrast is (1\.\d), 4\.5 is needed\. (#[0-9A-F]{6}) is readable", page)
    assert said
    assert 'value="#FFCC00"' in page
    assert sent(ada, said[2])[0] == 303


@pytest.mark.parametrize("colour", ["red", "#12345", "#GGGGGG", "#0A5567;}", "url(x)"])
def test_what_is_no_colour_is_refused(ada: Desk, colour: str) -> None:
    status, page = sent(ada, colour)
    assert status == 422
    assert "Write the colour as six digits" in page
    assert Company.objects.get().colour == ""


def test_only_readable_colours_have_a_sheet(db: None) -> None:
    assert Client().get("/colour/FFFFFF.css").status_code == 404
    assert Client().get("/colour/x%7D.css").status_code == 404


@given(st.integers(0, 0xFFFFFF))
def test_whatever_passes_is_readable_day_and_night(number: int) -> None:
    try:
        colour = check_colour(f"{number:06x}")
    except Invalid as refused:
        colour = check_colour(str(refused.params["near"]))
    for tokens, paper in ((tokens_by_day(colour), PAPER), (tokens_by_night(colour), NIGHT_PAPER)):
        assert contrast(tokens["accent"], paper) >= TEXT
        for ground in ("accent", "accent-strong"):
            assert contrast(tokens["on-accent"], tokens[ground]) >= TEXT
        assert contrast(tokens["accent"], tokens["accent-soft"]) >= TEXT
