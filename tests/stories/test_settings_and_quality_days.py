"""Whole days at a wide screen and on a phone: who removes causes, and who sets the company up."""

import csv
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from amends.cases import actions
from tests.cast import Cast, complaint
from tests.insight import files
from tests.stories.seat import Seat, widths

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]


def under_investigation(there: Cast) -> None:
    """A complaint of Emma's that is being looked into."""
    case = complaint(there)
    actions.assign(case, there.emma, by=there.by("daniel"))
    case.refresh_from_db()
    emma = there.by("emma")
    actions.assess(case, state="calm", essence="Scratched", severity=1, route="complex", by=emma)
    case.refresh_from_db()
    actions.ask_statement(case, "Who packed the top?", by=emma, of_staff=there.peter)


@widths
def test_a_quality_lead_removes_a_cause_and_compares_answers(
    browser: Any, address: str, there: Cast, view: dict[str, int], tmp_path: Path
) -> None:
    under_investigation(there)
    quinn = Seat(browser, address, "quinn", view)
    page = quinn.page

    quinn.go("complaints/")
    page.click(".row:has-text('Poškriabaná doska') .what a")
    page.wait_for_selector("main.case")
    quinn.look()
    quinn.opens("Record the cause")
    quinn.fill(category="Packing")
    page.click("#doing-it button.primary")
    page.wait_for_selector("#doing-it .why")
    assert page.input_value("[name=category]") == "Packing"
    quinn.look("no cause")
    quinn.fill(what="Tops are packed without corner guards.")
    quinn.send("#doing-it button.primary")
    quinn.is_told("The cause is recorded.")
    quinn.reads("Tops are packed without corner guards.", "aside")
    quinn.reads("Packing", "aside")
    quinn.look("cause")

    quinn.opens("Plan a change against: Tops are packed")
    today = datetime.now(UTC).date()
    plan = {"what": "Corner guards on every top", "criterion": "No scratched top in a month."}
    quinn.fill(**plan, owner=str(there.quinn.pk), due=f"{today - timedelta(days=9)}")
    page.click("#doing-it button.primary")
    quinn.reads("The date must lie ahead.", "#doing-it")
    assert page.input_value("[name=criterion]") == plan["criterion"]
    quinn.look("too late")
    quinn.fill(due=f"{today + timedelta(days=3)}")
    quinn.send("#doing-it button.primary")
    quinn.is_told("The change is planned.")
    quinn.reads("Quinn Test", "aside .s:has-text('Corner guards on every top')")

    quinn.go()
    page.click("#groups .row:has-text('Corner guards on every top') [data-next]")
    page.wait_for_selector("#doing-it form")
    quinn.look("made")
    quinn.fill(proof="Photos of the packing line")
    quinn.send("#doing-it button.primary")
    quinn.is_told("The change is made.")
    quinn.reads("made, not proven yet", "aside")
    quinn.go("improve/")
    quinn.reads("Photos of the packing line")
    quinn.reads("Somebody else says whether it worked.")
    assert page.locator("main >> text=Say if it worked").count() == 0

    daniel = Seat(browser, address, "daniel", view)
    daniel.go("improve/")
    daniel.page.click("text=Say if it worked")
    daniel.page.wait_for_selector("#doing-it form")
    daniel.look("checking")
    daniel.fill(proven="yes")
    daniel.send("#doing-it button.primary")
    daniel.is_told("The change is checked.")
    daniel.reads("it worked", "aside")

    quinn.go("improve/")
    quinn.reads("No change is under way.")
    assert page.locator("main >> text=Photos of the packing line").count() == 0
    page.click("text=How well are complaints answered")
    page.wait_for_selector("main.audit")
    quinn.look()
    talks = tmp_path / "talks.csv"
    talks.write_text(files.ROWS, "utf-8")
    page.set_input_files("[name=file]", talks)
    quinn.send("main button.primary")
    page.wait_for_selector("#result")
    assert page.locator("thead th").all_inner_texts() == ["Company", "North Air", "South Air"]
    cells = page.locator("main tr:has-text('Answered at all') td").all_inner_texts()
    assert [cell.split("\n")[0] for cell in cells] == ["67\xa0%", "100\xa0%"]
    quinn.look("result")
    with page.expect_download() as coming:
        page.click("text=Take it along as CSV")
    with Path(coming.value.path()).open(encoding="utf-8-sig", newline="") as table:
        taken = {row["group"]: row["value"] for row in csv.DictReader(table) if row["measure"] == "answered"}
    assert taken == {"North Air": "0.666667", "South Air": "1.0"}
