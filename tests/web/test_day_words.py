"""Under every date field stands its day in the reader's language, with the working days of the team up to it."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone, translation

from amends.people.models import Company
from amends.procedure import moment
from amends.web.desk.day_words import LONGEST, in_words, read
from tests.cast import Cast, assemble, complaint
from tests.web.desk import Desk

FRIDAY = datetime(2026, 11, 27, 9, 0, tzinfo=UTC)


@pytest.fixture
def cast(db: None, monkeypatch: pytest.MonkeyPatch) -> Cast:
    monkeypatch.setattr(moment, "now", lambda: FRIDAY)
    return assemble()


@pytest.mark.parametrize(
    ("at", "lang", "said"),
    [
        ("2026-12-04", "en", "Friday 4 December 2026: in 5 working days"),
        ("2026-11-30T12:00", "en", "Monday 30 November 2026 at 12:00: in 1 working day"),
        ("2026-11-29", "en", "Sunday 29 November 2026: no working day, the next is Monday 30 November"),
        ("2026-11-27", "en", "Friday 27 November 2026: today"),
        ("2026-11-26", "en", "Thursday 26 November 2026: this day is over"),
        ("2031-11-26", "en", "Wednesday 26 November 2031"),
        ("", "en", ""),
        ("soon", "en", ""),
        ("9999-12-31", "en", "Friday 31 December 9999"),
        ("1" * (LONGEST + 1), "en", ""),
    ],
)
def test_a_day_is_said_with_its_place_among_working_days(cast: Cast, at: str, lang: str, said: str) -> None:
    with translation.override(lang), timezone.override(ZoneInfo("UTC")):
        assert in_words(read(at), cast.team.calendar) == said


@pytest.mark.parametrize(
    ("lang", "day"), [("sk", "piatok 4. decembra 2026"), ("th", "4 ธันวาคม"), ("bg", "4 декември 2026")]
)
def test_it_speaks_the_employees_language_whatever_the_browsers(cast: Cast, lang: str, day: str) -> None:
    with translation.override(lang):
        assert day in in_words(date(2026, 12, 4), cast.team.calendar)


def test_the_form_shows_the_day_and_the_page_asks_for_another(cast: Cast) -> None:
    case, emma = complaint(cast), Desk(cast.emma)
    page = emma.get(f"/desk/cases/{case.ref}/promise/")
    assert 'data-day-of="id_due"' in page and "working day" in page and f'data-team="{cast.team.pk}"' in page
    assert emma.get("/desk/day/?at=2026-11-29") == (
        "Sunday 29 November 2026: no working day, the next is Monday 30 November"
    )
    assert emma.get("/desk/day/?at=2026-11-29&plain") == "Sunday 29 November 2026"
    assert emma.get("/desk/day/?at=" + "9" * 4_000 + "&team=" + "9" * 4_000) == ""


def test_what_was_typed_wrong_stays_without_words(cast: Cast) -> None:
    case = complaint(cast)
    at = f"/desk/cases/{case.ref}/promise/"
    _status, page = Desk(cast.emma).refused(at, version=case.version, due="31 June", text="x")
    assert "Choose a day and a time, or write them as" in page and 'value="31 June"' in page


def test_a_company_without_a_team_says_the_day(cast: Cast) -> None:
    Company.objects.update(default_team=None)
    assert Desk(cast.emma).get("/desk/day/?at=2026-11-29") == "Sunday 29 November 2026"
