"""Fonts made ready at set-up: small WOFF2 files for pages, whole weights for letters.

The packages hold variable fonts of two megabytes each. Pages want less, cut by script so that a browser fetches
what it shows; the typesetter of letters does not read variable fonts at all.
"""

import os
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from hashlib import sha256
from importlib.metadata import version
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.conf import settings

from amends.server import font_sheet

if TYPE_CHECKING:
    from fontTools.ttLib import TTFont

WEB = Path(__file__).resolve().parents[1] / "web" / "static" / "fonts"
PACKAGES = {
    "NotoSans": "fontpkg_noto_sans",
    "NotoSans-Italic": "fontpkg_noto_sans",
    "NotoSansThai": "fontpkg_noto_sans_thai",
}
FEATURES = ["tnum", "lnum", "pnum", "case", "sups"]

LETTER_RANGES = "0-52F,1E00-1FFF,2000-22FF,2500-25FF,FB00-FB06,FE20-FE2F,FFFD"
# Heights at which Thai marks attach, and those near them that are drawn at them.
LEVELS = {536: range(500, 561), 772: range(700, 801), -162: range(-205, -149)}
WEIGHTS = {"Regular": 400, "SemiBold": 600}


@dataclass(frozen=True)
class Cut:
    """One file to make: of which font, with which characters, along which axes."""

    source: str
    target: Path
    ranges: str
    axes: dict[str, float | tuple[float, float]] = field(hash=False)
    flavor: str | None = None


def build(pages: Path = WEB, letters: Path | None = None) -> bool:
    """Make what is missing; false when all was there."""
    letters = letters or settings.FONTS_ROOT
    cuts = [*for_pages(pages), *for_letters(letters)]
    mark = recipe(cuts)
    stamps, sheet = [pages / "made-from", letters / "made-from"], pages / "fonts.css"
    kept = all(stamp.is_file() and stamp.read_text() == mark for stamp in stamps)
    missing = [cut for cut in cuts if not (kept and cut.target.is_file())]
    if not missing and sheet.is_file():
        return False
    for folder in (pages, letters):
        folder.mkdir(parents=True, exist_ok=True)
    with ProcessPoolExecutor(min(4, os.cpu_count() or 1), get_context("spawn")) as pool:
        list(pool.map(make, missing))
    sheet.write_text(font_sheet.sheet(source("NotoSans")), encoding="utf-8")
    for stamp in stamps:
        stamp.write_text(mark)
    return True


def for_pages(folder: Path) -> Iterator[Cut]:
    for face in font_sheet.FACES:
        axes: dict[str, float | tuple[float, float]] = {"wght": (400, 600), "wdth": 100}
        yield Cut(face.source, folder / face.file, face.ranges, axes, "woff2")


def for_letters(folder: Path) -> Iterator[Cut]:
    for name, weight in WEIGHTS.items():
        yield Cut("NotoSans", folder / f"NotoSans-{name}.ttf", LETTER_RANGES, {"wght": weight, "wdth": 100})
        yield Cut(
            "NotoSansThai", folder / f"NotoSansThai-{name}.ttf", "0-10FFFF", {"wght": weight, "wdth": 100}
        )
    yield Cut("NotoSans-Italic", folder / "NotoSans-Italic.ttf", LETTER_RANGES, {"wght": 400, "wdth": 100})


def recipe(cuts: Iterable[Cut]) -> str:
    """Changes when a font package, the cutter or what we cut changes."""
    packages = ("fonttools", "fontpkg-noto-sans", "fontpkg-noto-sans-thai")
    parts = [f"{package} {version(package)}" for package in packages]
    parts += [f"{cut.source} {cut.target.name} {cut.ranges} {cut.axes}" for cut in cuts]
    parts += [font_sheet.sheet(None), str(LEVELS)]
    return sha256("\n".join(parts).encode()).hexdigest()


def source(name: str) -> Path:
    from importlib.resources import files

    return Path(str(files(PACKAGES[name]) / "files" / f"{name}[wdth,wght].ttf"))


def make(cut: Cut) -> None:
    from fontTools.subset import Options, Subsetter, parse_unicodes
    from fontTools.ttLib import TTFont
    from fontTools.varLib.instancer import instantiateVariableFont

    font = TTFont(source(cut.source), lazy=True)
    options = Options(layout_features=[*Options._layout_features_default, *FEATURES], notdef_outline=True)
    options.name_IDs = ["*"]
    subsetter = Subsetter(options)
    present = font.getBestCmap()
    subsetter.populate(unicodes=[code for code in parse_unicodes(cut.ranges) if code in present])
    subsetter.subset(font)
    font = instantiateVariableFont(font, cut.axes, updateFontNames=cut.flavor is None)
    if cut.source == "NotoSansThai" and cut.flavor is None:
        level_marks(font)
    font.flavor = cut.flavor
    partial = cut.target.with_suffix(".part")
    font.save(partial)
    partial.replace(cut.target)


def level_marks(font: "TTFont") -> None:
    """Let every mark attach at one of few heights, at most 0.06 em from where it was.

    The typesetter writes a mark with a height of its own outside the text it belongs to, and whoever copies such a
    letter gets syllables twice.
    """
    for lookup in font["GPOS"].table.LookupList.Lookup if "GPOS" in font else ():
        for table in lookup.SubTable:
            for anchor in anchors(getattr(table, "ExtSubTable", table)):
                for level, near in LEVELS.items():
                    if anchor.YCoordinate in near:
                        anchor.YCoordinate = level


def anchors(table: Any) -> Iterator[Any]:
    """Where marks attach to letters and to each other."""
    if table.LookupType == 4:
        marks, holders = table.MarkArray.MarkRecord, [row.BaseAnchor for row in table.BaseArray.BaseRecord]
    elif table.LookupType == 6:
        marks, holders = (
            table.Mark1Array.MarkRecord,
            [row.Mark2Anchor for row in table.Mark2Array.Mark2Record],
        )
    else:
        return
    yield from (mark.MarkAnchor for mark in marks)
    yield from (anchor for holder in holders for anchor in holder if anchor is not None)
