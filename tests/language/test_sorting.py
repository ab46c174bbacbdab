"""Names in the order of each alphabet."""

import random

import pytest

from amends.language.sorting import sort_key


@pytest.mark.parametrize(
    ("lang", "names"),
    [
        ("en", ["Adams", "baker", "Béla", "O'Brien", "Obst"]),
        ("sk", ["Cibula", "Cz", "Čech", "ďatel", "Dub", "Horák", "Hruška", "chata", "Chovan", "Iveta", "Ondro", "Ôsmy",
                "Zeman", "Žák"]),
        ("lv", ["Celms", "Czar", "Čakste", "Dūda", "Kalns", "Ķirsis", "Liepa", "Ļaudis", "Zars", "Žuks"]),
        ("ro", ["Ana", "Anca", "Ăla", "Ion", "Înalt", "Stan", "Ștefan", "Toma", "Țară", "Țepeș"]),
        ("bg", ["Асен", "Иван", "Ирина", "Йордан", "Калин", "Ян"]),
        ("th", ["กมล", "ก้อง", "เกษม", "แก้ว", "ไก่", "ขวัญ", "สมชาย"]),
    ],
)  # fmt: skip
def test_names_stand_where_a_reader_looks_for_them(lang: str, names: list[str]) -> None:
    shuffled = random.Random(7).sample(names, len(names))
    assert sorted(shuffled, key=lambda name: sort_key(name, lang)) == names


def test_marks_and_case_decide_only_between_equals() -> None:
    names = ["résumé", "Resume", "resume"]
    assert sorted(names, key=lambda name: sort_key(name, "en")) == ["resume", "Resume", "résumé"]
