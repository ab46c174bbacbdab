"""What a page of a reply is told of colleagues' changes: cheap, part by part, and without writing anything."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from amends.cases.models import Case
from amends.journal.models import Entry
from amends.responses.models import Block, Draft
from tests.cast import Cast, complaint
from tests.web.desk import Desk
from tests.web.test_two_at_once import letter

pytestmark = pytest.mark.slow

SCRIPT = {"HX-Request": "true"}


@pytest.fixture
def case(cast: Cast) -> Case:
    return complaint(cast)


def test_each_part_is_told_to_whom_it_is_news(cast: Cast, case: Case) -> None:
    emma, daniel, at = Desk(cast.emma), Desk(cast.daniel), f"/desk/cases/{case.ref}"
    block = letter(emma, at)
    was = {f"was-{block.pk}": "", f"text-{block.pk}": "", "state": "writing"}
    url = f"{at}/reply/meanwhile/"
    assert emma.client.post(url, was, headers=SCRIPT).status_code == 204
    daniel.client.post(f"{at}/reply/", {f"was-{block.pk}": "", f"text-{block.pk}": "His <b>words</b>"})
    entries = Entry.objects.count()
    assert daniel.client.post(url, was, headers=SCRIPT).status_code == 204, "his own are no news"
    with CaptureQueriesContext(connection) as asked:
        page = emma.client.post(url, was, headers=SCRIPT).content.decode()
    assert len(asked) <= 8, [one["sql"] for one in asked]
    assert f'data-told="{block.pk}"' in page
    assert "Daniel Test changed this part at" in page
    assert "His &lt;b&gt;words&lt;/b&gt;" in page
    page = emma.client.post(url, {**was, f"text-{block.pk}": "Mine"}, headers=SCRIPT).content.decode()
    assert f'data-lost="{block.pk}"' in page
    assert "Mine" in page and "Keep mine" in page
    assert Entry.objects.count() == entries
    assert Block.objects.get(pk=block.pk).text == "His <b>words</b>"


def test_a_save_of_nothing_new_does_not_take_anothers_words_for_shown(cast: Cast, case: Case) -> None:
    emma, daniel, at = Desk(cast.emma), Desk(cast.daniel), f"/desk/cases/{case.ref}"
    block = letter(emma, at)
    url, as_shown = f"{at}/reply/{block.pk}/", {f"was-{block.pk}": "", f"text-{block.pk}": ""}
    daniel.client.post(url, {**as_shown, f"text-{block.pk}": "His words"})
    page = emma.client.post(url, as_shown, headers=SCRIPT).content.decode()
    assert f'data-told="{block.pk}"' in page
    assert f'id="was-{block.pk}"' not in page
    answer = emma.client.post(url, {**as_shown, f"text-{block.pk}": "Mine"}, headers=SCRIPT)
    assert answer.status_code == 409, "she had not seen his"
    answer = daniel.client.post(url, as_shown, headers=SCRIPT)
    assert (answer.status_code, answer.content) == (204, b""), "his own, from another of his windows"
    assert Block.objects.get(pk=block.pk).text == "His words"


def test_the_answer_to_what_could_not_be_saved_names_who_wrote_that_part(cast: Cast, case: Case) -> None:
    emma, daniel, at = Desk(cast.emma), Desk(cast.daniel), f"/desk/cases/{case.ref}"
    block = letter(emma, at)
    closing = Block.objects.get(kind="closing")
    daniel.client.post(f"{at}/reply/{block.pk}/", {f"was-{block.pk}": "", f"text-{block.pk}": "His"})
    emma.client.post(
        f"{at}/reply/{closing.pk}/", {f"was-{closing.pk}": closing.text, f"text-{closing.pk}": "Bye"}
    )
    mine = {f"was-{block.pk}": "", f"text-{block.pk}": "Mine"}
    answer = emma.client.post(f"{at}/reply/{block.pk}/", mine, headers=SCRIPT)
    assert (answer.status_code, answer["HX-Retarget"]) == (409, f"#lost-{block.pk}")
    assert "Daniel Test changed this part" in answer.content.decode()
    whole = emma.client.post(f"{at}/reply/", mine)
    assert whole.status_code == 409
    assert "Take the text of Daniel Test" in whole.content.decode()


def test_a_reply_that_moved_on_is_told(cast: Cast, case: Case) -> None:
    emma, at = Desk(cast.emma), f"/desk/cases/{case.ref}"
    block = letter(emma, at)
    sent = {f"text-{block.pk}": "We are sorry.", f"was-{block.pk}": ""}
    assert emma.client.post(f"{at}/reply/do/ask/", sent).status_code == 303
    url = f"{at}/reply/meanwhile/"
    page = Desk(cast.daniel).client.post(url, {"state": "writing"}, headers=SCRIPT)
    assert "Emma Test: " in page.content.decode()
    Draft.objects.update(state="sent")
    page = Desk(cast.daniel).client.post(url, {"state": "waiting"}, headers=SCRIPT)
    assert (page.status_code, page["HX-Retarget"]) == (409, "#meanwhile")
    typed = {f"was-{block.pk}": "", f"text-{block.pk}": "Mine"}
    assert emma.client.post(f"{at}/reply/{block.pk}/", typed, headers=SCRIPT).status_code == 409


def test_whoever_may_not_see_the_complaint_is_told_nothing(cast: Cast, case: Case) -> None:
    at = f"/desk/cases/{case.ref}"
    letter(Desk(cast.emma), at)
    assert Desk(cast.rudi).client.post(f"{at}/reply/meanwhile/", headers=SCRIPT).status_code == 404
