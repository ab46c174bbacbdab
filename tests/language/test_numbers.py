"""Numbers follow the language of whoever reads them."""

import pytest

from amends.language.numbers import decimal, percent, whole


@pytest.mark.parametrize(
    ("lang", "whole_", "decimal_", "percent_"),
    [
        ("en", "1,234,567", "4.3", "50%"),
        ("sk", "1\u00a0234\u00a0567", "4,3", "50\u00a0%"),
        ("th", "1,234,567", "4.3", "50%"),
        ("lv", "1\u00a0234\u00a0567", "4,3", "50%"),
        ("bg", "1\u00a0234\u00a0567", "4,3", "50%"),
        ("ro", "1.234.567", "4,3", "50\u00a0%"),
    ],
)
def test_signs_and_spaces_are_those_of_the_language(
    lang: str, whole_: str, decimal_: str, percent_: str
) -> None:
    assert (whole(1_234_567, lang), decimal(4.26, lang), percent(0.5, lang)) == (whole_, decimal_, percent_)
