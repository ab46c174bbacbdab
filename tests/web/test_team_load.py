"""A manager sees what lies with each employee, goes to the list behind a number, and hands over from there."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from selectolax.lexbor import LexborHTMLParser

from amends.cases import actions
from amends.cases.models import Case
from amends.language.identity import uuid7
from amends.people import actions as people
from amends.people.actor import SYSTEM
from amends.people.models import Staff
from amends.procedure import moment
from tests.cast import MONDAY, Cast, complaint, customer
from tests.web.desk import Desk

pytestmark = pytest.mark.slow


@pytest.fixture(autouse=True)
def monday() -> Any:
    with moment.set_to(MONDAY):
        yield


def given(cast: Cast, owner: Staff, count: int, due_in: int) -> list[Case]:
    """Open complaints of an employee that fall due in so many hours."""
    made = []
    for _n in range(count):
        number = Case.objects.count()
        case = complaint(cast, customer=customer(f"Customer {number}", f"c{number}@example.com"))
        actions.assign(case, owner, by=cast.by("daniel"))
        Case.objects.filter(pk=case.pk).update(due_at=MONDAY + timedelta(hours=due_in))
        made.append(case)
    return made


def figures(page: str) -> dict[str, list[str]]:
    """The numbers beside each employee."""
    found = {}
    for row in LexborHTMLParser(page).css("table.load tbody tr"):
        name, cells = row.css_first("th a"), row.css("td")
        found[name.text().strip() if name else ""] = [
            (re.match(r"[\d,+]+", cell.text().strip()) or [""])[0] for cell in cells
        ]
    return found


def test_a_manager_sees_what_lies_with_each(cast: Cast) -> None:
    given(cast, cast.emma, 2, -3)
    waiting = given(cast, cast.emma, 1, 2)[0]
    given(cast, cast.emma, 1, 70)
    given(cast, cast.peter, 1, 70)
    Desk(cast.emma).do(
        f"/desk/cases/{waiting.ref}/assess/", essence="Late", state="calm", severity="1", route="complex"
    )
    actions.ask_statement(waiting, "Who packed it?", by=cast.by("emma"), of_name="The carrier")
    Case.objects.filter(pk=waiting.pk).update(due_at=MONDAY + timedelta(hours=2))
    people.record_absence(
        cast.peter, MONDAY.date(), MONDAY.date() + timedelta(days=2), cast.emma, by=cast.by("peter")
    )
    page = Desk(cast.daniel).get("/desk/")
    assert figures(page) == {
        "Emma Test": ["4", "1", "2", "1"],
        "Peter Test": ["1", "0", "0", "0"],
        "Daniel Test": ["0", "0", "0", "0"],
    }
    assert re.search(r"away until \S+ \S+ \S+, Emma Test stands in", page)
    for name in ("emma", "rudi", "quinn"):
        assert 'class="load"' not in Desk(getattr(cast, name)).get("/desk/")
        assert Desk(getattr(cast, name)).status("/desk/team/") == 404


@pytest.mark.parametrize(
    ("which", "count"), [("", 4), ("&which=today", 1), ("&which=overdue", 2), ("&which=waiting", 0)]
)
def test_each_number_leads_to_its_list(cast: Cast, which: str, count: int) -> None:
    given(cast, cast.emma, 2, -3)
    given(cast, cast.emma, 1, 2)
    given(cast, cast.emma, 1, 70)
    given(cast, cast.peter, 3, -3)
    daniel = Desk(cast.daniel)
    url = f"/desk/complaints/?owner={cast.emma.pk}{which}"
    assert not count or f'href="{url}"' in daniel.get("/desk/").replace("&amp;", "&")
    page = daniel.get(url)
    assert len(re.findall(r'<input type="checkbox" name="case"', page)) == count
    assert "Of Emma Test" in page


def test_several_are_handed_over_from_the_list(cast: Cast) -> None:
    cases = given(cast, cast.emma, 3, -3)
    daniel = Desk(cast.daniel)
    page = daniel.get(f"/desk/complaints/?owner={cast.emma.pk}&which=overdue")
    assert f'<input type="hidden" name="owner" value="{cast.emma.pk}">' in page
    asked = f"/desk/hand-over/?owner={cast.emma.pk}&which=overdue"
    shown = daniel.get(asked + "".join(f"&case={case.ref}" for case in cases[:2]))
    chosen = re.findall(r'name="case" value="([^"]+)"', shown)
    answer = daniel.client.post(
        asked, {"case": chosen, "to": cast.daniel.pk, "reason": "She is away.", "step": "do"}
    )
    assert answer["Location"].startswith("/desk/complaints/?")
    assert f"owner={cast.emma.pk}" in answer["Location"]
    assert Case.objects.filter(owner=cast.daniel).count() == 2


def test_what_is_no_employee_narrows_nothing(cast: Cast) -> None:
    given(cast, cast.emma, 1, 70)
    for owner in ("x", "-1", "99999999999999999999", "¹"):
        assert "Of " not in Desk(cast.daniel).get(f"/desk/complaints/?owner={owner}")


def test_the_team_is_counted_at_once(cast: Cast) -> None:
    """Twelve employees and their complaints cost as many queries as one."""
    daniel = Desk(cast.daniel)
    given(cast, cast.emma, 1, -3)
    counted = []
    for _again in range(2):
        daniel.get("/desk/team/")
        with CaptureQueriesContext(connection) as asked:
            daniel.get("/desk/team/")
        counted.append(len(asked))
        for n in range(12):
            email = f"h{n}@ternandoak.example"
            if not Staff.objects.filter(email=email).exists():
                one = people.add_staff(email, f"Handler {n}", by=SYSTEM, password="a long word")
                people.give_role(one, "handler", cast.team, by=SYSTEM)
                given(cast, one, 1, -3)
    assert counted[0] == counted[1]
    page = daniel.get("/desk/")
    assert len(figures(page)) == 8
    assert "The whole team" in page
    assert len(figures(daniel.get("/desk/team/"))) == 15


def test_counting_stops_at_its_limit(cast: Cast) -> None:
    given(cast, cast.emma, 1, -3)
    one = Case.objects.get()
    for n in range(1005):
        one.pk, one.ref = uuid7(), f"COPY{n}"
        one.save(force_insert=True)
    page = Desk(cast.daniel).get("/desk/")
    assert figures(page)["Emma Test"] == ["1,000+", "0", "1,000+", "0"]
