"""Prepared texts in the settings: kept by those who may, read by others, tried out on an invented complaint."""

from typing import Any

from pytest_django import DjangoAssertNumQueries

from amends.people.actor import SYSTEM
from amends.people.models import Team
from amends.responses import actions
from amends.responses.models import PreparedText
from tests.cast import Cast
from tests.web.desk import Desk
from tests.web.filled import filled
from tests.web.test_settings import changed, refused

TEXTS = "/desk/settings/texts/"


def kept(**more: Any) -> PreparedText:
    words = {"name": "Hello", "kind": "opening", "language": "en", "text": "Dear {customer_name},", **more}
    return actions.add_text(words, by=SYSTEM)


def test_an_administrator_writes_changes_and_retires_a_text_for_everybody(cast: Cast) -> None:
    ada = Desk(cast.ada)
    page = changed(
        ada, f"{TEXTS}new/", name="Parcels", kind="answer", language="en", who="all", text="Parcel {?number}."
    )
    assert "The text is kept." in page
    text = PreparedText.objects.get()
    assert (text.kind, text.team, text.owner) == ("answer", None, None)
    changed(
        ada, f"{TEXTS}{text.pk}/", verdict="justified", who=str(cast.team.pk), text=" Parcel {?number}.\n"
    )
    text.refresh_from_db()
    assert (text.verdict, text.team, text.text) == ("justified", cast.team, "Parcel {?number}.")
    assert "Justified" in ada.get(f"{TEXTS}?language=en&kind=answer")
    assert "Parcels" not in ada.get(f"{TEXTS}?language=sk")
    ada.client.post(f"{TEXTS}{text.pk}/retire/")
    assert "Retired" in ada.get(f"{TEXTS}?language=all")
    ada.client.post(f"{TEXTS}{text.pk}/back/")
    text.refresh_from_db()
    assert text.retired_at is None


def test_what_cannot_be_filled_is_named_and_nothing_typed_is_lost(cast: Cast) -> None:
    page = refused(Desk(cast.ada), f"{TEXTS}new/", name="Parcels", who="all", text="Dear {custmer_name}, 7")
    assert "There is no variable {custmer_name}. Did you mean {customer_name}?" in page
    assert filled(page)["text"] == "Dear {custmer_name}, 7"
    assert not PreparedText.objects.exists()


def test_an_employee_keeps_their_own_and_reads_shared_ones(cast: Cast) -> None:
    emma = Desk(cast.emma)
    shared = kept()
    page = emma.get(f"{TEXTS}{shared.pk}/")
    assert "Make a copy of my own" in page and "Keep the text" not in page
    assert "Dear Olivia Grant," in page
    assert emma.client.post(f"{TEXTS}{shared.pk}/", {"name": "Taken"}).status_code == 200
    assert emma.client.post(f"{TEXTS}{shared.pk}/retire/").status_code == 403
    assert emma.client.post(f"{TEXTS}new/", {"name": "x", "who": "all", "text": "x"}).status_code == 422
    changed(emma, f"{TEXTS}new/?like={shared.pk}", name="Mine")
    own = PreparedText.objects.exclude(pk=shared.pk).get()
    assert (own.owner, own.text) == (cast.emma, shared.text)
    shared.refresh_from_db()
    assert shared.name == "Hello" and shared.retired_at is None
    rudi = Desk(cast.rudi)
    assert rudi.status(f"{TEXTS}{own.pk}/") == 404
    assert rudi.status(f"{TEXTS}new/?like={own.pk}") == 404
    assert "Mine" not in rudi.get(f"{TEXTS}?language=all")
    assert "/desk/settings/company/" not in emma.get(TEXTS)
    assert f'href="{TEXTS}"' in emma.get("/desk/")


def test_a_manager_shares_with_their_team_alone(cast: Cast) -> None:
    daniel = Desk(cast.daniel)
    form = daniel.get(f"{TEXTS}new/")
    assert f'value="{cast.team.pk}"' in form and f'value="{cast.other_team.pk}"' not in form
    assert 'value="all"' not in form
    changed(daniel, f"{TEXTS}new/", name="Ours", who=str(cast.team.pk), text="Hello")
    assert PreparedText.objects.get().team == cast.team


def test_a_text_of_a_team_no_longer_in_use_stays_with_it(cast: Cast) -> None:
    text = kept(team=cast.other_team)
    Team.objects.filter(pk=cast.other_team.pk).update(active=False)
    ada = Desk(cast.ada)
    assert f'value="{cast.other_team.pk}"' not in ada.get(f"{TEXTS}new/")
    changed(ada, f"{TEXTS}{text.pk}/", name="Again")
    text.refresh_from_db()
    assert (text.name, text.team) == ("Again", cast.other_team)


def test_two_at_once_lose_nothing(cast: Cast) -> None:
    text, ada = kept(), Desk(cast.ada)
    opened = filled(ada.get(f"{TEXTS}{text.pk}/"))
    actions.change_text(text, {"text": "Good day {customer_name},"}, by=SYSTEM)
    response = ada.client.post(f"{TEXTS}{text.pk}/", {**opened, "text": "Mine {customer_name}"})
    assert response.status_code == 422
    assert "Somebody changed these settings meanwhile" in response.content.decode()
    assert filled(response.content.decode())["text"] == "Mine {customer_name}"


def test_the_preview_puts_in_an_invented_complaint_and_marks_gaps(cast: Cast) -> None:
    desk = Desk(cast.emma)
    sent = {"language": "sk", "text": "{customer_name}: {amount} {by_promised_date} {?číslo} <b>"}
    page = desk.client.post(f"{TEXTS}preview/", sent).content.decode()
    assert "Zuzana Hrabovská: 60 € do piatka 27. novembra 2026 <mark>číslo</mark> &lt;b&gt;" in page
    page = desk.client.post(f"{TEXTS}preview/", {"language": "zz", "text": "{nothing}"}).content.decode()
    assert "There is no variable {nothing}" in page
    assert desk.status(f"{TEXTS}preview/") == 404
    without_script = desk.client.post(f"{TEXTS}new/", {**sent, "name": "x", "who": "own", "see": "1"})
    assert "<mark>číslo</mark>" in without_script.content.decode()
    assert not PreparedText.objects.exists()


def test_the_list_asks_a_bounded_number_of_questions(
    cast: Cast, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(40):
        kept(name=f"Text {number}", team=cast.team if number % 2 else None)
    desk = Desk(cast.ada)
    desk.get(TEXTS)
    with django_assert_max_num_queries(10):
        assert desk.get(f"{TEXTS}?language=all").count(">Text ") == 40
