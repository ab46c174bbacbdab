"""The reply as a letter on paper."""

import re
import shutil
import struct
import subprocess
import zlib
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from amends.responses.letter.binding import bind
from amends.responses.letter.typeset import Company, LetterContent, Signatory, Typesetter
from tests.examples import tries


def png(width: int, height: int) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = b"".join(b"\0" + b"\x0b\x57\x67" * width for _ in range(height))
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = [chunk(b"IHDR", header), chunk(b"IDAT", zlib.compress(rows)), chunk(b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


needs_poppler = pytest.mark.skipif(not shutil.which("pdftotext"), reason="needs pdftotext from poppler-utils")

SLOVAK = LetterContent(
    lang="sk",
    title="Odpoveď na Vašu sťažnosť",
    company=Company(
        name="Tern & Oak",
        address=["Prístavná 4", "821 09 Bratislava"],
        phone="+421 2 555 0133",
        email="pomoc@tern-and-oak.example",
    ),
    recipient=["Eva Mikušová", "Hlavná ulica 27", "811 01 Bratislava"],
    place_and_date="Bratislava 20. novembra 2026",
    reference="Vaša sťažnosť z 12. novembra 2026",
    register="Evidenčné číslo 2026/00123",
    salutation="Vážená pani Mikušová,",
    body=["ďakujeme, že ste nám napísali.\nStôl vymeníme v piatok 27. novembra.", "Vyhovuje Vám to?"],
    closing="S pozdravom",
    signatures=[Signatory(name="Daniel Okafor", title="vedúci služieb", department="Starostlivosť")],
    fingerprint="Podpísané 20. 11. 2026 · 9f2c 41e8 d6a0 07b3",
    page_label="strana %(page)s z %(pages)s",
    made_at=datetime(2026, 11, 20, 13, 5, tzinfo=UTC),
)
THAI = replace(
    SLOVAK,
    lang="th",
    salutation="เรียน คุณสมชาย วัฒนากุล",
    body=["ขอบคุณที่แจ้งให้เราทราบ น้ำรั่วจากเครื่องล้างจานเป็นความผิดของเรา เราจะซ่อมพื้นให้ภายในวันศุกร์ที่ 20 พฤศจิกายน 2569"],
)
BULGARIAN = replace(
    SLOVAK,
    lang="bg",
    salutation="Уважаеми господин Стоянов,",
    body=["Извиняваме се, че съдомиялната протече след нашия монтаж. Маркучът не беше затегнат докрай."],
)


@pytest.fixture(scope="session")
def typesetter(made_fonts: Path) -> Typesetter:
    return Typesetter(made_fonts / "letters")


def read(pdf: bytes) -> str:
    """The words of a PDF, each run of spaces made one, characters of no width left out."""
    shown = subprocess.run(
        ["pdftotext", "-layout", "-enc", "UTF-8", "-", "-"], input=pdf, capture_output=True, check=True
    )
    return re.sub(r"\s+", " ", shown.stdout.decode().replace("\u200b", ""))


@needs_poppler
@pytest.mark.parametrize("letter", [SLOVAK, THAI, BULGARIAN], ids=["sk", "th", "bg"])
def test_every_word_can_be_copied_out_of_the_letter(typesetter: Typesetter, letter: LetterContent) -> None:
    text = read(typesetter.typeset(letter)).replace(" ", "")
    expected = [letter.company.name, letter.place_and_date, letter.reference, letter.salutation, *letter.body]
    expected += [*letter.recipient, letter.closing, letter.fingerprint, "strana 1 z 1", "vedúci služieb"]
    for words in expected:
        assert re.sub(r"\s", "", words) in text


@needs_poppler
def test_every_thai_syllable_can_be_copied(typesetter: Typesetter) -> None:
    """A mark set at a height of its own would be copied twice."""
    consonants = "กขคฆงจฉชซฌญฎฏฐฑฒณดตถทธนบปผฝพฟภมยรลวศษสหฬอฮ"
    marks = [*[v + t for v in ["", *"ัิีึืุู"] for t in ["", *"่้๊๋์"]][1:], "็", "ำ", "่ำ", "้ำ"]
    lines = [" ".join(letter + mark for letter in consonants) for mark in marks]
    text = read(typesetter.typeset(replace(THAI, body=["\n".join(lines)])))
    assert [line for line in lines if line not in text] == []


def test_the_letter_is_made_to_last(typesetter: Typesetter) -> None:
    pdf = typesetter.typeset(SLOVAK)
    metadata = pdf.decode("latin-1")
    assert pdf.startswith(b"%PDF-1.7")
    assert "<pdfaid:part>2</pdfaid:part>" in metadata
    assert "<pdfaid:conformance>B</pdfaid:conformance>" in metadata
    assert "/Lang(sk)" in metadata.replace(" ", "")
    assert SLOVAK.title in pdf.decode("utf-8", "ignore")


def test_the_same_letter_gives_the_same_bytes(typesetter: Typesetter) -> None:
    assert typesetter.typeset(SLOVAK) == typesetter.typeset(replace(SLOVAK))
    assert typesetter.typeset(SLOVAK) != typesetter.typeset(replace(SLOVAK, closing="S úctou"))


HOSTILE = [
    '#panic("x")',
    "$ x^2 $",
    "\\ \\u{41}",
    "*bold* _it_ `raw` <label> @ref = head",
    "{{ }} {% %} %(page)s",
    "-- ---",
]


@needs_poppler
@pytest.mark.parametrize("words", HOSTILE)
def test_nothing_in_a_letter_is_read_as_code(typesetter: Typesetter, words: str) -> None:
    pdf = typesetter.typeset(
        replace(SLOVAK, recipient=[words], salutation=words, body=[words, words + "\0"], reference=words)
    )
    assert read(pdf).count(words) == 5


@needs_poppler
def test_a_word_without_end_stays_on_the_page(typesetter: Typesetter) -> None:
    word = "https://example.com/" + "abcdefghij" * 30
    pdf = typesetter.typeset(replace(SLOVAK, body=[word], recipient=[word]))
    assert word in read(pdf).replace(" ", "")
    boxes = subprocess.run(["pdftotext", "-bbox", "-", "-"], input=pdf, capture_output=True, check=True)
    assert max(float(edge) for edge in re.findall(r'xMax="([\d.]+)"', boxes.stdout.decode())) < 595 - 80


@needs_poppler
def test_a_long_letter_counts_its_pages(typesetter: Typesetter) -> None:
    text = read(typesetter.typeset(replace(SLOVAK, body=list(SLOVAK.body) * 20)))
    assert "strana 1 z 3" in text
    assert "strana 3 z 3" in text
    assert text.count(SLOVAK.register) == 3


@needs_poppler
def test_a_character_no_font_has_spoils_nothing(typesetter: Typesetter) -> None:
    pdf = typesetter.typeset(replace(SLOVAK, body=["Smile 🙂 and 𒀀 and go on."]))
    assert "and go on." in read(pdf)
    assert b"pdfaid" in pdf


def test_the_logo_stands_in_place_of_the_name(typesetter: Typesetter) -> None:
    company = replace(SLOVAK.company, logo=png(30, 10))
    assert b"/Subtype /Image" in typesetter.typeset(replace(SLOVAK, company=company)).replace(
        b"/Subtype/", b"/Subtype /"
    )


@pytest.mark.parametrize("logo", [b"no picture", png(30, 10)[:40], b"<svg"])
def test_a_logo_that_is_no_picture_is_left_out(typesetter: Typesetter, logo: bytes) -> None:
    company = replace(SLOVAK.company, logo=logo)
    assert typesetter.typeset(replace(SLOVAK, company=company)) == typesetter.typeset(SLOVAK)


@settings(max_examples=tries(60), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(st.characters(codec=None, exclude_categories=())), st.sampled_from(["en", "sk", "th", "bg"]))
def test_any_text_can_be_set(typesetter: Typesetter, text: str, lang: str) -> None:
    pdf = typesetter.typeset(
        replace(
            SLOVAK, lang=lang, body=[text], title=text, recipient=[text], reference=text, fingerprint=text
        )
    )
    assert pdf.startswith(b"%PDF")


@pytest.mark.parametrize(
    ("lang", "text", "bound"),
    [
        ("sk", "Ideme k Vám v piatok a s dielom", "Ideme k~Vám v~piatok a~s~dielom"),
        ("sk", "V piatok 27. novembra vrátime 1 200 €.", "V~piatok 27.~novembra vrátime 1~200~€."),
        ("bg", "в петък, 20 ноември 2026 г. с техник", "в~петък, 20 ноември 2026~г. с~техник"),
        ("th", "วันศุกร์ที่ 20 พฤศจิกายน เวลา 12.00 น.", "วันศุกร์ที่~20~พฤศจิกายน เวลา 12.00~น."),
        ("en", "a table for 180 €", "a table for 180~€"),
    ],
)
def test_what_belongs_together_stays_on_one_line(lang: str, text: str, bound: str) -> None:
    assert bind(text, lang) == bound.replace("~", "\u00a0")


def test_before_set_up_the_packaged_fonts_serve(tmp_path: Path) -> None:
    assert Typesetter(tmp_path).typeset(SLOVAK).startswith(b"%PDF")
