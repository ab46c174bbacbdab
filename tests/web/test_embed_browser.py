"""The form in a real browser inside a website of another origin: allowed, refused, by keyboard, without script."""

import re
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import httpx
import pytest

from amends.cases.models import Case
from amends.channels.links import follow_link
from amends.people.models import Company
from tests.web.test_desk_browser import at_the_desk, open_to_all

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]

Website = Callable[[str], str]


@pytest.fixture
def website(address: str) -> Iterator[Website]:
    """Puts a page on a server of its own, under a policy that allows it nothing but us; gives its address."""
    shown = {"html": ""}

    class Page(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header(
                "Content-Security-Policy", f"default-src 'none'; script-src {address}; frame-src {address}"
            )
            self.end_headers()
            self.wfile.write(shown["html"].encode())

        def log_message(self, *_given: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Page)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    origin = (
        f"http://127.0.0.1:{server.server_port}"  # ours is localhost: another site, not only another origin
    )

    def put(body: str) -> str:
        shown["html"] = (
            f"<!doctype html><html lang=en><title>Shop</title><body><h1>Shop</h1>{body}<a href='#'>Last</a></body></html>"
        )
        return origin

    yield put
    server.shutdown()
    server.server_close()


def button(address: str) -> str:
    return f"<a data-amends-complaint href='{address}/?lang=en'>Complain</a><script src='{address}/embed.js' async></script>"


def frame(address: str, more: str = "") -> str:
    return (
        f"<iframe src='{address}/embed?lang=en' title='Complain' width='100%' height='1100' {more}></iframe>"
    )


def hand_in(inside: Any) -> None:
    inside.locator("#id_text").fill("The wardrobe came without a door. Nobody answers the phone.")
    inside.locator("#id_name").fill("Ann Baker")
    inside.locator("#id_contact").fill("ann@example.com")
    inside.locator("button.primary").click()
    inside.locator(".note.done").wait_for()


def watched(page: Any) -> list[str]:
    """What the browser reports against a policy."""
    wrong: list[str] = []
    page.on("console", lambda said: wrong.append(said.text) if "Content Security" in said.text else None)
    return wrong


def test_in_the_dialog_of_an_allowed_website_one_complains_to_the_reference(
    browser: Any, address: str, website: Website
) -> None:
    shop = website(button(address))
    Company.objects.update(embed_origins=[shop])
    page = browser.new_context(viewport={"width": 1200, "height": 900}).new_page()
    wrong = watched(page)
    page.goto(shop)
    link = page.locator("a[role=button]")
    link.wait_for()
    assert link.get_attribute("aria-haspopup") == "dialog"
    link.press("Space")
    dialog = page.get_by_role("dialog", name="Complain")
    dialog.wait_for()
    inside = page.frame_locator("iframe")
    inside.locator("#id_text").wait_for()
    hand_in(inside)
    case = Case.objects.get()
    assert case.ref in inside.locator(".note.done").inner_text()
    assert "You hear from us" in inside.locator("h1").inner_text()
    host = "document.querySelector('body > div:last-of-type').shadowRoot.querySelector('dialog')"
    page.wait_for_function(f"parseFloat({host}.style.getPropertyValue('--tall')) < 800")
    with page.expect_popup() as opened:
        inside.locator("a.primary").click()
    assert opened.value.url == follow_link(case)
    opened.value.close()
    assert wrong == []


def test_the_dialog_keeps_the_focus_and_gives_it_back(browser: Any, address: str, website: Website) -> None:
    shop = website(button(address))
    Company.objects.update(embed_origins=[shop])
    page = browser.new_page()
    page.goto(shop)
    for inside_the_frame in (False, True):
        page.locator("a[role=button]").focus()
        page.keyboard.press("Enter")
        page.frame_locator("iframe").locator("#id_text").wait_for()
        assert page.evaluate("document.activeElement.shadowRoot.activeElement.textContent") == "×"
        for _press in range(40):
            page.keyboard.press("Tab")
            assert page.evaluate("document.activeElement.matches('a')") is False
        if inside_the_frame:
            page.frame_locator("iframe").locator("#id_name").click()
        page.keyboard.press("Escape")
        page.locator("iframe").wait_for(state="detached")
        assert page.evaluate("document.activeElement.textContent") == "Complain"


def test_the_frame_alone_works_without_script(browser: Any, address: str, website: Website) -> None:
    shop = website(frame(address))
    Company.objects.update(embed_origins=[shop])
    page = browser.new_page(java_script_enabled=False, viewport={"width": 360, "height": 780})
    page.goto(shop)
    hand_in(page.frame_locator("iframe"))
    assert Case.objects.get().ref in page.frame_locator("iframe").locator(".note.done").inner_text()


def test_without_script_the_language_changes_and_the_words_stay(
    browser: Any, address: str, website: Website
) -> None:
    Company.objects.update(embed_origins=[website(frame(address))])
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(website(frame(address)))
    inside = page.frame_locator("iframe")
    inside.locator("#id_text").fill("The wardrobe came without a door.")
    inside.locator("#id_name").fill("Ann Baker")
    inside.locator("#id_contact").fill("ann@example.com")
    inside.locator("header summary").click()
    inside.locator("button[lang=sk]").click()
    inside.locator("html[lang=sk]").wait_for()
    assert inside.locator("#id_text").input_value() == "The wardrobe came without a door."
    assert inside.locator("[aria-invalid]").count() == 0
    inside.locator("#id_name").press("Enter")
    inside.locator(".note.done").wait_for()
    assert Case.objects.get().customer.full_name == "Ann Baker"


def test_the_frame_grows_only_for_a_script_that_asks_from_an_allowed_website(
    browser: Any, address: str, website: Website
) -> None:
    shop = website(frame(address, "data-amends-complaint") + button(address))
    Company.objects.update(embed_origins=[shop])
    page = browser.new_page()
    page.goto(shop)
    page.wait_for_function("parseFloat(document.querySelector('iframe').style.height) > 600")
    tall = page.evaluate("document.querySelector('iframe').style.height")
    page.evaluate("window.postMessage({amends: 'size', height: 1}, '*')")
    page.wait_for_timeout(200)
    assert page.evaluate("document.querySelector('iframe').style.height") == tall
    page.set_viewport_size({"width": 360, "height": 780})
    page.wait_for_function("was => document.querySelector('iframe').style.height !== was", arg=tall)


@pytest.mark.parametrize("listed", ["", "http://127.0.0.1:1", "https://127.0.0.1", "http://localhost"])
def test_a_website_that_is_not_allowed_is_refused_and_the_link_leads_here(
    browser: Any, address: str, website: Website, listed: str
) -> None:
    shop = website(frame(address))
    Company.objects.update(embed_origins=[listed] if listed else [])
    page = browser.new_page()
    wrong = watched(page)
    page.goto(shop)
    for _try in range(50):  # the browser tells of it when it gets to it
        if wrong:
            break
        page.wait_for_timeout(100)
    assert page.frame_locator("iframe").locator("#id_text").count() == 0
    assert any("frame-ancestors" in said for said in wrong)
    website(button(address))
    page.goto(shop)
    page.locator("a[role=button]").click()
    page.wait_for_url(f"{address}/?lang=en")
    assert page.is_visible("#id_text")


def test_a_form_forged_on_another_website_is_not_taken_in(
    browser: Any, address: str, website: Website
) -> None:
    given = re.search(r'name="token" value="([^"]+)"', httpx.get(f"{address}/embed").text)
    assert given
    fields = {"text": "Forged", "name": "Ann", "contact": "ann@example.com", "token": given[1]}
    hidden = "".join(f"<input type='hidden' name='{name}' value='{value}'>" for name, value in fields.items())
    shop = website(f"<form method='post' action='{address}/embed'>{hidden}<button>Win</button></form>")
    Company.objects.update(embed_origins=[shop])
    page = browser.new_page()
    page.goto(shop)
    page.click("button")
    page.wait_for_selector(".note.error")
    assert Case.objects.count() == 0


def test_a_piece_is_copied_by_one_press(browser: Any, address: str) -> None:
    page = at_the_desk(browser, address, "ada")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=address)
    page.goto(f"{address}/desk/settings/website/")
    page.click("[data-copies=frame_piece]")
    page.wait_for_selector("[data-copies=frame_piece]:has-text('Copied')")
    assert page.evaluate("navigator.clipboard.readText()") == page.input_value("#frame_piece")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_form_answer_and_settings_are_open_to_all(browser: Any, address: str, scheme: str) -> None:
    Company.objects.update(embed_origins=["https://xn--bcher-kva.example"])
    view = {"width": 360, "height": 780}
    page = browser.new_context(color_scheme=scheme, viewport=view, bypass_csp=True).new_page()
    page.goto(f"{address}/embed?lang=en")
    open_to_all(page)
    page.fill("#id_name", "Ann Baker")
    page.click("button.primary")
    open_to_all(page)
    hand_in(page)
    open_to_all(page)
    page = at_the_desk(browser, address, "ada", scheme)
    page.goto(f"{address}/desk/settings/website/")
    page.frame_locator("iframe").locator("#id_text").wait_for()
    open_to_all(page)
    page.fill("#id_embed_origins", "https://*.shop.example")
    page.click("form.form button.primary")
    page.wait_for_selector("#id_embed_origins[aria-invalid=true]")
    open_to_all(page)
