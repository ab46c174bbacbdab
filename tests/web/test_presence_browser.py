"""Two employees on one complaint see each other, and where the other writes; nothing on the page moves for it."""

import json
from typing import Any

import pytest

from amends.cases import actions as cases
from amends.cases.models import Case
from amends.responses.actions import begin_draft
from tests.cast import Cast, complaint
from tests.web.test_composer_browser import decided, picture
from tests.web.test_desk_browser import at_the_desk, open_to_all

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]


def top_of(page: Any, selector: str) -> float:
    return float(page.evaluate("s => document.querySelector(s).getBoundingClientRect().top", selector))


def test_two_see_each_other_come_write_and_leave(browser: Any, address: str, there: Cast, live: None) -> None:
    case = decided(there, "en")
    begin_draft(case, by=there.by("emma"))
    emma = at_the_desk(browser, address, "emma")
    emma.goto(f"{address}/desk/cases/{case.ref}/reply/")
    emma.wait_for_selector("#block-1 textarea")
    before = top_of(emma, "#gate"), top_of(emma, "#reply")

    daniel = at_the_desk(browser, address, "daniel")
    daniel.goto(f"{address}/desk/cases/{case.ref}/")
    emma.wait_for_selector("#here li:has-text('Daniel Test')")
    daniel.wait_for_selector("#here li:has-text('Emma Test')")
    assert emma.locator("#here li").count() == 1
    emma.wait_for_selector("#said:has-text('Daniel Test has this complaint open too.')", state="attached")
    assert (top_of(emma, "#gate"), top_of(emma, "#reply")) == before

    daniel.goto(f"{address}/desk/cases/{case.ref}/reply/")
    daniel.wait_for_selector("#here li:has-text('Emma Test')")
    daniel.locator("#block-1 textarea").type("We ")
    emma.wait_for_selector("#here li.writes:has-text('Daniel Test is writing: Point 1')")
    picture(emma, "presence-phone")
    emma.set_viewport_size({"width": 1440, "height": 900})
    picture(emma, "presence")
    emma.set_viewport_size({"width": 360, "height": 780})
    open_to_all(emma)
    emma.wait_for_selector("#here li:not(.writes):has-text('Daniel Test')")
    daniel.close()
    emma.wait_for_selector("#here li", state="detached")
    emma.wait_for_selector("#said:has-text('Daniel Test has left.')", state="attached")


def test_a_colleagues_change_moves_nothing_one_reads(
    browser: Any, address: str, there: Cast, live: None
) -> None:
    case = decided(there, "en")
    emma = at_the_desk(browser, address, "emma")
    emma.goto(f"{address}/desk/cases/{case.ref}/")
    emma.wait_for_selector("#steps")
    open_to_all(emma)
    before = top_of(emma, ".tabsline"), top_of(emma, "#steps")
    cases.note(case, "Looked into the stock.", by=there.by("daniel"))
    emma.wait_for_selector(".meanwhile .live:has-text('Daniel Test')")
    assert (top_of(emma, ".tabsline"), top_of(emma, "#steps")) == before
    picture(emma, "meanwhile-phone")
    emma.set_viewport_size({"width": 1280, "height": 860})
    picture(emma, "meanwhile")


LISTEN = """source => new Promise(listening => {
    window.heard = [];
    const stream = new EventSource(source, { withCredentials: true });
    stream.onmessage = event => window.heard.push(event.data);
    stream.onopen = listening; })"""


def test_whoever_may_not_see_the_complaint_hears_nothing(
    browser: Any, address: str, there: Cast, live: None
) -> None:
    case = complaint(there)
    emma = at_the_desk(browser, address, "emma")
    emma.goto(f"{address}/desk/cases/{case.ref}/")
    rudi = at_the_desk(browser, address, "rudi")
    rudi.evaluate(LISTEN, rudi.get_attribute("meta[name=amends-live]", "content"))
    daniel = at_the_desk(browser, address, "daniel")
    daniel.goto(f"{address}/desk/cases/{case.ref}/")
    emma.wait_for_selector("#here li:has-text('Daniel Test')")
    Case.objects.filter(pk=case.pk).update(team=there.other_team)
    cases.note(case, "Seen by Rudi from now on", by=there.by("ada"))
    rudi.wait_for_function("window.heard.some(event => event.includes('case.note'))")
    heard = [json.loads(event) for event in rudi.evaluate("window.heard")]
    assert [event["kind"] for event in heard if event["about"]] == ["case.note"]
