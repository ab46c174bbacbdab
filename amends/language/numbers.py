"""Numbers as people write them: "1,250" and "50%" in English, "1 250" and "50 %" in Slovak, with spaces that do not break."""

from typing import Self

from babel.numbers import format_decimal, format_percent

from amends.language.dates import locale_of


def whole(number: int, lang: str) -> str:
    return str(format_decimal(number, locale=locale_of(lang)))


class Count(int):
    """How many there are, said in a sentence by "%(n)s" as the language groups it; "%(n)d" is for a line or a place."""

    lang: str

    def __new__(cls, number: int, lang: str) -> Self:
        made = super().__new__(cls, number)
        made.lang = lang
        return made

    def __str__(self) -> str:
        return whole(int(self), self.lang)


def decimal(number: float, lang: str, places: int = 1) -> str:
    """With exactly so many digits after the sign that the language puts there."""
    return str(format_decimal(number, f"#,##0.{'0' * places}", locale=locale_of(lang)))


def percent(share: float, lang: str) -> str:
    """A share of 1 in whole percent."""
    return str(format_percent(share, locale=locale_of(lang)))
