"""What strangers may send by program or by file, entry by entry: a test here, or the place of one, or why there is none."""

import json
import time
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from amends.cases.models import Case, File, Message
from amends.channels.bulk import table_import, write
from amends.channels.models import Delivery
from amends.people.actor import SYSTEM
from amends.people.models import Customer
from amends.people.refusal import Refusal
from tests.api.conftest import BODY, Program
from tests.cast import Cast
from tests.conftest import SHARED

ELSEWHERE = {
    "csv-002": "tests/cli/test_import.py: letters right in every encoding",
    "csv-004": "tests/cli/test_import.py: refused with its line",
    "csv-006": "tests/cli/test_import.py: refused with its line",
    "csv-008": "tests/cli/test_import.py: stopped in the middle; bench: rate. The command itself is the job",
    "csv-010": "tests/cli/test_import.py: leading zeros",
    "csv-012": "tests/cli/test_import.py: wrong date leaves out its row",
    "double-submit-006": "tests/cli/test_import.py: again and longer",
    "idor-003": "tests/api/test_reading.py: other team and nothing there look the same",
    "idor-005": "tests/api/test_reading.py: notes are never shown",
    "idor-007": "no export jobs exist: the list is paged instead",
    "json-005": "tests/api/test_reading.py: customers are found",
    "lost-update-007": "tests/api/test_steps.py: stale version is refused",
    "replay-007": "tests/api/test_taking_in.py: twenty at once",
    "size-019": "tests/api/test_reading.py: page size is clamped",
    "ssrf-010": "tests/channels/test_outgoing.py: judged when the call is made, after resolving",
    "time-011": "tests/api/test_reading.py: filters",
    "unicode-001": "tests/language/test_words.py: composed and decomposed letters fold to one term",
    "xml-001": "no door here reads XML",
    "xss-042": "complaints have no tags",
    "zip-bomb-001": "archives are kept as opaque files, never opened; as import they are refused below",
}


def entries() -> list[Any]:
    path = SHARED / "data" / "hostile.jsonl"
    if not path.is_file():
        return []
    found = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    return [e for e in found if {"api", "import"} & set(e["door"]) and e["id"] not in ELSEWHERE]


def of(*categories: str) -> Any:
    chosen = [e for e in entries() if e["category"] in categories]
    return pytest.mark.parametrize("entry", [pytest.param(e, id=e["id"]) for e in chosen])


TESTED = {
    "attachment-name",
    "formula-injection",
    "header-injection",
    "json",
    "path-traversal",
    "size",
    "ssrf",
    "unicode",
    "xss",
    "zip-bomb",
}


def test_every_entry_has_its_test() -> None:
    assert {e["category"] for e in entries()} <= TESTED


def placed(entry: dict[str, Any]) -> dict[str, Any]:
    """A complaint with the hostile value where the entry wants it."""
    value = entry["input"]
    customer = dict(BODY["customer"])
    if entry["field"] in ("name", "email"):
        return BODY | {"customer": customer | {entry["field"]: value}}
    if entry["field"] == "address":
        return BODY | {"text": value}
    name = {"order_reference": "order_ref", "subject": "subject"}.get(entry["field"], "text")
    return BODY | {name: value}


@of("xss", "formula-injection")
def test_text_is_data_and_stays_as_it_is(entry: dict[str, Any], shop: Program) -> None:
    body = placed(entry)
    told = shop.take_in(**body)
    found = shop.get(f"complaints/{told['reference']}")
    assert found["Content-Type"].startswith("application/json")
    case = Case.objects.select_related("customer").get(ref=told["reference"])
    message = Message.objects.get(case=case, kind="complaint")
    kept = [case.customer.full_name, case.order_ref, message.subject, message.text]
    assert entry["input"].strip() in [value.strip() for value in kept]


