"""One complaint from its first line to the proof that its cause is gone, by real doors and in real browsers alone."""

import os
import re
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bench.installation import Installation
from tests.stories.people import SOON, Employee, Post, company, complain_by_mail, links, promised_day

pytestmark = [pytest.mark.browser, pytest.mark.slow]
CHROMIUM = shutil.which("chromium")


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    if CHROMIUM is None:
        pytest.skip("needs Debian's chromium")
    from playwright.sync_api import sync_playwright

    with pytest.MonkeyPatch.context() as patch, sync_playwright() as player:
        patch.setitem(os.environ, "DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        found = player.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-quic"])
        yield found
        found.close()


@pytest.fixture(scope="module")
def post() -> Iterator[Post]:
    found = Post()
    yield found
    found.stop()


@pytest.fixture(scope="module")
def place(post: Post) -> Iterator[Installation]:
    found = Installation(sink=post)  # type: ignore[arg-type]
    try:
        found.start()
        yield found
    finally:
        found.remove()


@pytest.fixture(scope="module")
def staff(place: Installation, browser: Any) -> dict[str, Employee]:
    return {name: Employee(browser, place, name, word) for name, word in company(place).items()}


def customers_page(browser: Any, address: str) -> Any:
    page = browser.new_context().new_page()
    page.set_default_timeout(SOON)
    page.goto(address)
    return page


PROMISED = "Ospravedlňujem sa, že sme Vám poslali poškriabanú dosku."


def write_and_sign(emma: Employee, daniel: Employee, who: str, answers: list[str]) -> None:
    """Emma writes one answer for each point, Daniel reads and signs it and it leaves."""
    emma.page.click(".next [data-next]")
    emma.page.wait_for_selector("form#reply")
    boxes = emma.page.locator("section.block[id^=block-]:has(.lab .sr) textarea")
    assert boxes.count() == len(answers)
    emma.page.click("text=Ask for a signature")
    emma.page.wait_for_selector(".note.error")  # no answer yet: refused, and the points are named
    for place, text in enumerate(answers):
        boxes.nth(place).fill(text)
        boxes.nth(place).blur()
    emma.page.wait_for_selector("#gate:has-text('Nothing is missing')")
    emma.page.wait_for_selector(".note.error", state="detached")  # the refusal of before is no longer true
    with emma.page.expect_navigation():
        emma.page.click("text=Ask for a signature")
    emma.page.wait_for_selector(".notes .note.done")
    daniel.today()
    row = daniel.page.locator("#groups .row", has_text=who)
    row.locator("a:has-text('Read and sign')").click()
    with daniel.page.expect_navigation():
        daniel.page.click("text=Sign and send")
    daniel.page.wait_for_selector(".notes .note.done")


def test_from_a_mail_to_the_proof_that_the_cause_is_gone(
    place: Installation, post: Post, browser: Any, staff: dict[str, Employee]
) -> None:
    emma, daniel, peter = staff["Emma"], staff["Daniel"], staff["Peter"]
    emma.page.evaluate("window.neverLoadedAnew = true")
    day = promised_day("sk")
    complain_by_mail(
        place,
        "Zuzana Hrabovská <zuzana@customer.example>",
        "Poškriabaná doska",
        "Dobrý deň, doska stola prišla poškriabaná a na moje telefonáty nikto neodpovedal. Chcem novú dosku.",
    )
    emma.page.wait_for_selector("#groups .row:has-text('Zuzana Hrabovská')")
    assert emma.page.evaluate("window.neverLoadedAnew")
    first, text = post.letter("zuzana@customer.example")
    assert day in text or promised_day("sk") in text  # midnight may lie between
    assert first["Auto-Submitted"] == "auto-replied"
    own = customers_page(browser, next(links(text)))
    assert own.get_attribute("html", "lang") == "sk"

    emma.open("Zuzana Hrabovská")
    emma.next("Make somebody responsible", to="Emma Whitlock")
    emma.next("Write down", what="The top came scratched", evidence="doska stola prišla poškriabaná")
    emma.step("Write down a point", what="Nobody answered the phone")
    emma.next(
        "Assess",
        essence="The top is scratched, and nobody answers",
        state="irritated",
        severity="2",
        route="complex",
    )
    emma.next("Ask for a statement", of_staff="Peter Whitlock", question="Who packed the top?")
    peter.today()
    peter.page.click("#groups .row:has-text('Who packed the top?') [data-next]")
    peter.fill(text="It was resealed in the afternoon.")
    emma.open("Zuzana Hrabovská")
    for verdict, reason in (
        ("justified", "The film shows it."),
        ("partly", "Two of four calls were answered."),
    ):
        emma.next("Decide point", verdict=verdict, reason=reason)
    emma.step("Propose a remedy", kind="Replacement", what="Nová doska stola", amount="90")
    emma.step("Ask if it suits them", text="")

    _mail, offer = post.letter("zuzana@customer.example", "Nová doska stola")
    own.goto(next(link for link in links(offer) if "/remedy/" in link))
    own.click("button[name=accepted][value=yes]")
    own.wait_for_selector(".note.done")

    emma.open("Zuzana Hrabovská")
    assert "suits them" in emma.page.inner_text("main")
    write_and_sign(
        emma, daniel, "Zuzana Hrabovská", [PROMISED, "Ospravedlňujem sa, že Vám nikto nezdvihol telefón."]
    )
    reply, text = post.letter("zuzana@customer.example", PROMISED)
    assert [part.get_content_type() for part in reply.iter_attachments()] == ["application/pdf"]
    own.goto(own.url)
    answer(own, "5")

    emma.find("Zuzana Hrabovská")
    emma.step("Record the cause", what="Boxes are resealed without a look")
    ref = re.search(r"/cases/([^/]+)/", emma.page.url)
    assert ref
    daniel.page.goto(f"{daniel.home}/desk/cases/{ref[1]}/")
    due = f"{datetime.now(UTC).date() + timedelta(days=30):%Y-%m-%d}"
    daniel.step(
        "Plan a change",
        what="Every box gets a seal",
        owner="Emma Whitlock",
        due=due,
        criterion="No such complaint",
    )
    emma.page.reload()
    assert "remed" in emma.page.inner_text("#steps .verbs:has-text('Close')").lower()
    emma.step("It is done", proof="Parcel 12")
    emma.next("Close")
    assert "Closed" in emma.page.inner_text(".head .meta")
    emma.step("The change is made", proof="Photo of the seal")
    daniel.page.goto(f"{daniel.home}/desk/cases/{ref[1]}/")
    daniel.step("Say if it worked", proven="yes")
    place.amends("journal", "verify")


