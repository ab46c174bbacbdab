"""A signed-in browser without script, for the stories of the desk."""

from typing import Any

from django.test import Client
from selectolax.lexbor import LexborHTMLParser

from amends.people.models import Staff


def hidden_in(page: str) -> dict[str, str]:
    """The hidden fields of a page's forms, as a browser would send them back."""
    fields = LexborHTMLParser(page).css("input[type=hidden][name]")
    return {str(one.attributes["name"]): one.attributes.get("value") or "" for one in fields}


class Desk:
    """One employee at their desk."""

    def __init__(self, staff: Staff) -> None:
        self.client = Client()
        self.client.force_login(staff, backend="django.contrib.auth.backends.ModelBackend")

    def get(self, url: str, **more: Any) -> str:
        response = self.client.get(url, **more)
        assert response.status_code == 200, (url, response.status_code, response.content[:300])
        return response.content.decode()

    def status(self, url: str) -> int:
        return self.client.get(url).status_code

    def hidden(self, url: str) -> dict[str, str]:
        return hidden_in(self.get(url))

    def do(self, url: str, **values: Any) -> str:
        """Open the form at `url`, fill it in and send it; the page after it."""
        shown = {k: v for k, v in self.hidden(url).items() if k in ("version", "on", "was")}
        response = self.client.post(url.split("?")[0], {**shown, **values})
        assert response.status_code == 303, (url, response.status_code, _told(response.content.decode()))
        return self.get(response["Location"])

    def refused(self, url: str, **values: Any) -> tuple[int, str]:
        response = self.client.post(url, values)
        return response.status_code, response.content.decode()


def _told(html: str) -> list[str]:
    lines = [line.strip() for line in html.splitlines()]
    return [line for line in lines if 'class="why"' in line or "note error" in line or "<h1>" in line]
