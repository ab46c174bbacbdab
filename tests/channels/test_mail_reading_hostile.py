"""Mail made to break its reader: nothing raises, nothing grows, and what is read can be stored."""

import json
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from amends.channels.email.message import ReadMail, read, read_guarded, safe_name
from tests.examples import tries

HEAD = b"From: a@b.example\r\nTo: c@d.example\r\nSubject: s\r\nMIME-Version: 1.0\r\n"


def texts(found: ReadMail) -> list[str]:
    people = [found.sender, *found.to, *found.cc, *found.reply_to]
    return [
        found.subject, found.text, found.reply_text, found.html or "", found.message_id, found.machine_reason,
        *found.references, *found.in_reply_to, *found.delivered_to, *found.bounced, *found.notes,
        *(text for one in people for text in (one.name, one.address)),
        *(text for file in found.attachments for text in (file.name, file.media_type, file.content_id)),
        found.loop.auto_submitted, found.loop.precedence, found.loop.return_path or "", found.loop.list_id,
    ]  # fmt: skip


def assert_storable(found: ReadMail) -> None:
    for text in texts(found):
        text.encode("utf-8")
        assert "\x00" not in text
    assert all(0 <= start < end <= len(found.text) for start, end in found.folded)


PIECES = st.sampled_from(
    [
        b"\r\n", b"\n", b"\r", b"\n\n", b": ", b"From: ", b"To: ", b"Subject: ", b"=?utf-8?q?", b"=?utf-7?b?", b"?=",
        b"Content-Type: multipart/mixed; boundary=x", b"Content-Type: text/html", b"; charset=utf-16", b"; name*0*=",
        b"Content-Type: message/rfc822", b"Content-Transfer-Encoding: base64", b"Content-Type: application/ms-tnef",
        b"\n--x\n", b"\n--x--\n", b"<blockquote>", b"<!--", b"begin 644 a\n", b"MAAAA", b"> ", b"On 1.1.2020 a@b wrote:",
        b"\x78\x9f\x3e\x22", b"\xed\xa0\x80", b"\x00", b"\xff\xfe", b"+2D0-", b"(", b'"', b"<", b"@", b",", b"--\n", b"\x1b$B",
    ]
)  # fmt: skip


@given(st.binary(max_size=3_000))
def test_random_bytes(raw: bytes) -> None:
    assert_storable(read(raw))


@settings(max_examples=tries(400))
@given(st.lists(PIECES | st.binary(max_size=12), max_size=60))
def test_random_mail(pieces: list[bytes]) -> None:
    assert_storable(read(b"".join(pieces)))


@given(st.text(max_size=400))
def test_random_names(name: str) -> None:
    shown = safe_name(name)
    shown.encode("utf-8")
    assert 0 < len(shown) <= 120
    assert not set(shown) & set('/\\\x00\r\n\u202e<>:"|?*')
    assert shown not in (".", "..")
    assert safe_name(shown) == shown


def nested(times: int) -> bytes:
    return b"Content-Type: message/rfc822\nSubject: x\n\n" * times + b"Subject: in\n\nhi\n"


def deep(times: int) -> bytes:
    return (
        b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (at, at) for at in range(times))
        + b"\nhi\n"
    )


def attachments(times: int) -> bytes:
    part = b"--q\nContent-Type: application/x; name=f%d.bin\n\n0123456789\n"
    return (
        HEAD + b"Content-Type: multipart/mixed; boundary=q\n\n" + b"".join(part % at for at in range(times))
    )


MADE = {
    "a body of 10 MB without a break": HEAD + b"\n" + b"A" * 10_485_760,
    "100 000 nested elements": HEAD + b"Content-Type: text/html\n\n" + b"<div>" * 100_000 + b"hey",
    "100 000 nested quotes": HEAD + b"Content-Type: text/html\n\n" + b"<blockquote>x" * 100_000,
    "comments without an end": HEAD + b"Content-Type: text/html\n\n" + b"<!--" * 400_000 + b"hey",
    "quotes in tags without an end": HEAD + b"Content-Type: text/html\n\n" + b"<a '" * 400_000,
    "a subject of a million letters": b"Subject: " + b"a" * 1_000_000 + b"\n\nx",
    "a subject of 100 000 lines": b"Subject: " + b"a\n " * 100_000 + b"\n\nx",
    "8 000 encoded words": b"Subject: " + b" ".join([b"=?utf-8?q?ab?="] * 8_000) + b"\n\nx",
    "20 000 encoded words without an end": b"Subject: " + b"=?utf-8?q?ab" * 20_000 + b"\n\nx",
    "20 000 references": b"References: "
    + b"".join(b"<id%d@e.example> " % n for n in range(20_000))
    + b"\n\nx",
    "100 000 recipients": b"To: " + b", ".join(b"u%d@e.example" % n for n in range(100_000)) + b"\n\nx",
    "20 000 parts": HEAD + b"Content-Type: multipart/mixed; boundary=q\n\n" + b"--q\n\nx\n" * 20_000,
    "5 000 attachments": attachments(5_000),
    "500 messages in each other": nested(500),
    "1 000 multiparts in each other": deep(1_000),
    "5 000 parameters": b"Content-Type: text/plain" + b"; p=x" * 5_000 + b"\n\nx",
    "260 000 parentheses": b"From: " + b"(" * 260_000 + b"\n\nx",
    "260 000 quotation marks": b"From: " + b'"' * 260_000 + b"\n\nx",
    "100 000 attributions": HEAD + b"\n" + b"On 1.1.2020 a@b.c wrote\n" * 100_000,
    "100 000 header lines": b"".join(b"X-%d: y\n" % n for n in range(100_000)) + b"\nx",
    "200 000 files begun": HEAD + b"\n" + b"begin 644 x\n" * 200_000,
    "NUL everywhere": b"From: a\0@b.c\nSubject: \0h\xff\xfei\n\n\0te\xffxt",
    "an empty mail": b"",
}


