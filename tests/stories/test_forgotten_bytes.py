"""A customer is forgotten and the power goes at once: after the next start nothing of their files is on the disk."""

import json
import os
import signal
import time
from contextlib import suppress
from pathlib import Path

import httpx
import pytest

from bench.installation import Installation
from tests.stories.test_crash import victims
from tests.web.desk import hidden_in

PHOTO = b"a photo of the scratch"
CLOSE = (
    "from amends.cases.models import Case; Case.objects.update(stage='closed', outcome='answered'); "
    "print('CUSTOMER', Case.objects.get().customer_id)"
)


def complain(place: Installation, key: str) -> Path:
    """A complaint with a file, by the API; where its content lies."""
    with httpx.Client(base_url=place.url, headers={"Authorization": f"Bearer {key}"}) as program:
        told = {
            "text": "The top is scratched.",
            "customer": {"name": "Zuzana", "email": "zuzana@example.com"},
        }
        ref = program.post("/api/v1/complaints", content=json.dumps(told)).json()["reference"]
        row = program.post(
            f"/api/v1/complaints/{ref}/files", files={"file": ("photo.txt", PHOTO, "text/plain")}
        )
        assert row.status_code == 201, row.text
    digest = row.json()["sha256"]
    return place.home / "files" / digest[:2] / digest[2:4] / digest


def sign_in(place: Installation) -> httpx.Client:
    browser = httpx.Client(base_url=place.url, follow_redirects=True, timeout=30)
    page = browser.get("/desk/")
    page = browser.post(
        page.url,
        data={
            **hidden_in(page.text),
            "login": place.env["AMENDS_ADMIN_EMAIL"],
            "password": place.env["AMENDS_ADMIN_PASSWORD"],
        },
    )
    assert page.url.path == "/desk/", page.text
    return browser


def forget(browser: httpx.Client, customer: str) -> None:
    fields = hidden_in(browser.get(f"/desk/customers/{customer}/").text)
    page = browser.post(f"/desk/customers/{customer}/forget/", data=fields)
    assert "personal data is erased" in page.text


@pytest.mark.slow
def test_a_loss_of_power_leaves_nothing_of_a_forgotten_customer(tmp_path: Path) -> None:
    place = Installation(tmp_path / "home")
    place.home.mkdir()
    try:
        place.start()
        path = complain(place, place.key())
        os.utime(path, (0, 0))  # it came long ago
        customer = place.amends("manage", "shell", "-v", "0", "-c", CLOSE).split("CUSTOMER ")[1].split()[0]
        browser = sign_in(place)
        while time.time() % 60 > 45:  # the worker erases as each minute begins
            time.sleep(1)
        forget(browser, customer)
        for pid in victims(place):
            with suppress(ProcessLookupError):  # it went with another
                os.kill(pid, signal.SIGKILL)
        assert path.read_bytes() == PHOTO, "the kill came too late to mean anything"
        deadline = time.time() + 180
        while path.exists() and time.time() < deadline:
            time.sleep(0.5)
        assert not path.exists()
        assert "wait to be erased" not in place.amends("doctor", check=False)
    finally:
        place.remove()
