"""The company's own colour on its customers' pages: checked for contrast (WCAG 2.2, 1.4.3), and what follows from it."""

import re
from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from amends.people.refusal import Invalid

TEXT = 4.5  # the contrast that text needs
PAPER, GROUND = "#FFFFFF", "#F8F8F5"  # what it stands on by day
NIGHT_PAPER, NIGHT_GROUND, NIGHT_INK = "#1B1C1A", "#131412", "#0E0F0D"
WRITTEN = re.compile(r"#?([0-9A-Fa-f]{6})")


def check_colour(written: str) -> str:
    """The colour as it is stored ("#0A5567"); Invalid when it is none or cannot be read, with the nearest that can."""
    match = WRITTEN.fullmatch(written.strip())
    if match is None:
        raise Invalid(_("Write the colour as six digits, such as #0A5567."), field="colour")
    colour = f"#{match[1].upper()}"
    if contrast(colour, GROUND) < TEXT:
        raise Invalid(
            _(
                "%(colour)s cannot be read on a white page: its contrast is %(ratio)s, %(needed)s is needed. "
                "%(near)s is readable."
            ),
            field="colour",
            colour=colour,
            ratio=f"{contrast(colour, GROUND):.1f}",
            needed=TEXT,
            near=_until(colour, "#000000", GROUND, TEXT),
        )
    return colour


def contrast(one: str, other: str) -> float:
    """From 1 (the same) to 21 (black on white)."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def tokens_by_day(colour: str) -> Mapping[str, str]:
    """The four tokens of the accent on white paper, for a colour that passed the check."""
    soft = _until(mixed(colour, PAPER, 0.85), PAPER, colour, TEXT)
    return {
        "accent": colour,
        "accent-strong": mixed(colour, "#000000", 0.3),
        "accent-soft": soft,
        "on-accent": PAPER,
    }


def tokens_by_night(colour: str) -> Mapping[str, str]:
    """The same voice at night: lighter until it is read on dark paper."""
    accent = _until(colour, "#FFFFFF", NIGHT_PAPER, 7)
    soft = _until(mixed(colour, NIGHT_GROUND, 0.7), NIGHT_INK, accent, TEXT)
    strong = mixed(accent, "#FFFFFF", 0.4)
    return {"accent": accent, "accent-strong": strong, "accent-soft": soft, "on-accent": NIGHT_INK}


def mixed(colour: str, other: str, share: float) -> str:
    """The colour with so much of the other in it (0 to 1)."""
    pairs = zip(_parts(colour), _parts(other), strict=True)
    return "#" + "".join(f"{round(one + (two - one) * share):02X}" for one, two in pairs)


def _until(colour: str, towards: str, on: str, needed: float) -> str:
    """The first mix towards another colour that has the contrast."""
    steps = (mixed(colour, towards, step / 50) for step in range(51))
    return next((mix for mix in steps if contrast(mix, on) >= needed), towards)


def _parts(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _luminance(colour: str) -> float:
    """Relative luminance as WCAG defines it."""
    shares = [part / 255 for part in _parts(colour)]
    red, green, blue = (s / 12.92 if s <= 0.04045 else ((s + 0.055) / 1.055) ** 2.4 for s in shares)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
