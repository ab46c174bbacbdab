"""The whole complaint as one PDF: everything in it, whatever came with it, and nobody gets another's."""

import os
import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from django.utils.translation import gettext
from procrastinate.contrib.django.models import ProcrastinateJob

from amends.cases import actions, files
from amends.cases.models import Case, CaseCopy, File, Message
from amends.channels.erasing import erase_waiting
from amends.copies.jobs import make_copy
from amends.copies.making import made
from amends.copies.whole import whole_case
from amends.improvement.forgetting import forget_customer
from amends.journal.models import Entry
from amends.people.actor import SYSTEM
from amends.procedure import moment
from tests.cast import Cast, complaint
from tests.copies.reading import downloaded, enclosed, needs_poppler, text_of
from tests.copies.rich import gone_the_whole_way, pdf, png
from tests.web.desk import Desk

pytestmark = [pytest.mark.slow, needs_poppler]


@pytest.fixture
def case(cast: Cast) -> Case:
    return gone_the_whole_way(cast)


def ordered(desk: Desk, case: Case) -> CaseCopy:
    answer = desk.client.post(f"/desk/cases/{case.ref}/copy/")
    assert answer.status_code == 303
    return CaseCopy.objects.filter(case=case).latest("asked_at")


def taken(desk: Desk, case: Case) -> bytes:
    """A copy ordered, made by the worker where it is long, and downloaded."""
    copy = ordered(desk, case)
    make_copy.func(copy_id=str(copy.pk))
    return downloaded(desk, case, copy.pk)


def test_everything_stands_in_it(cast: Cast, case: Case, tmp_path: Path) -> None:
    content = taken(Desk(cast.emma), case)
    text = text_of(content)
    for words in (
        case.ref,
        "Zuzana Hrabovská",
        "Doska prišla poškriabaná.",
        "> Vážená pani Hrabovská",  # folded on the page
        "Peter Test packed it",
        "Marek Horváth from the carrier",
        "Peter did not look into the box.",
        "There was no time.",
        "He no longer works there.",
        "nobody looked inside",
        "Áno, to je v poriadku.",
        "Ospravedlňujeme sa.",
        "Outcome 5, treatment 4, course 4 of 5.",
        "Boxes are resealed unseen",
        "Every box is opened once",
        "Delivery note 2",  # written in the attached PDF itself
    ):
        assert words in text, words
    signed = case.drafts.get().signatures.get()
    assert signed.sha256 in text
    for row in File.objects.filter(case=case):
        assert row.sha256 in text
        assert f"{row.size:,}" in text
    for entry in Entry.objects.filter(case_ref=case.ref, seq__isnull=False, kind__startswith="reply"):
        assert str(entry.hash) in text
    head = Entry.objects.filter(seq__isnull=False).latest("seq")
    assert str(head.hash) in text
    inside = enclosed(content, tmp_path)
    assert set(inside.values()) == set(File.objects.filter(case=case).values_list("sha256", flat=True))


def test_pages_are_numbered_named_and_listed(cast: Cast, case: Case) -> None:
    content = taken(Desk(cast.emma), case)
    pages = text_of(content).split("\f")[:-1]
    copy = CaseCopy.objects.get()
    assert copy.pages == len(pages)
    for number, page in enumerate(pages, 1):
        assert f"Page {number} of {len(pages)}" in page
        assert case.ref in page
    listed = dict(re.findall(r"^ *(Attachment \d) · .*? +(\d+)$", pages[0], re.MULTILINE))
    assert len(listed) == 3
    for title, number in listed.items():
        assert title in pages[int(number) - 1]
    assert "Delivery note 1" in pages[int(listed["Attachment 2"]) - 1]


