"""The composer in a real browser: a bad reply is typed, the coach's wording taken, a reason given, and the signer reads it."""

import os
import threading
from pathlib import Path
from typing import Any

import pytest

from amends.cases import actions as cases
from amends.cases.models import Case
from amends.coach import scorer
from amends.journal.models import Entry
from amends.responses.models import Block, Draft
from amends.web.desk import coach, reply
from tests.cast import Cast, complaint
from tests.web.test_desk_browser import at_the_desk, open_to_all

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
PICTURES = os.environ.get("AMENDS_PICTURES")  # a folder, to look at what was drawn

SELECTED = "(el => el.value.slice(el.selectionStart, el.selectionEnd))(document.activeElement)"

STORIES = {
    "sk": (
        "Je nám ľúto, že máte problém s doskou. Posielame vám novú.",
        "Ospravedlňujem sa, že sme […].",
        "poslali poškriabanú dosku",
        "To sa už nikdy nestane, to Vám sľubujeme.",
    ),
    "th": (
        "ขออภัยหากทำให้คุณไม่พอใจ เราส่งแผ่นใหม่ไปแล้วค่ะ",
        "ขออภัยที่เรา[…]",
        "ส่งแผ่นโต๊ะที่มีรอยขีดข่วนไป",
        "รับรองว่าเรื่องแบบนี้จะไม่เกิดขึ้นอีกแน่นอนค่ะ",
    ),
}


def decided(there: Cast, lang: str) -> Case:
    case = complaint(there)
    Case.objects.filter(pk=case.pk).update(language=lang)
    case.refresh_from_db()
    emma = there.by("emma")
    cases.assess(case, state="calm", essence="Scratched", severity=1, route="simple", by=emma)
    point = cases.add_point(case, "The top is scratched", by=emma)
    cases.decide_point(point, "justified", "The box had been opened.", by=emma)
    case.refresh_from_db()
    return case


def picture(page: Any, name: str) -> None:
    if PICTURES:
        page.screenshot(path=str(Path(PICTURES) / f"{name}.png"), full_page=True)


@pytest.mark.parametrize("lang", sorted(STORIES))
def test_a_bad_reply_is_mended_kept_with_a_reason_and_signed(
    browser: Any, address: str, there: Cast, lang: str
) -> None:
    bad, wording, fact, promise = STORIES[lang]
    case = decided(there, lang)
    page = at_the_desk(browser, address, "emma")
    page.set_viewport_size({"width": 1440, "height": 900})
    page.goto(f"{address}/desk/cases/{case.ref}/reply/")
    box = page.locator("#block-1 textarea")
    box.fill(bad)
    page.wait_for_selector("#block-1 .finding.stop")
    assert wording in page.inner_text("#block-1 .finding.stop")
    assert page.locator("#block-1 .behind mark.stop-u").count() == 1
    assert "stop" in page.inner_text("#gate")
    picture(page, f"composer-{lang}")
    with page.expect_navigation():
        page.keyboard.press("Alt+Enter")
    assert page.input_value("#block-1 textarea").startswith(wording)
    assert page.evaluate(SELECTED) == "[…]"
    page.keyboard.type(fact)
    page.wait_for_selector("#block-1 .finding.stop", state="detached")

    page.locator("#block-prevention textarea").fill(promise)
    page.wait_for_selector("#block-prevention .finding.stop")
    page.keyboard.press("Alt+n")
    page.locator("#block-prevention .keep summary").first.click()
    page.locator("#block-prevention .keep input").first.fill("The machine was scrapped, so it cannot.")
    with page.expect_navigation():
        page.locator("#block-prevention .keep button").first.click()
    assert "The machine was scrapped" in page.inner_text("#block-prevention .finding.mine")
    page.set_viewport_size({"width": 360, "height": 780})
    open_to_all(page)
    picture(page, f"composer-{lang}-phone")
    page.set_viewport_size({"width": 1440, "height": 900})
    with page.expect_navigation():
        page.click("text=Ask for a signature")
    assert Draft.objects.get().state == "waiting"

    daniel = at_the_desk(browser, address, "daniel")
    daniel.set_viewport_size({"width": 1440, "height": 900})
    daniel.goto(f"{address}/desk/sign/")
    assert "The machine was scrapped, so it cannot." in daniel.inner_text(".judge")
    assert daniel.inner_text(".judge q").strip('“”„"') in promise
    picture(daniel, f"sign-{lang}")
    with daniel.expect_navigation():
        daniel.click("text=Sign only")
    assert Draft.objects.get().state == "signed"
    assert Entry.objects.filter(kind="reply.override").count() == 1
    assert fact in Block.objects.get(kind="answer").text


