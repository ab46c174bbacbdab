"""Saved filters: one's own and the team's, named, found beside the standard ones, renamed and removed."""

import re

import pytest
from pytest_django import DjangoAssertNumQueries

from amends.cases import actions
from amends.cases.models import SavedFilter
from tests.cast import Cast
from tests.web.desk import Desk

LISTS = ("/desk/complaints/", "/desk/search/?q=doska")


def save(desk: Desk, query: str, name: str, team: object = "") -> str:
    answer = desk.client.post(f"/desk/filters/save/?{query}", {"name": name, "team": str(team)})
    assert answer.status_code == 303, answer.content.decode()
    return str(answer["Location"])


def links(page: str) -> dict[str, str]:
    """Saved filters on a page of a list: name to address."""
    return {
        name.strip(): url.replace("&amp;", "&")
        for url, name in re.findall(r'<a href="([^"]+)"(?: aria-current="page")? class="saved">([^<]+)', page)
    }


def test_a_filter_is_saved_and_leads_back(cast: Cast) -> None:
    emma = Desk(cast.emma)
    here = save(emma, "which=overdue&language=sk&after=junk&x=1", "Slovak and late")
    assert here == "/desk/complaints/?which=overdue&language=sk"
    page = emma.get(here)
    assert 'aria-current="page" class="saved">Slovak and late' in page
    save(emma, "q=from%3Ajana+%22a+b%22", "Jana <3")
    for url in LISTS:
        found = links(emma.get(url))
        assert found["Slovak and late"] == here
        assert found["Jana &lt;3"] == "/desk/search/?q=from%3Ajana+%22a+b%22"


def test_a_shared_filter_is_the_teams(cast: Cast) -> None:
    save(Desk(cast.emma), "which=mine", "Ours", cast.team.pk)
    save(Desk(cast.emma), "which=unowned", "Emma's alone")
    assert set(links(Desk(cast.daniel).get("/desk/complaints/"))) == {"Ours"}
    assert "Shared by Emma Test with" in Desk(cast.daniel).get("/desk/filters/")
    assert links(Desk(cast.rudi).get("/desk/complaints/")) == {}
    assert set(links(Desk(cast.quinn).get("/desk/complaints/"))) == {"Ours"}


def test_renaming_sharing_and_removing(cast: Cast) -> None:
    emma = Desk(cast.emma)
    save(emma, "which=mine", "One")
    row = SavedFilter.objects.get()
    answer = emma.client.post(f"/desk/filters/{row.pk}/change/", {"name": "Two", "team": str(cast.team.pk)})
    assert answer.status_code == 303
    assert set(links(Desk(cast.daniel).get("/desk/complaints/"))) == {"Two"}
    assert emma.client.post(f"/desk/filters/{row.pk}/change/", {"name": "Two", "team": ""}).status_code == 303
    assert links(Desk(cast.daniel).get("/desk/complaints/")) == {}
    assert emma.client.post(f"/desk/filters/{row.pk}/remove/").status_code == 303
    assert not SavedFilter.objects.exists()
    assert "No filter is saved yet." in emma.get("/desk/filters/")


def test_nobody_changes_somebody_elses(cast: Cast) -> None:
    save(Desk(cast.emma), "which=mine", "Ours", cast.team.pk)
    row = SavedFilter.objects.get()
    for what in ("change", "remove"):
        url = f"/desk/filters/{row.pk}/{what}/"
        assert Desk(cast.peter).client.post(url, {"name": "Mine now"}).status_code == 403
        assert Desk(cast.rudi).client.post(url, {"name": "Mine now"}).status_code == 404
        assert Desk(cast.emma).status(url) == 404
    row.refresh_from_db()
    assert row.name == "Ours"


@pytest.mark.parametrize(
    ("name", "told"), [("  ", "Give the filter a name."), ("One", "already have a filter")]
)
def test_a_refusal_keeps_the_filter_and_the_name(cast: Cast, name: str, told: str) -> None:
    emma = Desk(cast.emma)
    save(emma, "which=mine", "One")
    answer = emma.client.post("/desk/filters/save/?which=overdue", {"name": name})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert told in page
    assert f'value="{name}"' in page
    assert "/desk/filters/save/?which=overdue" in page
    assert SavedFilter.objects.count() == 1


def test_a_team_one_is_not_in_is_not_shared_with(cast: Cast) -> None:
    save(Desk(cast.emma), "which=mine", "One", cast.other_team.pk)
    assert SavedFilter.objects.get().team is None


def test_there_is_an_end_to_them(cast: Cast) -> None:
    emma = Desk(cast.emma)
    for n in range(30):
        actions.save_filter(f"Filter {n}", "which=mine", by=cast.by("emma"))
    answer = emma.client.post("/desk/filters/save/?which=mine", {"name": "One more"})
    assert answer.status_code == 409
    assert "You have 30 saved filters" in answer.content.decode()


def test_saved_filters_are_read_at_once(
    cast: Cast, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for n in range(20):
        actions.save_filter(f"Filter {n}", "which=mine", cast.team, by=cast.by("daniel"))
    emma = Desk(cast.emma)
    emma.get("/desk/complaints/")
    with django_assert_max_num_queries(22):
        assert len(links(emma.get("/desk/complaints/"))) == 20
    with django_assert_max_num_queries(12):
        emma.get("/desk/filters/")
