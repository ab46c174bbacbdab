"""Hostile text where employees type and upload: nothing breaks, nothing is echoed as markup, nothing takes long."""

import json
import time
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import quote, urlencode

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from amends.cases import actions
from amends.cases.models import Case, SavedFilter, Telling
from amends.cases.search_index import index_cases
from amends.people.models import Company, Contact
from amends.people.refusal import Refusal
from amends.responses.actions import ask_customer, begin_draft
from amends.responses.models import Block, PreparedText
from tests.cast import Cast, assemble, complaint
from tests.conftest import SHARED
from tests.examples import some
from tests.responses.test_signing import decided
from tests.web.filled import filled

pytestmark = pytest.mark.slow

MARKS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "\"'><svg onload=alert(1)>",
    "{{7*7}}%(x)s{0}",
]
LONG = 20_000
LONGEST_WORK = 30  # seconds of a slow processor; what takes the square of its length takes minutes


def hostile(every: int = 1) -> list[str]:
    """Every so many-th of the shared list, as far as a browser can send it; and very long words, signs, heaps of marks."""
    path = SHARED / "data" / "hostile.jsonl"
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()] if path.exists() else []
    listed = [row["input"] for row in rows if isinstance(row.get("input"), str)]
    long = [
        "a" * LONG,
        "а " * (LONG // 2),
        "e" + "\u0301" * LONG,
        "สวัสดี" * (LONG // 6),
        '"(' * (LONG // 2),
        "\u202e" * LONG,
    ]
    long += [
        "<b>" * (LONG // 3),
        "@" * LONG,
        "%" * LONG,
        "\\" * LONG,
        "a:b " * (LONG // 4),
        "received>" * (LONG // 9),
    ]
    texts = [*MARKS, "", " ", "\0", "\ud800", *some(listed[::every]), *some(long, every=4)]
    return [text.encode("utf-8", "surrogatepass").decode("utf-8", "replace") for text in texts]


@pytest.fixture
def cast(db: None) -> Cast:
    found = assemble()
    Company.objects.update(languages=["en", "sk"], embed_origins=["https://shop.example"])
    return found


@pytest.fixture
def case(cast: Cast) -> Case:
    found = decided(cast, complaint(cast), 1)
    index_cases([found.pk])
    return found


def client_of(staff: Any) -> Client:
    client = Client()
    client.force_login(staff)
    return client


def each(send: Callable[[str], Any], texts: Iterator[str] | list[str]) -> None:
    send("warm")  # what is read once a process is read before the clock runs
    for text in texts:
        began = time.process_time()
        response = send(text)
        took = time.process_time() - began
        about = (text[:60], len(text), response.status_code)
        assert response.status_code in (200, 204, 303, 403, 404, 409, 413, 422), about
        assert took < LONGEST_WORK, (*about, took)
        body = b"".join(response) if response.streaming else response.content
        page = body.decode("utf-8", "replace")
        if "<" in text.strip() and "html" in response.headers.get("Content-Type", ""):
            for mark in ("<script>alert", "<img src=x", "<svg onload"):
                assert mark not in page, about
            if len(text.strip()) > 3:
                assert text.strip() not in page, about


def test_in_the_palette_and_the_search(cast: Cast, case: Case) -> None:
    emma = client_of(cast.emma)
    texts = hostile()
    each(lambda text: emma.get("/desk/palette/", {"q": text, "recent": text, "case": text}), texts)
    each(lambda text: emma.get("/desk/search/", {"q": text, "after": text}), texts)
    each(
        lambda text: emma.get("/desk/search/", {"q": f'cause:"{text}" remedy:{text} received>{text}'}), texts
    )
    filters = ("which", "stage", "team", "language", "channel", "owner", "after")
    each(lambda text: emma.get("/desk/complaints/", dict.fromkeys(filters, text)), texts)


def test_in_mentions_and_the_coach_of_a_call(cast: Cast, case: Case) -> None:
    emma, at = client_of(cast.emma), f"/desk/cases/{case.ref}"
    texts = hostile(3)
    each(lambda text: emma.get(f"{at}/mention/", {"q": text}), texts)
    each(lambda text: emma.post("/desk/new/coach/", {"solution": text[:2_000], "language": text[:40]}), texts)


def test_in_a_note_that_names_somebody(cast: Cast, case: Case) -> None:
    for text in hostile(3):
        words = f"@{text} {text}"[:LONG]
        try:
            actions.note(case, words, by=cast.by("emma"))
        except Refusal:
            continue
    assert client_of(cast.emma).get(f"/desk/cases/{case.ref}/").status_code == 200


def test_in_prepared_texts(cast: Cast, case: Case) -> None:
    ada, emma = client_of(cast.ada), client_of(cast.emma)
    begin_draft(case, by=cast.by("emma"))
    block = Block.objects.get(draft__case=case, kind="answer")

    opened = filled(ada.get("/desk/settings/texts/new/").content.decode())

    def values(text: str) -> dict[str, str]:
        return {
            **opened,
            "name": text,
            "kind": "answer",
            "language": "sk",
            "who": "all",
            "text": f"{text} {{{text[:40]}}} {{?{text[:40]}}}",
        }

    def kept(text: str) -> dict[str, str]:
        return {**values(text), "name": text[:70], "text": f"{text} {{customer_name}}"}

    texts = hostile(3)
    each(lambda text: ada.post("/desk/settings/texts/preview/", values(text)), texts)
    each(lambda text: ada.post("/desk/settings/texts/new/", values(text)), texts)
    each(lambda text: ada.post("/desk/settings/texts/new/", kept(text)), texts)
    assert PreparedText.objects.exists()
    at = f"/desk/cases/{case.ref}/reply/{block.pk}/texts/"
    each(lambda text: emma.get(at, {"q": text}), texts)
    assert emma.get("/desk/settings/texts/").status_code in (200, 403, 404)


def test_in_the_frame_on_another_website(cast: Cast) -> None:
    client = Client()
    names = (
        "text",
        "name",
        "contact",
        "order_ref",
        "address",
        "answer_by",
        "wishes",
        "other_name",
        "token",
        "speak",
    )
    texts = hostile(3)
    each(lambda text: client.post("/embed?lang=en", dict.fromkeys(names, text)), texts)
    each(lambda text: client.post("/embed", dict.fromkeys(names[:-1], text)), texts)
    each(lambda text: client.get("/embed", {"lang": text}), texts[:60])


def test_in_the_passages_blacked_out_of_a_copy(cast: Cast, case: Case) -> None:
    emma = client_of(cast.emma)
    at = f"/desk/cases/{case.ref}/copy/redacted/"
    given = {
        "language": "en",
        "statements": "on",
        "journal": "on",
        "version": str(case.version),
        "step": "look",
    }
    each(lambda text: emma.post(at, {**given, "black": text, "spare": text, "reason": text}), hostile(3))


def test_in_a_file_of_conversations(cast: Cast) -> None:
    daniel = client_of(cast.daniel)

    def upload(text: str, name: str = "talks.csv") -> Any:
        quoted = text.replace('"', '""')
        content = f'complaint,reply,company\n"{quoted}","{quoted}","{quoted[:80]}"\n'
        file = SimpleUploadedFile(name, content.encode())
        return daniel.post(
            "/desk/improve/replies/", {"file": file, "by": "", "dates": "", "ours": text[:100]}
        )

    short = [text for text in hostile(3) if len(text) < LONG]
    each(upload, short[::4])
    for raw in (
        b"\0" * 100,
        b"\xff\xfe\x00",
        b"[" * 20_000,
        b"a," * LONG,
        b'{"a":' * 5_000,
        "e\u0301".encode() * LONG,
    ):
        for name in ("talks.csv", "talks.json", "talks.mbox", "../../x\0<script>.csv"):
            file = SimpleUploadedFile(name, raw)
            each(lambda _t, file=file: daniel.post("/desk/improve/replies/", {"file": file}), ["<b>"])  # type: ignore[misc]


def test_in_the_filters_of_insight(cast: Cast, case: Case) -> None:
    daniel = client_of(cast.daniel)
    names = ("from", "until", "team")
    texts = [*hostile(), "9" * LONG, "-1", "9" * 30, "0000-00-00", "2026-02-30", "+2026-01-01"]
    for page in ("/desk/insight/", "/desk/insight/csv/"):
        each(lambda text, page=page: daniel.get(page, dict.fromkeys(names, text)), texts)  # type: ignore[misc]


def test_in_the_guide_and_the_record_of_a_call(cast: Cast) -> None:
    emma = client_of(cast.emma)
    texts = hostile(3)
    each(lambda text: emma.get("/desk/new/guide/", {"language": text, "guide-step": text}), texts)
    opened = filled(emma.get("/desk/new/").content.decode())
    for names in (
        ("point-1", "point-2", "point-30", "point-9"),
        ("name", "until", "team", "remedy", "door", "once"),
    ):
        each(
            lambda text, names=names: emma.post(
                "/desk/new/", {**opened, **dict.fromkeys(names, text), "do": "register"}
            ),  # type: ignore[misc]
            texts,
        )


def test_in_what_is_said_of_a_customer_who_was_told(cast: Cast, case: Case) -> None:
    Contact.objects.filter(customer=case.customer).delete()
    emma = client_of(cast.emma)

    def told(text: str) -> Any:
        message = ask_customer(case, "Which of the two?", by=cast.by("emma"))
        address = f"/desk/cases/{case.ref}/tell_customer/"
        return emma.post(
            address, {"on": str(message.pk), "how": "phone", "spoke_to": text or "Jana", "note": text}
        )

    each(told, hostile(3)[::4])
    page = emma.get(f"/desk/cases/{case.ref}/").content.decode()
    assert "Spoken to:" in page and "<script>alert(1)" not in page
    assert Telling.objects.exclude(told_at=None).exists()


def test_in_addresses_of_the_help(cast: Cast) -> None:
    emma = client_of(cast.emma)
    for text in hostile(3):
        for begins in ("/desk/help/", "/desk/help/coach/"):
            answer = emma.get(begins + quote(text[:4_000], safe="") + "/")
            assert answer.status_code in (200, 301, 404), text[:60]
    each(lambda text: emma.get("/desk/help/", {"q": text, "lang": text}), hostile(9))


def test_in_saved_filters_and_the_columns_of_lists(cast: Cast, case: Case) -> None:
    emma = client_of(cast.emma)
    texts = hostile(3)
    each(
        lambda text: emma.post(f"/desk/filters/save/?{urlencode({'q': text, 'team': text})}", {"name": text}),
        texts,
    )
    assert SavedFilter.objects.exists()
    row = SavedFilter.objects.first()
    assert row is not None
    each(lambda text: emma.post(f"/desk/filters/{row.pk}/change/", {"name": text, "team": text}), texts)
    assert emma.get("/desk/filters/").status_code == 200
    for saved in SavedFilter.objects.all():
        assert emma.get(f"/desk/complaints/?{saved.query}").status_code in (200, 303)
    each(lambda text: emma.post("/desk/complaints/look/", {"column": [text, "ref"], "density": text}), texts)
    assert emma.get(f"/desk/filters/{'9' * 300}/change/").status_code == 404


def test_in_the_addresses_of_a_customer(cast: Cast, case: Case) -> None:
    emma, at = client_of(cast.emma), f"/desk/customers/{case.customer_id}/contacts/"

    def send(text: str) -> Any:
        mine = Contact.objects.filter(customer=case.customer_id)
        typed = {f"contact_{one.pk}": text for one in mine[:1]}
        was = {f"was_contact_{one.pk}": one.value for one in mine}
        kept = {f"contact_{one.pk}": one.value for one in mine[1:]}
        return emma.post(at, {**was, **kept, **typed, "email": text, "phone": f"+421 {text} 905 123"})

    each(send, hostile())
    for one in Contact.objects.filter(customer=case.customer_id):
        assert "\n" not in one.value and "\r" not in one.value and len(one.value) <= 320
    assert emma.get(f"/desk/customers/{case.customer_id}/").status_code == 200
