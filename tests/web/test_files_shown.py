"""Files looked at within the page: a browser is handed what we drew and escaped text, never what a stranger sent."""

import os

import pytest
from pytest_django import DjangoAssertNumQueries

from amends.cases import files as store
from amends.cases.actions import attach_file
from amends.cases.models import Case, File
from amends.copies import drawing
from amends.copies.drawing import drawn
from tests.cast import Cast, complaint
from tests.copies.rich import pdf, png
from tests.web.desk import Desk

HIDDEN = b"<script>alert(1)</script>"
PNG = b"\x89PNG\r\n\x1a\n"


@pytest.fixture
def case(cast: Cast) -> Case:
    return complaint(cast)


@pytest.fixture
def emma(cast: Cast) -> Desk:
    return Desk(cast.emma)


def kept(cast: Cast, case: Case, name: str, kind: str, content: bytes) -> File:
    return attach_file(case, name, kind, content, by=cast.by("emma"))


def at(case: Case, row: File, what: str = "") -> str:
    return f"/desk/cases/{case.ref}/files/{row.pk}/{what}"


@pytest.mark.parametrize(("name", "content"), [("photo.jpg", png() + HIDDEN), ("bill.pdf", pdf("Bill", 2))])
def test_a_picture_and_a_first_page_are_drawn_by_us(
    cast: Cast, case: Case, emma: Desk, name: str, content: bytes
) -> None:
    row = kept(cast, case, name, "application/octet-stream", content)
    for size in ("small", "large"):
        answer = emma.client.get(at(case, row, f"{size}.png"))
        assert answer.status_code == 200
        assert answer["Content-Type"] == "image/png" and answer.content.startswith(PNG)
        assert HIDDEN not in answer.content
        assert "sandbox" in answer["Content-Security-Policy"]
        assert answer["X-Content-Type-Options"] == "nosniff"
    assert at(case, row, "small.png") in emma.get(f"/desk/cases/{case.ref}/files/")
    assert at(case, row, "large.png") in emma.get(at(case, row, "look/"))
    assert ("The first page." in emma.get(at(case, row, "look/"))) == name.endswith(".pdf")


@pytest.mark.parametrize(
    ("name", "kind", "content"),
    [
        ("broken.png", "image/png", PNG + b"\x00\x00\x00\rIHDR" + b"\xff" * 60),
        ("half.pdf", "application/pdf", b"%PDF-1.7\n%%EOF"),
        (
            "bomb.png",
            "image/png",
            PNG + b"\x00\x00\x00\rIHDR" + b"\x00\x00\xff\xff" * 2 + b"\x08\x06\x00\x00\x00",
        ),
        ("page.png", "image/png", b"<svg onload=alert(1)></svg>"),
        ("run.exe", "application/x-msdownload", b"MZ\x90\x00" * 50),
    ],
)
def test_what_cannot_be_opened_says_so_and_comes_down(
    cast: Cast, case: Case, emma: Desk, name: str, kind: str, content: bytes
) -> None:
    row = kept(cast, case, name, kind, content)
    assert emma.status(at(case, row, "large.png")) == 404
    assert "It cannot be shown here." in emma.get(at(case, row, "look/"))
    assert name in emma.get(f"/desk/cases/{case.ref}/files/")


@pytest.mark.parametrize(
    ("content", "seen"),
    [
        ("Doručené o 14:10\n<script>alert(1)</script>".encode(), "Doručené o 14:10"),
        ("Пратката е тук и е счупена, а никой не отговаря на телефона".encode("cp1251"), "Пратката"),
        ("Left at the gate".encode("utf-16"), "Left at the gate"),
        (b"a\x00b\x1b[31m" * 20_000, "This is the beginning."),
    ],
)
def test_a_text_is_read_and_never_runs(cast: Cast, case: Case, emma: Desk, content: bytes, seen: str) -> None:
    row = kept(cast, case, "note.txt", "text/html", content)
    page = emma.get(at(case, row, "look/"))
    assert seen in page
    assert "<script>alert" not in page and "\x00" not in page and "\x1b" not in page


def test_a_name_is_only_ever_text(cast: Cast, case: Case, emma: Desk) -> None:
    row = kept(cast, case, '"><img src=x onerror=alert(1)>\u202egnp.exe', "text/plain", b"x")
    for page in (emma.get(f"/desk/cases/{case.ref}/files/"), emma.get(at(case, row, "look/"))):
        assert "<img src=x" not in page and "\u202e" not in page
        assert "&lt;img src=x onerror=alert(1)&gt;gnp.exe" in page


def test_only_who_may_see_the_complaint_sees_its_files(cast: Cast, case: Case, emma: Desk) -> None:
    row = kept(cast, case, "photo.png", "image/png", png())
    other = complaint(cast)
    rudi = Desk(cast.rudi)
    for what in ("look/", "small.png", "large.png"):
        assert rudi.status(at(case, row, what)) == 404
        assert emma.status(at(other, row, what)) == 404
    assert emma.status(at(case, row, "huge.png")) == 404


def test_what_was_drawn_is_kept_and_goes_with_the_file(
    cast: Cast, case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = kept(cast, case, "photo.png", "image/png", png())
    first = drawn(row, large=False)
    monkeypatch.setattr(drawing, "_drawn_apart", lambda *_given: None)
    assert drawn(row, large=False) == first
    os.utime(store.path_of(row.sha256), (0, 0))
    assert store.erase(row.sha256, lambda: False) == "gone"
    assert not store.drawings_of(row.sha256).exists()
    assert drawn(row, large=False) is None


def test_a_drawing_that_hangs_is_given_up(
    cast: Cast, case: Case, emma: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = kept(cast, case, "photo.png", "image/png", png())
    monkeypatch.setattr(drawing, "LONGEST", 0.01)
    assert emma.status(at(case, row, "small.png")) == 404


def test_many_files_cost_no_more_queries(
    cast: Cast, case: Case, emma: Desk, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for n in range(15):
        kept(cast, case, f"note {n}.txt", "text/plain", b"x")
    emma.get(f"/desk/cases/{case.ref}/files/")
    with django_assert_max_num_queries(30):
        emma.get(f"/desk/cases/{case.ref}/files/")
