"""A whole installation started by the real command, its people in real browsers, and a mail server for its customers."""

import email
import re
import smtplib
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from email import policy
from email.message import EmailMessage
from typing import Any

from aiosmtpd.controller import Controller

from amends.language.dates import by_date
from amends.people.models.company import weekdays_nine_to_five
from amends.procedure.calendar import BusinessCalendar
from amends.procedure.clocks import due_by
from amends.procedure.definition import standard
from bench.installation import Installation, free_port

SOON = 60_000  # milliseconds a busy machine may take for what a person would see at once


TEAM = BusinessCalendar.from_settings(
    {
        "zone": "Europe/Bratislava",
        "country": "SK",
        "subdivision": "",
        "hours": weekdays_nine_to_five(),
        "extra_closed": [],
        "extra_open": [],
    }
)


def promised_day(language: str) -> str:
    """What the team's calendar gives for a complaint that comes now, in words; the year goes without saying."""
    due = due_by(standard(), "next_contact", datetime.now(UTC), TEAM)
    return by_date(due.astimezone(TEAM.tz).date(), language, year=False)


class Post:
    """Where the customers' mail arrives."""

    def __init__(self) -> None:
        self.port = free_port()
        self.mails: list[EmailMessage] = []
        self.controller = Controller(self, hostname="127.0.0.1", port=self.port)
        self.controller.start()

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        self.mails.append(email.message_from_bytes(envelope.content, policy=policy.default))
        return "250 kept"

    def stop(self) -> None:
        self.controller.stop()

    def letter(self, to: str, containing: str = "") -> tuple[EmailMessage, str]:
        """The newest mail to the address whose text holds the words; waits for it."""
        until = time.monotonic() + SOON / 1000
        while time.monotonic() < until:
            for mail in reversed(self.mails):
                body = mail.get_body(("plain",))
                text = str(body.get_content()) if body is not None else ""
                if to in str(mail["To"]) and containing in text:
                    return mail, text
            time.sleep(0.2)
        raise AssertionError(
            f"no mail to {to} with {containing!r}: {[str(m['Subject']) for m in self.mails]}"
        )


def company(place: Installation) -> dict[str, str]:
    """Sets up who works here: the password of each by their first name."""
    place.amends(
        "company",
        "set",
        "name=Tern & Oak",
        "zone=Europe/Bratislava",
        "country=SK",
        "languages=en,sk,th,lv,bg,ro",
    )
    passwords = {}
    for name, role in (("Emma", "handler"), ("Daniel", "manager"), ("Peter", "clerk")):
        said = place.amends(
            "staff", "add", f"{name.lower()}@firm.example", f"{name} Whitlock", "--role", role
        )
        found = re.search(r"with the password (\S+)", said)
        assert found, said
        passwords[name] = found[1]
    return passwords


def complain_by_mail(place: Installation, sender: str, subject: str, text: str) -> None:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = sender, "complaints@localhost", subject
    message["Message-ID"] = f"<{time.time_ns()}@customer.example>"
    message.set_content(text)
    with smtplib.SMTP("127.0.0.1", place.smtp, timeout=30) as door:
        door.send_message(message)


def links(text: str) -> Iterator[str]:
    """Addresses that stand in a mail."""
    yield from re.findall(r"https?://\S+", text)


class Employee:
    """Somebody at the desk, in a browser of their own."""

    def __init__(self, browser: Any, place: Installation, name: str, password: str) -> None:
        self.page = browser.new_context(locale="en-GB").new_page()
        self.page.set_default_timeout(SOON)
        self.home = f"http://localhost:{place.port}"
        self.page.goto(f"{self.home}/desk/")
        self.page.fill("[name=login]", f"{name.lower()}@firm.example")
        self.page.fill("[name=password]", password)
        self.page.click("button.primary")
        self.page.wait_for_selector("#groups")

    def today(self) -> None:
        with self.page.expect_navigation():
            self.page.click("header a.brand")
        self.page.wait_for_selector("#groups")

    def open(self, who: str) -> None:
        """From Today into the complaint of somebody."""
        self.today()
        self.page.click(f"#groups .row .what a:has-text('{who}')")
        self.page.wait_for_selector("main.case")

    def find(self, who: str) -> None:
        """By the search of the bar into the complaint of somebody, when nothing about it waits on Today."""
        self.page.fill("form.find input", who)
        self.page.press("form.find input", "Enter")
        self.page.click(f"main .row .what a:has-text('{who}')")
        self.page.wait_for_selector("main.case")

    def next(self, label: str, **fields: str) -> str:
        """The one next step the page offers, which must be this one."""
        shown = self.page.inner_text(".next [data-next]")
        assert label in shown, shown
        self.page.click(".next [data-next]")
        return self.fill(**fields)

    def step(self, label: str, **fields: str) -> str:
        """A step chosen under "What can be done now"."""
        choice = self.page.locator("#steps a", has_text=label).first
        if not choice.is_visible():  # one of several behind one button
            self.page.locator("#steps details.menu", has=choice).first.locator("summary").click()
        choice.click()
        return self.fill(**fields)

    def fill(self, **fields: str) -> str:
        """Fill in the form that stands open and send it; what the page says was done."""
        form = self.page.locator("#doing-it form")
        form.wait_for()
        for name, value in fields.items():
            field = form.locator(f"[name={name}]")
            if field.first.get_attribute("type") == "radio":
                form.locator(f"[name={name}][value='{value}']").check(force=True)
            elif field.first.evaluate("f => f.tagName") == "SELECT":
                field.select_option(label=value)
            else:
                field.fill(value)
        with self.page.expect_navigation():  # what was said before must not be taken for the answer
            form.locator("button.btn").first.click()
        self.page.wait_for_selector(".notes .note.done")
        return str(self.page.inner_text(".notes"))
