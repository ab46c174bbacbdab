"""Who is not signed in: a browser is led to sign in and back to where it stood, a script is told so."""

import pytest
from django.test import Client

SCRIPT = {"HX-Request": "true"}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("came_from", "back"),
    [
        ("http://testserver/desk/cases/K7TR-2M4X/note/?on=3", "/desk/cases/K7TR-2M4X/note/?on=3"),
        ("https://elsewhere.example/desk/", "/desk/new/"),
        ("", "/desk/new/"),
    ],
)
def test_after_a_form_was_sent_one_is_led_back_to_its_page(came_from: str, back: str) -> None:
    answer = Client().post("/desk/new/", {"problem": "x"}, headers={"Referer": came_from})
    assert answer.status_code == 302
    where = answer["Location"]
    assert where.startswith("/accounts/login/?next=")
    page = Client().get(where)
    assert f'name="next" value="{back}"' in page.content.decode()


@pytest.mark.django_db
def test_a_script_is_told_and_gets_no_page() -> None:
    for ask in (Client().get, Client().post):
        answer = ask("/desk/new/", headers=SCRIPT)
        assert (answer.status_code, answer.content) == (401, b"")


@pytest.mark.django_db
def test_signing_in_offers_one_way_out_of_a_forgotten_password_and_says_what_is_missing() -> None:
    page = Client().get("/accounts/login/").content.decode()
    assert page.count('href="/accounts/password/reset/"') == 1
    assert "Keep me signed in on this device" in page and "placeholder" not in page
    answer = Client().post("/accounts/login/", {"login": "", "password": ""})
    assert answer.content.decode().count("Fill this in.") == 4  # beside each field, and in the list above
