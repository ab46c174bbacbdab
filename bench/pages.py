"""What a page costs a telephone: requests, weight, first paint and layout shift, measured by headless Chromium.

The phone is a slow one on a slow line, as far as the browser's own brakes can say: 360 px, a quarter of this machine's
speed, 1.6 Mbit/s with 150 ms on every way there and back. Nothing is kept from one page to the next.
"""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from bench.installation import Installation
from bench.work import Work

Row = tuple[str, str, str, str]

BYTES_A_SECOND, DELAY, SLOWER = (
    1_600_000 // 8,
    150,
    4,
)  # the line, its milliseconds, how often slower the machine
DESK, CUSTOMER = 150, 60  # kB of script and style a page may weigh
PAINT = 1000  # ms until a customer sees something
SHIFT = 0.005  # counted as none: rounding of the browser's own
NEEDED = "not measured: needs Chromium and Playwright (`make .venv/.developing`)"

WATCH = """() => { window.shifts = [];
  new PerformanceObserver(list => { for (const one of list.getEntries()) window.shifts.push(one.value); })
    .observe({ type: "layout-shift", buffered: true }); }"""

HEARS = """name => { window.heard = new Promise(done => document.body.addEventListener(name, () => done(true), { once: true })); }"""


@dataclass
class Seen:
    """One page as it was loaded: bytes are those on the line."""

    requests: int = 0
    drawn_with: int = 0  # script and style
    whole: int = 0
    kinds: dict[str, str] = field(default_factory=dict)

    def count(self, event: str, said: dict[str, Any]) -> None:
        if event == "response":
            self.requests += 1
            self.kinds[said["requestId"]] = said["type"]
        elif event == "finished":
            size = int(said["encodedDataLength"])
            self.whole += size
            if self.kinds.get(said["requestId"]) in ("Script", "Stylesheet"):
                self.drawn_with += size


def measure(place: Installation, session: str) -> list[Row]:
    """Weights and paints of desk and customers' pages, then whether a live change moves what one looks at."""
    chromium = shutil.which("chromium")
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        chromium = None
    if chromium is None:
        return [("pages on a slow phone", NEEDED, "", "")]
    work = Work()  # before the browser: its driver keeps Django from its database
    with sync_playwright() as player:
        browser = player.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        try:
            rows = [_row(browser, place, session, *page) for page in _pages(work)]
            return [*rows, *_live(browser, place, session, work)]
        finally:
            browser.close()


def _pages(work: Work) -> Iterator[tuple[str, str, int]]:
    """Name, path, and the kB it may weigh."""
    yield "Today", "/desk/", DESK
    yield "list", "/desk/complaints/", DESK
    yield "case", f"/desk/cases/{work.ref}/", DESK
    yield "reply", f"/desk/cases/{work.ref}/reply/", DESK
    yield "complain", "/", CUSTOMER
    yield "follow", work.follow_path, CUSTOMER


def _context(browser: Any, place: Installation, session: str, *, watched: bool = False) -> Any:
    """`watched`: the bench waits within the page, which its policy for scripts would refuse."""
    context = browser.new_context(
        viewport={"width": 360, "height": 780}, bypass_csp=watched, base_url=f"http://localhost:{place.port}"
    )
    if session:
        context.add_cookies(
            [{"name": "amends_session", "value": session, "domain": "localhost", "path": "/"}]
        )
    return context


def _row(browser: Any, place: Installation, session: str, name: str, path: str, limit: int) -> Row:
    context = _context(browser, place, session if limit == DESK else "")
    page = context.new_page()
    brakes, seen = context.new_cdp_session(page), Seen()
    brakes.send("Network.enable")
    speed = {"downloadThroughput": BYTES_A_SECOND, "uploadThroughput": BYTES_A_SECOND // 2}
    brakes.send("Network.emulateNetworkConditions", {"offline": False, "latency": DELAY, **speed})
    brakes.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    brakes.on("Network.responseReceived", lambda said: seen.count("response", said))
    brakes.on("Network.loadingFinished", lambda said: seen.count("finished", said))
    answer = page.goto(path, wait_until="load")
    page.wait_for_timeout(1500)
    page.evaluate(WATCH)
    page.wait_for_timeout(100)
    paint = page.evaluate("performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? NaN")
    shift = page.evaluate("window.shifts.reduce((all, one) => all + one, 0)")
    context.close()
    status = "" if answer.status == 200 else f" (answer: {answer.status})"
    figure = (
        f"{seen.requests} requests, {seen.whole / 1000:.0f} kB; script and style {seen.drawn_with / 1000:.1f} kB; "
        f"first paint {paint:.0f} ms; shift {shift:.3f}{status}"
    )
    goal = f"script and style ≤ {limit} kB" + (f", first paint < {PAINT} ms" if limit == CUSTOMER else "")
    return (f"{name} on a slow phone, nothing kept", figure, f"one way there and back {DELAY} ms", goal)


def _live(browser: Any, place: Installation, session: str, work: Work) -> Iterator[Row]:
    """A colleague changes the complaint one looks at: how far what one sees moves."""
    for name, path in (("case", f"/desk/cases/{work.ref}/"), ("reply", f"/desk/cases/{work.ref}/reply/")):
        context = _context(browser, place, session, watched=True)
        page = context.new_page()
        page.add_init_script(
            "window.opened = 0; addEventListener('DOMContentLoaded', () => document.body.addEventListener('live:open', () => window.opened++))"
        )
        page.goto(path, wait_until="load")
        page.wait_for_function("window.opened > 0", timeout=10_000)
        page.wait_for_timeout(1000)
        page.evaluate("scrollTo(0, 200)")
        page.evaluate(WATCH.replace(", buffered: true", ""))
        page.evaluate(HEARS, f"live:case-{work.ref}")
        work.colleague_writes()
        heard = page.evaluate(
            "Promise.race([window.heard, new Promise(done => setTimeout(() => done(false), 10000))])"
        )
        page.wait_for_timeout(1500)
        shift = page.evaluate("window.shifts.reduce((all, one) => all + one, 0)")
        context.close()
        figure = f"shift {shift:.3f}" if heard else "the change was not heard within 10 s"
        yield (f"{name}: a colleague's change arrives", figure, "", f"none (< {SHIFT})")
