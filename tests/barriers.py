"""What keeps somebody out of a page (WCAG 2.2 AA), as axe sees it."""

from functools import cache
from typing import Any

IS_DARK = "matchMedia('(prefers-color-scheme: dark)').matches"
OF_COLOUR = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}


def barriers(page: Any) -> list[tuple[str, str]]:
    """Each with the first element that has it. In dark only colours are looked at: nothing else differs from light, where every
    page is looked at as well."""
    options = {"resultTypes": ["violations"]}
    if page.evaluate(IS_DARK):
        options["runOnly"] = OF_COLOUR  # type: ignore[assignment]
    if not page.evaluate("'axe' in window"):
        page.evaluate(script())
    found = page.evaluate("options => axe.run(options)", options)["violations"]
    return [(each["id"], each["nodes"][0]["html"][:160]) for each in found]


@cache
def script() -> str:
    from axe_playwright_python.sync_playwright import Axe

    return str(Axe().axe_script)
