"""Known people named in a text: in their cases, in every script, and nobody else."""

import pytest

from amends.language.names_in_text import Known, NamesInText


def found(text: str, *names: str, spared: tuple[str, ...] = (), alone: bool = True) -> list[str]:
    people = [Known(name, "x", alone) for name in names]
    return [text[each.start : each.end] for each in NamesInText(people, spared).find(text)]


@pytest.mark.parametrize(
    ("text", "name", "places"),
    [
        ("Pánovi Kováčovi sme písali; Ján Kováč odpovedal.", "Ján Kováč", ["Kováčovi", "Ján Kováč"]),
        ("S Annou Bērziņu runāja Jāņa kolēģe.", "Anna Bērziņa", ["Annou Bērziņu"]),
        ("Писахме на Иван Петров, с Петрова е говорено.", "Иван Петров", ["Иван Петров", "Петрова"]),
        ("I-am scris lui Popescu, doamna POPESCU știe.", "Ion Popescu", ["Popescu", "POPESCU"]),
        ("เราแจ้งคุณสมชาย ใจดีแล้ว สมชายรับเรื่อง", "นายสมชาย ใจดี", ["สมชาย ใจดี", "สมชาย"]),
        ("Smith's van; smith@x", "John Smith", ["Smith", "smith"]),
        ("Ing. Eva Malá-Veľká, PhD.", "Ing. Eva Malá-Veľká, PhD.", ["Eva Malá-Veľká"]),
        ("S Jánom a Evou, bez Evy. Every Jánošík.", "Ján Evin-Eva", ["Jánom", "Evou", "Evy"]),
        ("Rozi and rosemary", "Roza Li", ["Rozi"]),
    ],
)
def test_whom_it_finds(text: str, name: str, places: list[str]) -> None:
    assert list(dict.fromkeys(found(text, name))) == places


def test_who_had_no_part_is_found_by_the_whole_name_alone() -> None:
    text = "A green chair. Ask Rose Green. The rose is red."
    assert found(text, "Rose Green", alone=False) == ["Rose Green"]


def test_a_part_of_the_customers_own_name_stays() -> None:
    text = "Kováč píše. Prevzal to Peter Kováč, Kováčov kolega Peter."
    assert found(text, "Peter Kováč", spared=("Ján Kováč",)) == ["Peter Kováč, Kováčov", "Peter"]
    assert found("Ján Kováč", "Ján Kováč", spared=("Ján Kováč",)) == []


@pytest.mark.parametrize("text", ["", "   ", "Nikto tu nie je.", "12 34", "้้้"])
def test_nobody_is_found_where_nobody_is(text: str) -> None:
    assert found(text, "Ján Kováč", "สมชาย ใจดี", "", "Dr. X") == []