@pytest.mark.parametrize("lang", ["en", "sk", "th", "lv", "bg", "ro"])
def test_it_speaks_the_employees_language_and_leaves_texts_as_they_are(cast: Cast, lang: str) -> None:
    case = complaint(cast, "Doska prišla poškriabaná. โต๊ะมีรอยขีดข่วน Плотът е надраскан.")
    emma = Desk(cast.emma)
    emma.do("/desk/me/", language=lang, zone="Europe/Riga")
    text = text_of(taken(emma, case))
    with translation.override(lang):
        label = gettext("Page %(page)s of %(pages)s") % {"page": 1, "pages": CaseCopy.objects.get().pages}
        assert label in text
        assert gettext("Promises") in text
        assert str(Message.Kind.COMPLAINT.label) in text
    assert "Doska prišla poškriabaná." in text
    assert "Плотът е надраскан." in text
    assert "โต๊ะมีรอยขีดข่วน" in text.replace("\u0e4d\u0e32", "\u0e33")


def test_the_same_state_gives_the_same_bytes(cast: Cast, case: Case) -> None:
    copy = ordered(Desk(cast.emma), case)
    both = {made(whole_case(case, copy.asked_at), copy, lambda done, steps: None) for _time in (1, 2)}
    assert len(both) == 1


def test_without_pages_of_other_pdfs_it_is_made_to_be_archived(cast: Cast) -> None:
    case = complaint(cast)
    actions.attach_file(case, "photo.png", "image/png", png(), by=cast.by("emma"))
    assert b"<pdfaid:part>3</pdfaid:part>" in taken(Desk(cast.emma), case)


def hostile_png() -> bytes:
    """A picture that says it is 60,000 pixels wide and high."""
    content = bytearray(png(40, 40))
    content[16:24] = (60_000).to_bytes(4, "big") * 2
    return bytes(content)


def test_what_cannot_be_opened_is_listed_and_lies_in_it(cast: Cast, tmp_path: Path) -> None:
    case = complaint(cast)
    sent = {
        "empty.pdf": b"",
        "broken.pdf": pdf("Whole")[:400],
        "only its head.pdf": b"%PDF-1.7\n" + b"\x00" * 300,
        "vast.png": hostile_png(),
        "cut.png": png()[:300],
        "no picture.jpg": b"\xff\xd8\xff\xe0" + b"x" * 50,
        '#image("/etc/passwd") $x$ .txt': b"#panic()",
        "fine.pdf": pdf("Fine"),
    }
    for name, content in sent.items():
        kind = "application/pdf" if name.endswith("pdf") else "image/png" if "png" in name else "text/plain"
        actions.attach_file(case, name, kind, content, by=cast.by("emma"))
    content = taken(Desk(cast.emma), case)
    text = text_of(content)
    for row in File.objects.filter(case=case):
        assert row.sha256 in text
    assert text.count("It cannot be opened as what it says it is.") == 5
    assert "too large to be shown" in text
    assert "Fine 1" in text
    there = set(enclosed(content, tmp_path).values())
    assert there == set(File.objects.filter(case=case).values_list("sha256", flat=True))


@pytest.mark.slow
@pytest.mark.parametrize(
    "text",
    [
        '#panic("x") $ sum_(i=0) $ `raw` *bold* _it_ <label> @ref \\ // comment /* open',
        "x" * 20_000,
        "slovo " * 4_000,
        "\u202egnp.exe\u202c \u0007\u001b[31m \ud83d\ude00 \U0001f600 e" + "\u0301" * 300,
        "ทดสอบ" * 3_000,
        "\n" * 3_000 + "end",
        "مرحبا بالعالم 你好世界 שלום",
    ],
)
def test_whatever_is_written_it_is_set(cast: Cast, text: str) -> None:
    case = complaint(cast)
    written = text.encode("utf-16", "surrogatepass").decode("utf-16")
    Message.objects.filter(case=case).update(text=written, subject=written[:900], author_name=written[:300])
    Case.objects.filter(pk=case.pk).update(title=written[:300])
    found = text_of(taken(Desk(cast.emma), case))
    assert case.ref in found
    if text.isascii() and text.strip():
        wanted = "".join(text.split())
        assert wanted[:60] in "".join(found.split())


