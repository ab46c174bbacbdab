"""The fonts made at set-up."""

import re
import shutil
from pathlib import Path

import pytest
from django.conf import settings
from django.utils import translation
from fontTools.subset import parse_unicodes
from fontTools.ttLib import TTFont

from amends.server import font_sheet, fonts
from amends.web.templatetags.amends_tags import fonts_of_page


@pytest.fixture(scope="module")
def made(made_fonts: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy, to do with as one likes."""
    folder = tmp_path_factory.mktemp("fonts") / "made"
    return Path(shutil.copytree(made_fonts, folder))


def test_a_second_run_makes_nothing(made: Path) -> None:
    assert not fonts.build(made / "pages", made / "letters")


def test_a_lost_file_is_made_again_and_no_other(made: Path) -> None:
    lost, other = made / "pages" / "noto-sans-thai.woff2", made / "pages" / "noto-sans-latin.woff2"
    before = other.stat().st_mtime_ns
    lost.unlink()
    (made / "pages" / "fonts.css").unlink()
    assert fonts.build(made / "pages", made / "letters")
    assert lost.is_file() and other.stat().st_mtime_ns == before
    assert (made / "pages" / "fonts.css").is_file()


def test_pages_get_small_files_with_one_axis_of_weight(made: Path) -> None:
    for face in font_sheet.FACES:
        path = made / "pages" / face.file
        font = TTFont(path)
        assert path.stat().st_size < 60_000
        assert [(axis.axisTag, axis.minValue, axis.maxValue) for axis in font["fvar"].axes] == [
            ("wght", 400, 600)
        ]


@pytest.mark.parametrize(
    "text", ["Ľuboš Ťažký ôsmy", "Ģirts Ķēniņš", "Țepeș înțelege", "Георги Йовчев №", "ผู้จัดการ ฿"]
)
def test_every_letter_of_our_languages_is_in_a_file(made: Path, text: str) -> None:
    present = set().union(*(TTFont(made / "pages" / face.file).getBestCmap() for face in font_sheet.FACES))
    assert {ord(letter) for letter in text} <= present


def test_no_character_is_in_two_files_of_a_family() -> None:
    seen: set[int] = set()
    for face in font_sheet.FACES:
        codes = set(parse_unicodes(face.ranges))
        assert not seen & codes, face.file
        seen |= codes


def test_the_sheet_names_each_file_and_a_stand_in_of_the_same_width(made: Path) -> None:
    text = (made / "pages" / "fonts.css").read_text()
    assert set(re.findall(r'url\("([^"]+)"\)', text)) == {face.file for face in font_sheet.FACES}
    assert text.count("font-display: swap") == len(font_sheet.FACES)
    narrow, wide = (float(size) for size in re.findall(r"size-adjust: ([\d.]+)%", text))
    assert 100 < narrow < 115
    assert 85 < wide < 100


def test_text_in_a_stand_in_is_as_wide_as_in_our_font() -> None:
    """Measured on this machine, where it has the font."""
    path = Path("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf")
    if not path.is_file():
        pytest.skip("needs DejaVu Sans")
    font = TTFont(path)
    names, widths = font.getBestCmap(), font["hmtx"]
    theirs = sum(share * widths[names[ord(letter)]][0] for letter, share in font_sheet.USUAL.items())
    assert theirs / font["head"].unitsPerEm == pytest.approx(font_sheet.STAND_INS[1].width, rel=0.001)


def test_letters_get_true_weights(made: Path) -> None:
    weights = {path.stem: TTFont(path)["OS/2"].usWeightClass for path in (made / "letters").glob("*.ttf")}
    assert weights == {
        "NotoSans-Regular": 400,
        "NotoSans-SemiBold": 600,
        "NotoSans-Italic": 400,
        "NotoSansThai-Regular": 400,
        "NotoSansThai-SemiBold": 600,
    }
    assert not any("fvar" in TTFont(path) for path in (made / "letters").glob("*.ttf"))


@pytest.mark.parametrize("language", [code for code, _name in settings.LANGUAGES])
def test_what_a_page_asks_for_ahead_is_made(language: str) -> None:
    with translation.override(language):
        ahead = fonts_of_page()
    assert len(ahead) == (1 if language == "en" else 2)
    assert set(ahead) <= {f"fonts/{face.file}" for face in font_sheet.FACES}
