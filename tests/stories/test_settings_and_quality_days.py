"""Whole days at a wide screen and on a phone: who removes causes, and who sets the company up."""

import csv
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from amends.cases import actions
from tests.cast import Cast, complaint, today
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
    quinn.reads("No point has been written down yet.")
    assert page.locator("main a:text-is('Write down a point')").count() == 0, "a step that is not hers"
    stages = page.eval_on_selector_all(".way li", "all => all.map(li => li.getBoundingClientRect().y)")
    assert stages and stages == sorted(stages), "the stages stand in their order"
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
    day = today()
    plan = {"what": "Corner guards on every top", "criterion": "No scratched top in a month."}
    quinn.fill(**plan, owner=str(there.quinn.pk), due=f"{day - timedelta(days=9)}")
    page.click("#doing-it button.primary")
    quinn.reads("The date must lie ahead.", "#doing-it")
    assert page.input_value("[name=criterion]") == plan["criterion"]
    quinn.look("too late")
    quinn.fill(due=f"{day + timedelta(days=3)}")
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
    assert [cell.split("\n")[0] for cell in cells] == ["67%", "100%"]
    quinn.look("result")
    with page.expect_download() as coming:
        page.click("text=Take it along as CSV")
    with Path(coming.value.path()).open(encoding="utf-8-sig", newline="") as table:
        taken = {row["group"]: row["value"] for row in csv.DictReader(table) if row["measure"] == "answered"}
    assert taken == {"North Air": "0.666667", "South Air": "1.0"}


@widths
def test_an_administrator_sets_the_company_up(
    browser: Any, address: str, there: Cast, view: dict[str, int]
) -> None:
    ada = Seat(browser, address, "ada", view)
    ada.go("settings/first_day/")
    ada.reads("Five things, and complaints are taken in")
    ada.page.click("main li:has-text('Say who you are') a")
    says_who_they_are(ada, address)
    ada.go("settings/first_day/")
    ada.reads("done", "main li:has-text('Say who you are')")
    closes_on_a_day(ada, there)
    link = invites_somebody(ada, there)
    nora = browser.new_page(viewport=view)
    nora.goto(link)
    nora.wait_for_selector("[name=password1]")
    ada.sights.look(nora, "new password")
    sets_a_limit(ada)
    prepares_a_text(ada)
    lets_a_program_in(ada)
    ada.go("settings/website/")
    ada.is_refused("shop.example is no address of a website.", embed_origins="shop.example")
    ada.fill(embed_origins="https://shop.example")
    ada.send("main button.primary")
    ada.is_told("The websites that may show the form are kept.")
    shown = nora.request.get(f"{address}/embed")
    assert "frame-ancestors https://shop.example" in shown.headers["content-security-policy"]


def says_who_they_are(ada: Seat, address: str) -> None:
    """With a colour nobody could read at first; the public page is theirs afterwards."""
    ada.page.wait_for_selector("main [name=colour]")
    ada.look()
    name = "Tern & Oak Bratislava"
    who = {"name": name, "address": "Dock 1, Bratislava", "first_language": "sk"}
    ada.is_refused("4.5 is needed.", **who, colour="#FFCC00")
    ada.fill(colour="#7A1F3D")
    ada.send("main button.primary")
    ada.is_told("The company's settings are kept.")
    assert ada.page.input_value("[name=first_language]") == "sk"
    ada.page.goto(f"{address}/policy")
    ada.page.wait_for_selector(f"body >> text={name} >> visible=true")
    accent = "getComputedStyle(document.documentElement).getPropertyValue('--accent').trim()"
    assert ada.page.evaluate(accent) == "#7A1F3D"
    ada.look()


def closes_on_a_day(ada: Seat, there: Cast) -> None:
    closed = today() + timedelta(days=2)
    while closed.weekday() > 4:
        closed += timedelta(days=1)
    ada.go(f"settings/teams/{there.team.pk}/")
    ada.is_refused("“a day in spring” is no date.", extra_closed="a day in spring")
    ada.fill(extra_closed=f"{closed}")
    ada.send("main button.primary")
    ada.is_told("The team is changed.")
    ada.reads(f"{closed.day} {closed:%B}", "aside")
    assert ada.page.input_value("[name=extra_closed]") == f"{closed}"


def invites_somebody(ada: Seat, there: Cast) -> str:
    """The link by which Nora comes in, as it is shown to whoever invites her, once."""
    ada.go("settings/staff/new/")
    nora = {"full_name": "Nora Nová", "role": "handler", "team": str(there.team.pk)}
    ada.is_refused("Write an email address", **nora, email="nora")
    ada.fill(email="nora@ternandoak.example")
    return seen_once(ada, "Nora Nová")


def seen_once(ada: Seat, whose: str) -> str:
    """What is made by the open form: shown on the page after it, and not in the list where it stands from then on."""
    ada.page.click("main button.primary")
    ada.reads("It is shown this once.")
    secret: str = ada.page.input_value("#secret")
    ada.look("secret")
    ada.send("text=It is handed on")
    ada.reads(whose)
    ada.look("made")
    assert secret and secret not in ada.page.content()
    return secret


def sets_a_limit(ada: Seat) -> None:
    ada.go("settings/remedies/")
    ada.is_refused("Write 0 or more.", limit_handler="-5")
    ada.fill(limit_handler="75")
    ada.send("main button.primary")
    ada.is_told("is published.")
    assert ada.page.input_value("[name=limit_handler]") == "75"


def prepares_a_text(ada: Seat) -> None:
    ada.go("settings/texts/new/")
    text = {"name": "Parcel", "language": "en", "who": "all", "text": "Dear {custmer_name}, it comes."}
    ada.fill(**text)
    ada.reads("There is no variable {custmer_name}.", "#preview")
    ada.is_refused("Did you mean {customer_name}?", **text)
    ada.fill(text="Dear {customer_name}, it comes.")
    ada.reads("Dear Olivia Grant, it comes.", "#preview")
    ada.send("main button.primary")
    ada.is_told("The text is kept.")
    ada.look("kept")


def lets_a_program_in(ada: Seat) -> None:
    ada.go("settings/programs/key/")
    ada.is_refused("Choose at least one.", name="shop")
    ada.page.check("main [value='complaints:read']")
    assert seen_once(ada, "shop").startswith("amends_")
