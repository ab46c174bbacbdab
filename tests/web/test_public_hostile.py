"""Every hostile input that names the customers' pages as its door is thrown at them, or has a reason why not."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from amends.cases.models import Case, File, Message
from amends.channels.models import Delivery
from amends.language.safe_text import clean, one_line
from amends.people.models import Company, Customer
from tests.cast import assemble

pytestmark = pytest.mark.django_db

ELSEWHERE = {
    "brute-force-003": "signing in is the desk's; allauth limits it per account and per address",
    "header-injection-009": "tested below: test_a_forwarded_address_counts_only_from_a_proxy_of_ours",
    "replay-009": "signing out is the desk's",
    "size-021": "search is the desk's and the API's",
    "size-023": "search is the desk's and the API's",
    "time-001": "the form takes no time: a complaint counts from our receipt",
    "formula-injection-012": "the form has no amount",
    "xss-028": "the form keeps an address as text of the message: same as description",
    "xss-042": "the form has no tags",
    "attachment-005": "tested below: test_an_upload_broken_off_leaves_nothing",
    "double-submit-002": "tested in test_public_complain: sent twice, sent with other words",
    "path-traversal-003": "tested in test_portal: files are found by number, never by path",
    "header-injection-007": "tested in test_portal: the name of a download comes from the row",
    "privacy-003": "tested in test_portal: the address is told to no other site",
    "xss-046": "tested in test_public_complain: the language form leads only back here",
    "enumeration-003": "tested below: test_a_known_address_is_not_told",
    "time-015": "the page of a complaint names the zone of its times",
    "size-013": "tested below with the names",
}
FIELDS = {
    "description": "text",
    "subject": "text",
    "name": "name",
    "email": "contact",
    "order_reference": "order_ref",
    "filename": "file",
    "attachment_name": "file",
    "attachment": "file",
}


def entries() -> list[Any]:
    path = Path(__file__).resolve().parents[3] / "shared" / "data" / "hostile.jsonl"
    if not path.is_file():
        return []
    found = [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]
    return [pytest.param(one, id=one["id"]) for one in found if {"web_form", "web"} & set(one["door"])]


def value_of(one: dict[str, Any]) -> str:
    if "input" in one:
        return str(one["input"])
    gen = one["gen"]
    return str(gen["repeat"]) * int(gen["times"]) if "repeat" in gen else json.dumps(gen)


@pytest.fixture(autouse=True)
def company() -> None:
    cache.clear()
    assemble()
    Company.objects.update(languages=["en", "sk", "th"])


def send(client: Client, **more: Any) -> Any:
    data = {
        "text": "It came broken.",
        "name": "Ann Baker",
        "contact": "ann@example.com",
        "answer_by": "email",
    }
    return client.post("/", {**data, **more})


def follow(client: Client, reply: Any) -> str:
    page = client.get(re.sub(r"^https?://[^/]+", "", reply["Location"]))
    assert page.status_code == 200
    return str(page.content.decode())


@pytest.mark.parametrize("one", entries())
def test_hostile_input(one: dict[str, Any], client: Client) -> None:
    if one["id"] in ELSEWHERE:
        return
    field, value = FIELDS[one["field"]], value_of(one)
    if field == "file":
        hostile_file(client, one, value)
        return
    reply = send(client, **{field: value})
    assert reply.status_code in (303, 422)
    if reply.status_code == 422:
        assert 'aria-invalid="true"' in reply.content.decode()
        assert not Case.objects.exists()
        return
    case, page = Case.objects.get(), follow(client, reply)
    kept = {"text": Message.objects.get(kind="complaint").text, "name": case.customer.full_name}
    if field == "text":
        assert kept["text"] == clean(value).strip()
    if field == "name":
        assert kept["name"] == one_line(clean(value))[:300]
    if re.search(r"[<>]", value):
        assert value not in page
    assert "SECRET_KEY" not in page or "{{ settings.SECRET_KEY }}" in page
    sent = Delivery.objects.get().message
    assert "\n" not in sent.subject and Delivery.objects.get().to_address.count("@") == 1


def hostile_file(client: Client, one: dict[str, Any], value: str) -> None:
    """Whatever a file is called or holds, it is kept as bytes under a number, and its shown name is harmless."""
    name = value if one["field"] != "attachment" and "gen" not in one else "file.docx"
    content = str(one.get("content", "content")).encode()
    upload = SimpleUploadedFile("placeholder", content, "text/html")
    upload._name = name  # the browser's own word for it  # type: ignore[attr-defined]
    reply = send(client, attachments=[upload])
    assert reply.status_code == 303
    page = follow(client, reply)
    for row in File.objects.all():
        assert not re.search(r"[/\\\x00-\x1f\u202e]", row.name) and row.name not in ("", ".", "..")
        link = re.search(rf'href="([^"]+/file/{row.pk})"', page)
        assert link
        download = client.get(link[1])
        assert download["Content-Disposition"].startswith("attachment")
        assert "\n" not in download["Content-Disposition"]
        assert b"".join(download) == content  # type: ignore[arg-type]


def test_an_upload_broken_off_leaves_nothing(client: Client) -> None:
    whole = b'--x\r\nContent-Disposition: form-data; name="text"\r\n\r\nIt broke\r\n--x\r\n'
    half = (
        whole + b'Content-Disposition: form-data; name="attachments"; filename="a.jpg"\r\n\r\n' + b"y" * 999
    )
    reply = client.generic("POST", "/", half, content_type="multipart/form-data; boundary=x")
    assert reply.status_code in (400, 422)
    assert not Case.objects.exists() and not File.objects.exists()


def test_a_known_address_is_not_told(client: Client) -> None:
    first = send(client, contact="ann@example.com")
    second = send(client, text="Another thing", name="Somebody Else", contact="ann@example.com")
    assert first.status_code == second.status_code == 303
    assert Customer.objects.count() == 1
    assert Customer.objects.get().full_name == "Ann Baker"
    assert "Ann Baker" not in follow(client, second)


def test_a_forwarded_address_counts_only_from_a_proxy_of_ours(client: Client, settings: Any) -> None:
    settings.COMPLAINTS_PER_ADDRESS = 1
    for number in range(2):
        reply = client.post(
            "/",
            {"text": "x", "name": "y", "contact": "a@example.com"},
            HTTP_X_FORWARDED_FOR=f"1.2.3.{number}, <script>",
        )
    assert reply.status_code == 429
    settings.TRUSTED_PROXIES = ["127.0.0.1"]
    data = {"text": "x", "name": "y", "contact": "a@example.com"}
    assert client.post("/", data, HTTP_X_FORWARDED_FOR="<script>, 203.0.113.5").status_code == 303


@pytest.mark.parametrize("name", ["X", "ប៉", "O'Brien", "Zoë", "ı İ ß"])
def test_names_are_taken_as_they_are(client: Client, name: str) -> None:
    assert send(client, name=name).status_code == 303
    assert Customer.objects.get().full_name == name
