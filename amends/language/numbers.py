"""Numbers as people write them: "1,250" and "50%" in English, "1 250" and "50 %" in Slovak, with spaces that do not break."""

from babel.numbers import format_decimal, format_percent

from amends.language.dates import locale_of


def whole(number: int, lang: str) -> str:
    return str(format_decimal(number, locale=locale_of(lang)))


def decimal(number: float, lang: str, places: int = 1) -> str:
    """With exactly so many digits after the sign that the language puts there."""
    return str(format_decimal(number, f"#,##0.{'0' * places}", locale=locale_of(lang)))


def percent(share: float, lang: str) -> str:
    """A share of 1 in whole percent."""
    return str(format_percent(share, locale=locale_of(lang)))
