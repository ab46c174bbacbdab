"""Hostile text through every door that takes text: stored as it came or refused plainly, and shown escaped everywhere."""

import json
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from django.core import mail as outbox
from django.test import Client

from amends.cases.models import Case, Message
from amends.channels.email.adapter import incoming_from
from amends.channels.intake import receive
from amends.channels.links import follow_link
from amends.people.actions import create_key
from amends.people.actor import SYSTEM
from tests.cast import Cast, assemble
from tests.conftest import SHARED
from tests.examples import some

FIELDS = {
    "name",
    "subject",
    "description",
    "body",
    "order_reference",
    "amount",
    "email",
    "address",
    "email_display_name",
    "tag",
}
LINES = {
    "name": "name",
    "order_reference": "order_ref",
    "amount": "order_ref",
    "email": "contact",
    "address": "address",
    "email_display_name": "name",
    "tag": "order_ref",
}


def entries(door: str) -> list[Any]:
    path = SHARED / "data" / "hostile.jsonl"
    if not path.exists():
        return [
            pytest.param({}, id="absent", marks=pytest.mark.skip(reason="needs ../shared/data, absent here"))
        ]
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    taken = [
        r for r in rows if door in r["door"] and r.get("field") in FIELDS and isinstance(r.get("input"), str)
    ]
    return [pytest.param(r, id=r["id"]) for r in taken]


@pytest.fixture
def cast(db: None) -> Cast:
    return assemble()


def as_values(row: dict[str, Any]) -> dict[str, str]:
    """A complaint with the hostile input in the field it is meant for."""
    values = {
        "text": "The table is scratched.",
        "name": "Hugo Marsh",
        "contact": "hugo@example.com",
        "order_ref": "",
    }
    field = row["field"]
    if field in ("subject", "description", "body"):
        values["text"] = row["input"]
    else:
        values[LINES[field]] = row["input"]
    return values


def storable(text: str) -> str:
    return text.encode("utf-8", "surrogatepass").decode("utf-8", "replace")


def shown_escaped(case: Case, row: dict[str, Any], staff: Client) -> None:
    hostile = row["input"].strip()
    pages = [Client().get(follow_link(case).replace("http://localhost:8000", "") + "/")]
    pages += [staff.get(f"/desk/cases/{case.ref}/"), staff.get("/desk/"), staff.get("/desk/complaints/")]
    for page in pages:
        assert page.status_code == 200, page.status_code
        if "<" in hostile:
            assert storable(hostile) not in page.content.decode("utf-8", "replace")
        assert "Set-Cookie: x" not in page.content.decode("utf-8", "replace") or "Set-Cookie" in hostile


def nothing_smuggled(case: Case) -> None:
    """Every header of what goes out is one line, and it goes to nobody but the customer."""
    for message in Message.objects.filter(case=case, direction="out"):
        assert not set("\r\n\0") & set(message.subject)
        for delivery in message.deliveries.all():
            assert not set("\r\n\0 ,;<>") & set(delivery.to_address)


@pytest.fixture
def staff(cast: Cast) -> Client:
    client = Client()
    client.force_login(cast.emma)
    return client


@pytest.mark.parametrize("row", some(entries("web_form"), 10))
def test_by_the_complaints_page(cast: Cast, staff: Client, row: dict[str, Any]) -> None:
    values = {k: storable(v) for k, v in as_values(row).items()}
    answer = Client().post("/", {**values, "answer_by": "email"})
    assert answer.status_code in (200, 302, 303, 422), answer.status_code
    for case in Case.objects.all():
        shown_escaped(case, row, staff)
        nothing_smuggled(case)
    if not Case.objects.exists() and "<" in row["input"]:
        assert storable(row["input"]) not in answer.content.decode("utf-8", "replace"), (
            "echoed without escaping"
        )


@pytest.mark.parametrize("row", some(entries("api"), 10))
def test_by_the_api(cast: Cast, staff: Client, row: dict[str, Any]) -> None:
    _key, secret = create_key("test", ["complaints:write"], by=SYSTEM)
    values = as_values(row)
    customer: dict[str, str] = {"name": values["name"], "email": values["contact"]}
    body: dict[str, Any] = {"text": values["text"], "customer": customer, "order_ref": values["order_ref"]}
    if row["field"] == "subject":
        body |= {"text": "The table is scratched.", "subject": row["input"]}
    answer = Client().post(
        "/api/v1/complaints",
        json.dumps(body),
        content_type="application/json",
        HTTP_AUTHORIZATION=f"Bearer {secret}",
    )
    assert answer.status_code in (201, 400, 422), answer.content
    if answer.status_code != 201:
        assert answer["Content-Type"].startswith("application/problem+json")
    for case in Case.objects.all():
        shown_escaped(case, row, staff)
        nothing_smuggled(case)


@pytest.mark.parametrize("row", some(entries("email"), 10))
def test_by_mail(cast: Cast, staff: Client, row: dict[str, Any]) -> None:
    values = as_values(row)
    letter = EmailMessage()
    letter["Message-ID"] = "<hostile@example.com>"
    letter["To"] = "complaints@localhost"
    letter.set_content(storable(values["text"]))
    head = f"From: {storable(values['name'])} <hugo@example.com>\r\n"
    head += f"Subject: {storable(row['input']) if row['field'] == 'subject' else 'Table'}\r\n"
    receive(incoming_from(head.encode("utf-8") + letter.as_bytes()))
    case = Case.objects.get()
    shown_escaped(case, row, staff)
    nothing_smuggled(case)
    assert outbox is not None


def test_the_list_is_where_it_is_expected(shared: Path) -> None:
    assert len(entries("email")) > 20
