"""The settings of the company and its teams: changed by administrators alone, checked, and never over somebody's change."""

import re
from base64 import b64decode
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from pytest_django import DjangoAssertNumQueries

from amends.journal.models import Entry
from amends.people.models import Company, Team
from tests.cast import Cast
from tests.web.desk import Desk
from tests.web.filled import filled

pytestmark = pytest.mark.slow

PIXEL = b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=="
)
COMPANY, TEAMS = "/desk/settings/company/", "/desk/settings/teams/"


@pytest.fixture
def ada(cast: Cast) -> Desk:
    return Desk(cast.ada)


def changed(desk: Desk, url: str, **values: object) -> str:
    response = desk.client.post(url, {**filled(desk.get(url)), **values})
    told = re.findall(r'class="why"[^>]*>([^<]*)|note error"[^>]*><p>([^<]*)', response.content.decode())
    assert response.status_code == 303, told
    return desk.get(response["Location"])


def refused(desk: Desk, url: str, **values: object) -> str:
    response = desk.client.post(url, {**filled(desk.get(url)), **values})
    assert response.status_code == 422
    return response.content.decode()


def test_only_administrators_of_every_team_find_them(cast: Cast, ada: Desk) -> None:
    assert 'href="/desk/settings/"' in ada.get("/desk/")
    for name in ("daniel", "emma", "quinn"):
        other = Desk(getattr(cast, name))
        assert 'href="/desk/settings/"' not in other.get("/desk/")
        for url in ("/desk/settings/", COMPANY, TEAMS, f"{TEAMS}{cast.team.pk}/"):
            assert other.status(url) == 404
        assert other.client.post(COMPANY, {"name": "Taken"}).status_code == 404
    assert Company.objects.get().name == "Tern & Oak"


def test_an_administrator_of_one_team_changes_nothing_for_all(cast: Cast) -> None:
    from amends.people.actions import change_company, give_role
    from amends.people.actor import SYSTEM
    from amends.people.refusal import NotAllowed

    give_role(cast.rudi, "administrator", cast.other_team, by=SYSTEM)
    assert Desk(cast.rudi).status(COMPANY) == 404
    with pytest.raises(NotAllowed):
        change_company(cast.company, {"name": "Taken"}, by=cast.by("rudi"))


def test_the_company_is_changed_and_the_journal_says_what(ada: Desk) -> None:
    page = changed(
        ada, COMPANY, name="Oak & Tern", languages=["sk", "th"], first_language="sk", currency="THB"
    )
    assert "The company&#x27;s settings are kept." in page
    found = Company.objects.get()
    assert (found.name, found.languages, found.currency) == ("Oak & Tern", ["sk", "th"], "THB")
    entry = Entry.objects.filter(kind="company.changed").latest("pk")
    assert entry.facts["fields"] == "currency, languages, name"
    assert entry.actor_id == str(ada.client.session["_auth_user_id"])


def test_teams_that_kept_the_companys_zone_move_with_it(cast: Cast, ada: Desk) -> None:
    changed(ada, COMPANY, zone="Asia/Bangkok", country="TH")
    assert Team.objects.get(pk=cast.team.pk).zone == "Asia/Bangkok"
    assert Team.objects.get(pk=cast.other_team.pk).zone == "Europe/Riga"


def test_what_cannot_be_used_is_said_and_nothing_changes(ada: Desk) -> None:
    page = refused(ada, COMPANY, name="  ", email="nobody", phone="+421 2 5555")
    assert "+421 2 5555" in page
    assert page.count('class="why"') == 2
    assert Company.objects.get().email == "care@ternandoak.example"


def test_a_logo_is_looked_at_before_it_is_kept(ada: Desk) -> None:
    broken = PIXEL[:40]
    for content, said in (
        (b"<svg onload=alert(1)>", "no PNG or JPEG picture"),
        (broken, "damaged"),
        (PIXEL + b" " * 500_000, "larger than 400 kB"),
    ):
        file = SimpleUploadedFile("logo.png", content, "image/png")
        assert said in refused(ada, COMPANY, logo=file)
    changed(ada, COMPANY, logo=SimpleUploadedFile("logo.png", PIXEL, "image/png"))
    assert ada.client.get("/logo").content == PIXEL
    changed(ada, COMPANY, name="Kept")
    assert bytes(Company.objects.get().logo or b"") == PIXEL
    changed(ada, COMPANY, without_logo="on")
    assert Company.objects.get().logo is None


def test_nobody_overwrites_what_another_changed(cast: Cast, ada: Desk) -> None:
    shown = filled(ada.get(COMPANY))
    changed(ada, COMPANY, phone="+421 1")
    response = ada.client.post(COMPANY, {**shown, "phone": "+421 2"})
    page = response.content.decode()
    assert response.status_code == 422
    assert "Somebody changed these settings meanwhile." in page
    assert "+421 2" in page
    assert Company.objects.get().phone == "+421 1"
    assert ada.client.post(COMPANY, filled(page)).status_code == 303
    assert Company.objects.get().phone == "+421 2"


def test_a_team_is_added_and_its_calendar_holds(cast: Cast, ada: Desk) -> None:
    page = changed(ada, TEAMS, name="Branch North")
    team = Team.objects.get(name="Branch North")
    assert "Working hours" in page
    page = changed(
        ada,
        f"{TEAMS}{team.pk}/",
        hours_0="8:00-12:00, 13.00 – 16:30",
        hours_5="10:00–14:00",
        hours_4="",
        extra_closed="24.12.2026\n2026-12-31",
        extra_open="2026-12-26",
    )
    assert "24 December" in page
    team.refresh_from_db()
    assert team.hours["0"] == [["08:00", "12:00"], ["13:00", "16:30"]]
    assert "4" not in team.hours
    assert team.calendar.is_working_day(date(2026, 12, 26))
    assert not team.calendar.is_working_day(date(2026, 12, 31))
    assert not team.calendar.is_working_day(date(2026, 11, 27))


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("hours_1", "from nine", "Write hours such as"),
        ("hours_1", "17:00–09:00", "ends before it begins"),
        ("hours_1", "09:00–12:00, 11:00–15:00", "hours that follow one another"),
        ("extra_closed", "24 Dec", "is no date"),
        ("extra_closed", "2026-02-31", "is no date"),
        ("subdivision", "XX", "No public holidays are known"),
        ("name", "Workshop", "There is already a team Workshop."),
    ],
)
def test_a_calendar_that_cannot_be_is_refused(
    cast: Cast, ada: Desk, field: str, value: str, said: str
) -> None:
    page = refused(ada, f"{TEAMS}{cast.team.pk}/", **{field: value})
    assert said in page
    assert Team.objects.get(pk=cast.team.pk).extra_closed == []


def test_the_team_without_which_complaints_have_no_home_stays(cast: Cast, ada: Desk) -> None:
    url = f"{TEAMS}{cast.team.pk}/"
    values = filled(ada.get(url))
    values.pop("active")
    response = ada.client.post(url, values)
    assert response.status_code == 409
    assert "Choose another for them first." in response.content.decode()
    assert ada.client.post(f"{TEAMS}9999/", values).status_code == 404


def test_pages_cost_few_queries(
    cast: Cast, ada: Desk, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    Team.objects.bulk_create([Team(name=f"Branch {number}") for number in range(40)])
    for url in ("/desk/settings/", COMPANY, TEAMS, f"{TEAMS}{cast.team.pk}/"):
        with django_assert_max_num_queries(12):
            ada.get(url)