def answer(own: Any, mark: str, *, again: bool = False, words: str = "") -> None:
    """The satisfaction check, on the customer's own page."""
    own.click("a[href$='/survey']")
    for facet in ("outcome", "treatment", "course"):
        own.locator(f"[name={facet}][value='{mark}']").check(force=True)
    own.fill("[name=words]", words)
    if again:
        own.locator("[name=again]").check(force=True)
    own.click("button.primary")
    own.wait_for_selector(".note.done")


def test_from_the_web_form_to_an_unhappy_customer_and_open_again(
    place: Installation, post: Post, browser: Any, staff: dict[str, Employee]
) -> None:
    emma, daniel = staff["Emma"], staff["Daniel"]
    own = customers_page(browser, f"http://localhost:{place.port}/")
    own.fill("#id_text", "The wardrobe came without a door. Nobody answers the phone.")
    own.fill("#id_name", "Ann Baker")
    own.fill("#id_contact", "ann@customer.example")
    with own.expect_navigation():
        own.click("main form button.primary")
    follow = own.url
    assert "/my/" in follow
    shown, day = own.inner_text("h1"), promised_day("en")
    assert day in shown
    _mail, text = post.letter("ann@customer.example")
    assert follow in list(links(text))
    own.fill("#id_text", "It was the left door.")
    own.click("form.add button.btn")
    own.wait_for_selector(".note.done")

    emma.open("Ann Baker")
    assert "It was the left door." in emma.page.inner_text("section.talk")
    emma.next("Make somebody responsible", to="Emma Whitlock")
    emma.next("Write down", what="A door is missing")
    emma.next("Assess", essence="A door is missing", state="calm", severity="1", route="simple")
    emma.next("Decide point", verdict="justified", reason="The packing list lacks it.")
    emma.step("Propose a remedy", kind="Replacement", what="A door, sent by carrier", amount="40")
    emma.step("Ask if it suits them", text="")

    own.goto(follow)
    own.click("text=Say yes or no")
    own.click("button[name=accepted][value=yes]")
    own.wait_for_selector(".note.done")

    emma.open("Ann Baker")
    write_and_sign(
        emma, daniel, "Ann Baker", ["I am sorry that your door was missing. The door is on its way."]
    )
    post.letter("ann@customer.example", "The door is on its way.")
    emma.find("Ann Baker")
    emma.step("It is done", proof="Carrier 7")

    own.goto(follow)
    assert "The door is on its way." in own.inner_text("main")
    answer(own, "1", words="The door is the wrong colour.")
    assert "We look at it again" in own.inner_text(".note.done")
    assert "You hear from us" in own.inner_text("h1")

    emma.today()
    emma.page.wait_for_selector("#groups .row:has-text('The customer is not satisfied')")
    emma.open("Ann Baker")
    head = emma.page.inner_text(".head .meta")
    assert "Opened again once" in head
    assert "Being looked into" in head
    place.amends("journal", "verify")
