"""Files by program: kept as they came, under a name of ours."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from amends.cases.models import File
from tests.api.conftest import Program


def upload(shop: Program, ref: str, sent_as: str, content: bytes = b"bytes", **form: str) -> Any:
    return shop.client.post(
        f"/api/v1/complaints/{ref}/files",
        {"file": SimpleUploadedFile(sent_as, content, "image/png"), **form},
        headers={"Authorization": f"Bearer {shop.secret}"},
    )


def test_file_comes_back_as_it_was_sent(shop: Program) -> None:
    ref = shop.take_in()["reference"]
    sent = upload(shop, ref, "scratch.png", b"<script>alert(1)</script>")
    assert sent.status_code == 201, sent.content
    back = shop.get(f"complaints/{ref}/files/{sent.json()['id']}")
    assert b"".join(back.streaming_content) == b"<script>alert(1)</script>"
    assert (
        back["Content-Disposition"].startswith("attachment") and back["X-Content-Type-Options"] == "nosniff"
    )
    assert back["Content-Type"] == "application/octet-stream"


@pytest.mark.parametrize(
    "name", ["../../etc/passwd", "..\\..\\win.ini", "a/b/c.txt", "", ".", "\u202egnp.exe", "CON"]
)
def test_name_is_only_shown(name: str, shop: Program) -> None:
    ref = shop.take_in()["reference"]
    sent = upload(shop, ref, "x", name=name)
    assert sent.status_code == 201
    shown = File.objects.get(pk=sent.json()["id"]).name
    assert shown and not set(shown) & set("/\\\u202e") and shown not in (".", "..")


def test_too_large_and_not_a_form(shop: Program, settings: Any) -> None:
    ref = shop.take_in()["reference"]
    settings.LARGEST_UPLOAD = 10
    big = upload(shop, ref, "big.bin", b"x" * 11)
    assert big.status_code == 413, big.content
    assert shop.post(f"complaints/{ref}/files", {"file": "x"}).status_code in (400, 415)
    assert File.objects.count() == 0


def test_of_a_forgotten_customer_no_file_is_there(shop: Program) -> None:
    ref = shop.take_in()["reference"]
    sent = upload(shop, ref, "scratch.png").json()
    for erased in ("", "0" * 64):
        File.objects.update(sha256=erased)
        assert shop.get(f"complaints/{ref}/files/{sent['id']}").status_code == 404