@of("xss", "formula-injection")
def test_imported_text_is_data_and_stays_as_it_is(entry: dict[str, Any], cast: Cast, tmp_path: Path) -> None:
    if "import" not in entry["door"]:
        pytest.skip("does not come by this door")
    value = entry["input"].replace('"', '""')
    path = tmp_path / "x.csv"
    path.write_text(f'id,date,text,subject,order\n1,2020-01-01,"{value}","{value}","{value}"\n', "utf-8")
    where = write.target(cast.company, cast.team, by=SYSTEM)
    assert table_import.import_table(table_import.plan(path), where).made == 1
    case = Case.objects.get()
    assert Message.objects.get(case=case).text == entry["input"]
    assert case.order_ref == " ".join(entry["input"].split())


@of("header-injection")
def test_name_makes_no_header(entry: dict[str, Any], shop: Program) -> None:
    shop.take_in(**placed(entry))
    assert "\n" not in Customer.objects.get().full_name
    assert [row.to_address for row in Delivery.objects.all()] == ["zuzana@example.com"]


@of("attachment-name")
def test_file_name_is_only_shown(entry: dict[str, Any], shop: Program) -> None:
    ref = shop.take_in()["reference"]
    answer = shop.client.post(
        f"/api/v1/complaints/{ref}/files",
        {"file": SimpleUploadedFile("x", b"bytes"), "name": entry["input"]},
        headers={"Authorization": f"Bearer {shop.secret}"},
    )
    assert answer.status_code == 201
    shown = File.objects.get().name
    assert shown and not set(shown) & set("/\\\0\r\n\u202e") and shown not in (".", "..")
    assert shop.get(f"complaints/{ref}/files/{answer.json()['id']}").status_code == 200


def made(entry: dict[str, Any]) -> bytes:
    how = entry.get("gen") or {}
    if "repeat" in how:
        return str(how["repeat"]).encode() * int(how["times"])
    if "keys" in how:
        return json.dumps(BODY | {f"k{n}": n for n in range(how["keys"])}).encode()
    return str(entry["input"]).encode()


@of("json")
def test_json_of_strangers_is_answered_quickly(entry: dict[str, Any], shop: Program) -> None:
    body = made(entry)
    shop.get("complaints")  # the key is known from here on
    began = time.process_time()
    answer = shop.post("complaints", body)
    assert time.process_time() - began < 5  # what takes the square of its length takes minutes
    assert answer.status_code == 400 and answer["Content-Type"] == "application/problem+json"
    assert Case.objects.count() == 0


@pytest.mark.parametrize(
    "body",
    [b"", b"null", b"[]", b"\xff\xfe", b'{"text": "a", "text": "b"}', b'{"text": "\\ud800"}', b"9" * 5000],
    ids=["empty", "null", "list", "not UTF-8", "twice", "half a character", "long number"],
)
def test_other_bodies_that_are_none(body: bytes, shop: Program) -> None:
    assert shop.post("complaints", body).status_code == 400


@of("size")
def test_ten_megabytes_are_refused_with_a_reason(entry: dict[str, Any], shop: Program) -> None:
    body = json.dumps(BODY | {"text": made(entry).decode()})
    answer = shop.post("complaints", body)
    assert answer.status_code == 413 and answer.json()["code"] == "too_large"


@of("unicode")
def test_letters_that_look_the_same_or_are_none(entry: dict[str, Any], shop: Program) -> None:
    answer = shop.post("complaints", placed(entry))
    if entry["field"] == "email":
        assert answer.status_code == 400
    else:
        assert answer.status_code == 201 and "\0" not in Case.objects.get().title


@of("ssrf")
def test_webhook_stays_outside(entry: dict[str, Any], shop: Program) -> None:
    assert shop.post("webhooks", {"url": entry["input"]}).status_code == 422


@of("path-traversal", "zip-bomb")
def test_packed_content_is_not_opened(
    entry: dict[str, Any], shop: Program, cast: Cast, tmp_path: Path
) -> None:
    if "api" in entry["door"]:
        answer = shop.post("complaints", b"\x1f\x8b" + b"\0" * 100, Content_Encoding="gzip")
        assert answer.status_code == 415
        return
    from amends.cli.import_ import _kind_of
    from amends.cli.stop import Stop

    packed = tmp_path / "x.zip"
    packed.write_bytes(b"PK\x03\x04" + b"\0" * 100)
    with pytest.raises(Stop):
        _kind_of(packed)
    with pytest.raises(Refusal):
        table_import.plan(packed)