def test_findings_that_arrive_leave_the_hand_and_the_reason_alone(
    browser: Any, address: str, there: Cast
) -> None:
    """What is pressed while an answer comes takes effect, and a reason half written outlives the next answers."""
    bad, _wording, _fact, promise = STORIES["sk"]
    case = decided(there, "sk")
    page = at_the_desk(browser, address, "emma")
    page.goto(f"{address}/desk/cases/{case.ref}/reply/")
    part, text = page.locator("#block-prevention"), page.locator("#block-prevention textarea")
    text.fill(f"{promise} {bad}")
    part.locator(".finding.stop").first.wait_for()
    assert part.locator(".finding").count() > 1
    prevention = Block.objects.get(kind="prevention").pk

    def is_save(response: Any) -> bool:
        return bool(response.url.endswith(f"/reply/{prevention}/"))

    text.focus()
    page.keyboard.press("Control+Home")
    page.keyboard.type("Áno. ")
    summary = part.locator(".keep summary").first
    summary.hover()
    with page.expect_response(is_save):
        page.mouse.down()
    page.wait_for_function("() => !document.querySelector('.htmx-request, .htmx-swapping, .htmx-settling')")
    page.mouse.up()
    reason = part.locator(".keep input").first
    assert reason.is_visible()
    page.keyboard.press("Tab")
    page.keyboard.type("The machine was scra")
    with page.expect_response(is_save):
        page.evaluate(
            """() => { const text = document.querySelector("#block-prevention textarea");
            text.value = "Tak. " + text.value; htmx.trigger(text, "change"); }"""
        )
    page.wait_for_function("() => !document.querySelector('.htmx-request, .htmx-swapping, .htmx-settling')")
    page.keyboard.type("pped.")
    assert reason.input_value() == "The machine was scrapped."
    starts = part.locator(".finding").evaluate_all("all => all.map(one => +one.dataset.from)")
    assert min(starts) == len("Tak. Áno. ")  # the places are those of the new words
    with page.expect_navigation():
        part.locator(".keep button").first.click()
    assert "The machine was scrapped." in page.inner_text("#block-prevention .finding.mine")


def test_a_save_on_its_way_puts_no_old_words_back(
    browser: Any, address: str, there: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Leaving a part saves it once more. Here the answer comes when the wording is taken and not yet shown."""
    bad, wording, _fact, _promise = STORIES["th"]
    case, taken, answered = decided(there, "th"), threading.Event(), threading.Event()
    write, take, page_of = reply.write, coach.take, reply.page

    def late(request: Any, draft: Draft, block: Block) -> Draft:
        if request.POST[f"text-{block.pk}"] == request.POST[f"was-{block.pk}"] and "take" not in request.POST:
            taken.wait(20)
        return write(request, draft, block)

    def taking(*given: Any) -> str:
        said = take(*given)
        taken.set()
        return said

    def shown(*given: Any, **more: Any) -> Any:
        if taken.is_set():
            answered.wait(20)
        return page_of(*given, **more)

    monkeypatch.setattr(reply, "write", late)
    monkeypatch.setattr(coach, "take", taking)
    monkeypatch.setattr(reply, "page", shown)
    page = at_the_desk(browser, address, "emma")
    page.goto(f"{address}/desk/cases/{case.ref}/reply/")
    page.locator("#block-1 textarea").fill(bad)
    page.wait_for_selector("#block-1 .finding.stop")
    saves = f"/reply/{Block.objects.get(kind='answer').pk}/"
    page.on("response", lambda response: response.url.endswith(saves) and answered.set())
    with page.expect_navigation():
        page.keyboard.press("Alt+Enter")
    assert answered.is_set()
    assert page.input_value("#block-1 textarea").startswith(wording)
    page.reload()
    assert page.input_value("#block-1 textarea").startswith(wording)


def test_a_reply_that_is_stopped_is_the_next_step_and_the_course_is_read(
    browser: Any, address: str, there: Cast
) -> None:
    case = decided(there, "sk")
    page = at_the_desk(browser, address, "emma")
    page.set_viewport_size({"width": 1440, "height": 900})
    page.goto(f"{address}/desk/cases/{case.ref}/reply/")
    page.locator("#block-1 textarea").fill(STORIES["sk"][0])
    page.wait_for_selector("#block-1 .finding.stop")
    page.goto(f"{address}/desk/cases/{case.ref}/")
    assert page.inner_text(".next .btn.primary").startswith("Write the reply")
    assert "The coach found something" in page.inner_text(".next")
    seen = "[...document.querySelectorAll('.tick .under')].map(e => getComputedStyle(e).color)"
    assert page.evaluate(seen) and "rgba(0, 0, 0, 0)" not in page.evaluate(seen)
    with page.expect_navigation():
        page.keyboard.press("r")
    assert page.url.endswith("/reply/")


def test_the_page_of_a_rule_says_why(browser: Any, address: str, there: Cast) -> None:
    page = at_the_desk(browser, address, "emma")
    page.goto(f"{address}/desk/help/coach/B201/")
    assert "B201" in page.inner_text("h1")
    open_to_all(page)


def test_findings_come_by_themselves_once_the_coach_has_learnt(
    browser: Any, address: str, there: Cast, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    case, learnt = decided(there, "sk"), scorer.folder()
    monkeypatch.setattr(scorer, "prepare", lambda **_given: None)
    scorer.keep_in(tmp_path)
    try:
        page = at_the_desk(browser, address, "emma")
        page.set_viewport_size({"width": 1440, "height": 900})
        page.goto(f"{address}/desk/cases/{case.ref}/reply/")
        page.locator("#block-1 textarea").fill(STORIES["sk"][0])
        page.wait_for_function(
            "document.getElementById('was-' + document.querySelector('#block-1 textarea').id.slice(5)).value"
        )
        assert "getting ready" in page.inner_text("#coach-learns")
        picture(page, "composer-learns")
        page.set_viewport_size({"width": 360, "height": 740})
        picture(page, "composer-learns-360")
    finally:
        scorer.keep_in(learnt)
    page.wait_for_selector("#block-1 .finding.stop")
    assert not page.inner_text("#coach-learns")
    assert page.input_value("#block-1 textarea") == STORIES["sk"][0]
