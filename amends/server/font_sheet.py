"""The style sheet that names the font files: which characters are in which, and a stand-in of the same width."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Face:
    family: str
    source: str
    file: str
    ranges: str  # hexadecimal, as fontTools and CSS both write them, without U+


FACES = (
    Face(
        "Noto Sans",
        "NotoSans",
        "noto-sans-latin.woff2",
        "0-FF,131,152-153,2BB-2BC,2C6,2DA,2DC,2000-206F,20AC,2122,2190-2193,2212,2215,FEFF,FFFD",
    ),
    Face(
        "Noto Sans",
        "NotoSans",
        "noto-sans-latin-extended.woff2",
        "100-130,132-151,154-17F,18F,192,218-21B,259,2C7,2D8-2D9,2DB,2DD,300-30C,326-328,1E80-1E85,1E9E,20A0-20AB,20AD-20C0",
    ),
    Face(
        "Noto Sans",
        "NotoSans",
        "noto-sans-latin-more.woff2",
        "180-18E,190-191,193-217,21C-258,25A-2BA,2BD-2C5,1E00-1E7F,1E86-1E9D,1E9F-1EFF",
    ),
    Face("Noto Sans", "NotoSans", "noto-sans-cyrillic.woff2", "400-45F,490-491,4B0-4B1,2116"),
    Face("Noto Sans Thai", "NotoSansThai", "noto-sans-thai.woff2", "E01-E3A,E3F-E5B,25CC"),
)

# Share of each letter in ordinary text, in thousandths.
USUAL = {
    " ": 180, "e": 100, "t": 72, "a": 65, "o": 61, "i": 57, "n": 57, "s": 52, "r": 50, "h": 49, "l": 33, "d": 33,
    "u": 23, "c": 23, "m": 20, "f": 18, "w": 17, "g": 16, "p": 15, "y": 14, "b": 13, "v": 9, "k": 6,
}  # fmt: skip


@dataclass(frozen=True)
class StandIn:
    """Fonts a machine has, and how wide they set that text, in thousandths of the em."""

    family: str
    fonts: tuple[str, ...]
    width: float


# Roboto, which telephones have, is as wide as Arial but for three thousandths; DejaVu is what bare desktops have.
STAND_INS = (
    StandIn("Noto Sans Fallback", ("Arial", "Liberation Sans", "Helvetica", "Roboto"), 432.9),
    StandIn("Noto Sans Fallback Wide", ("DejaVu Sans",), 496.9),
)


def sheet(metrics_of: Path | None) -> str:
    """Without a font to measure, only the names: enough to see whether something changed."""
    rules = [face_rule(face) for face in FACES]
    rules += [stand_in(one, metrics_of) if metrics_of else repr(one) for one in STAND_INS]
    return "\n".join(rules)


def face_rule(face: Face) -> str:
    ranges = ", ".join(f"U+{part}" for part in face.ranges.split(","))
    return (
        f'@font-face {{ font-family: "{face.family}"; font-style: normal; font-weight: 400 600; font-display: swap;\n'
        f'  src: url("{face.file}") format("woff2");\n  unicode-range: {ranges}; }}'
    )


def stand_in(one: StandIn, path: Path) -> str:
    """Text set in it takes the place our font will take, so nothing moves when that arrives."""
    from fontTools.ttLib import TTFont

    font = TTFont(path, lazy=True)
    em, names, widths = font["head"].unitsPerEm, font.getBestCmap(), font["hmtx"]
    ours = sum(share * widths[names[ord(letter)]][0] for letter, share in USUAL.items()) / em
    size = ours / one.width
    ascent, descent = font["hhea"].ascent / em / size, -font["hhea"].descent / em / size
    fonts = ", ".join(f'local("{name}")' for name in one.fonts)
    return (
        f'@font-face {{ font-family: "{one.family}"; font-style: normal; font-weight: 400 600;\n'
        f"  src: {fonts};\n"
        f"  size-adjust: {size:.2%}; ascent-override: {ascent:.2%}; descent-override: {descent:.2%};"
        " line-gap-override: 0%; }"
    )
