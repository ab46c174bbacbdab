"""Personal data in a text: found by what it is, never taken from order numbers."""

import pytest

from amends.language.personal_data import personal_data


def kinds(text: str, lang: str) -> list[str]:
    return [each.kind for each in personal_data(text, lang)]


@pytest.mark.parametrize(
    ("lang", "text", "kind"),
    [
        ("en", "Card 4111 1111 1111 1111 is blocked.", "card"),
        ("sk", "Účet SK31 1200 0000 1987 4263 7541 je Váš.", "account"),
        ("sk", "Rodné číslo 736028/5163 nepíšte.", "national id"),
        ("lv", "Personas kods 161175-19997.", "national id"),
        ("bg", "ЕГН 7523169263 е в папката.", "national id"),
        ("ro", "CNP 1630615123457 este trecut.", "national id"),
        ("th", "บัตร 1-2345-45678-78-1 ครับ", "national id"),
        ("en", "Write to ann@example.com.", "email"),
        ("sk", "Volajte 02/5555 0148.", "phone"),
    ],
)
def test_each_kind_is_known(lang: str, text: str, kind: str) -> None:
    assert kind in kinds(text, lang)


@pytest.mark.parametrize(
    "text",
    [
        "Claim 2204-1187-5530-9146.",
        "Order 66105 of 3 May 2026.",
        "It costs 1 234,50 €.",
        "Order 411111-1111111111.",
    ],
)
def test_other_numbers_are_not(text: str) -> None:
    assert set(kinds(text, "en")) <= {"phone"}