@pytest.mark.parametrize("name", MADE)
def test_floods_end_soon(name: str) -> None:
    begun = time.process_time()
    found = read(MADE[name])
    assert time.process_time() - begun < 30  # what takes the square of its length takes minutes
    assert_storable(found)
    assert len(found.attachments) <= 500
    assert len(found.references) <= 200
    assert len(found.subject) <= 1_000


def test_what_is_left_out_is_noted() -> None:
    assert "attachments-cut" in read(MADE["5 000 attachments"]).notes
    assert "parts-cut" in read(MADE["20 000 parts"]).notes
    assert "too-deep" in read(MADE["1 000 multiparts in each other"]).notes
    assert "references-cut" in read(MADE["20 000 references"]).notes
    assert read(MADE["100 000 nested elements"]).text == "hey"


def test_costly_mail_is_read_by_a_child() -> None:
    found = read_guarded(MADE["a body of 10 MB without a break"], seconds=20)
    assert found.subject == "s"
    assert len(found.text) == 4_000_000


def test_a_mail_that_takes_too_long_still_shows_its_subject_and_first_words() -> None:
    found = read_guarded(MADE["a body of 10 MB without a break"], seconds=0.001)
    assert (found.subject, found.sender.address) == ("s", "a@b.example")
    assert "unparsed" in found.notes
    assert found.text.startswith("AAAA")
    assert read_guarded(MADE["100 000 nested elements"], seconds=20).text == "hey"


def test_a_mail_that_takes_too_much_memory_still_shows_its_subject() -> None:
    part = b"Content-Type: application/x; name=a\nContent-Transfer-Encoding: base64\n\n" + b"QUJD" * 8_000_000
    found = read_guarded(b"Subject: s\n" + part, seconds=20, megabytes=64)
    assert found.subject == "s"
    assert "unparsed" in found.notes


def test_the_hostile_inputs_for_mail(shared: Path) -> None:
    """Every entry for this door is put where it belongs in a mail: names, subjects, addresses, bodies, headers."""
    lines = (shared / "data" / "hostile.jsonl").read_text("utf-8").splitlines()
    entries = [entry for entry in map(json.loads, lines) if "email" in entry["door"]]
    assert len(entries) > 60
    for entry in entries:
        given_text = entry.get("input") or entry.get("gen", {}).get("raw_header") or ""
        raw = given_text.encode("utf-8", "surrogatepass")
        for before, after in (
            (b"Subject: ", b"\n\nx"), (b"From: ", b"\n\nx"), (HEAD + b"\n", b""), (b"", b"\n\nx"),
            (HEAD + b"Content-Type: text/html\n\n", b""),
            (HEAD + b'Content-Disposition: attachment; filename="', b'"\n\nx'),
        ):  # fmt: skip
            assert_storable(read(before + raw + after))
        if entry["category"] == "attachment-name":
            shown = safe_name(given_text)
            assert shown
            assert not set(shown) & set("/\\\u202e")
        if entry["category"] == "mail-loop" and given_text.startswith(("Auto-", "Prec", "Return", "Subject")):
            assert read(given_text.encode() + b"\nTo: c@d.example\n\nx").auto_reply, entry["id"]


def test_the_hostile_texts_arrive_unharmed(shared: Path) -> None:
    lines = (shared / "data" / "hostile.jsonl").read_text("utf-8").splitlines()
    for entry in map(json.loads, lines):
        if "email" in entry["door"] and entry["category"] in ("thai", "cjk"):
            made = entry.get("gen", {})
            text, charset = entry.get("input") or made["text"], made.get("encode", "utf-8")
            raw = HEAD + f"Content-Type: text/plain; charset={charset}\n\n".encode() + text.encode(charset)
            assert read(raw).text == text