def test_a_mail_of_nothing_but_markup_is_read(cast: Cast) -> None:
    case = complaint(cast)
    Message.objects.filter(case=case).update(text="", html="<p>Doska <b>praskla</b></p><script>x()</script>")
    text = text_of(taken(Desk(cast.emma), case))
    assert "Doska praskla" in text
    assert "x()" not in text


def test_a_long_one_is_made_meanwhile(cast: Cast, case: Case) -> None:
    emma, at = Desk(cast.emma), f"/desk/cases/{case.ref}/copy/"
    copy = ordered(emma, case)
    assert ProcrastinateJob.objects.filter(task_name="copies.make", args={"copy_id": str(copy.pk)}).exists()
    page = emma.get(at)
    assert "<progress" in page and 'hx-trigger="every 1s"' in page and "http-equiv" in page
    assert emma.client.post(f"{at}{copy.pk}/take/").status_code == 409
    actions.note_progress(copy, 2, 4)
    assert "2 of 4 parts" in emma.get(at)
    make_copy.func(copy_id=str(copy.pk))
    page = emma.get(at)
    assert "Download" in page and "every 1s" not in page
    before = CaseCopy.objects.get().sha256
    make_copy.func(copy_id=str(copy.pk))
    assert CaseCopy.objects.get().sha256 == before
    assert Entry.objects.filter(kind="case.copy_made").count() == 1


def test_a_short_one_is_ready_at_once(cast: Cast) -> None:
    case = complaint(cast)
    assert ordered(Desk(cast.emma), case).is_ready
    assert not ProcrastinateJob.objects.filter(task_name="copies.make").exists()


def test_it_is_on_record_who_took_it(cast: Cast) -> None:
    case, emma = complaint(cast), Desk(cast.emma)
    copy = ordered(emma, case)
    assert not Entry.objects.filter(kind="case.copy_taken").exists()
    downloaded(emma, case, copy.pk)
    entry = Entry.objects.get(kind="case.copy_taken")
    assert (entry.actor_id, entry.facts["sha256"]) == (str(cast.emma.pk), copy.sha256)
    assert copy.sha256 in emma.get(f"/desk/cases/{case.ref}/journal/")


def test_nobody_takes_what_is_not_theirs(cast: Cast) -> None:
    case, at = complaint(cast), ""
    copy = ordered(Desk(cast.emma), case)
    at = f"/desk/cases/{case.ref}/copy/"
    assert Desk(cast.rudi).status(at) == 404
    assert Desk(cast.rudi).client.post(at).status_code == 404
    for other in (cast.rudi, cast.daniel):
        assert Desk(other).client.post(f"{at}{copy.pk}/take/").status_code == 404
    assert str(copy.sha256) not in Desk(cast.daniel).get(at)
    assert Desk(cast.emma).status(f"{at}{copy.pk}/take/") == 405


def test_it_is_gone_after_a_day_and_when_the_customer_is_forgotten(cast: Cast) -> None:
    case, emma = complaint(cast), Desk(cast.emma)
    first = ordered(emma, case)
    a_day_later = first.asked_at + timedelta(hours=25)
    os.utime(files.path_of(first.sha256), (0, 0))
    with moment.set_to(a_day_later):
        assert actions.remove_old_copies() == 1
    erase_waiting()
    assert not files.path_of(first.sha256).exists()
    second = ordered(emma, case)
    Case.objects.filter(pk=case.pk).update(stage="closed", outcome="answered")
    os.utime(files.path_of(second.sha256), (0, 0))
    forget_customer(case.customer, by=SYSTEM)
    erase_waiting()
    assert not CaseCopy.objects.exists()
    assert not files.path_of(second.sha256).exists()


def test_reading_a_long_case_takes_no_more_queries(cast: Cast, case: Case) -> None:
    with CaptureQueriesContext(connection) as before:
        whole_case(case, moment.now())
    for number in range(20):
        actions.note(case, f"Note {number}", by=cast.by("emma"))
        actions.attach_file(case, f"{number}.txt", "text/plain", b"x", by=cast.by("emma"))
    with CaptureQueriesContext(connection) as after:
        whole_case(case, moment.now())
    assert len(after) == len(before) < 35
