"""A procedure with a mistake is refused loudly, and the message names the place."""

from pathlib import Path

import pytest

from amends.procedure import definition
from amends.procedure.definition import ProcedureError, from_text, load, standard

TEXT = Path(definition.__file__).with_name("standard.toml").read_text("utf-8")


def test_the_standard_one_is_read_once() -> None:
    assert standard() is standard() is load(None)


def test_a_company_reads_its_own(tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    own.write_text(TEXT.replace('name = "standard"', 'name = "ours"'), "utf-8")
    assert load(own).name == "ours"


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("[step.assess]", "[step.asess]", r"step, asess: no step has this name"),
        ('to = "assessed"', 'to = "asessed"', r"step, assess, to: 'asessed' is not one of"),
        (
            'needs = ["customer_known"]',
            'needs = ["customer"]',
            r"step, assess, needs: 'customer' is not one of",
        ),
        ('needs = ["customer_known"]', 'need = ["customer_known"]', r"step, assess: unknown need"),
        ('may = ["customer", "asked",', 'may = ["boss", "asked",', r"step, attach_file, may: 'boss'"),
        (
            'needs = ["all_points_decided", "signed"]',
            "needs = []",
            r"nothing is answered without a signature",
        ),
        ('"coach_clear", "not_author"]', '"coach_clear"]', r"the author never signs"),
        ('unit = "minutes"', 'unit = "moments"', r"clock 1, unit: 'moments'"),
        ("n = 15\n", 'n = "15"\n', r"clock 1, n: '15' is of the wrong type"),
        ("n = 15\n", "n = -1\n", r"clock 1, n: is below nought"),
        ("clerk = 20", 'clerk = "much"', r"limits, clerk"),
        ("clerk = 20", "boss = 20", r"limits: boss is not a role"),
        ("gift = {", "cake = {", r"remedy, cake: no remedy has this name"),
        ('version = "1"', "", r"version: is missing"),
        ('version = "1"', "version = 1", r"version: 1 is of the wrong type"),
        ('version = "1"', 'version = "1', r"line \d+"),
        ('moves_from = ["received"]', 'moves_from = ["closed"]', r"step, assess, moves_from"),
    ],
)
def test_a_mistake_is_named(old: str, new: str, says: str) -> None:
    assert old in TEXT
    with pytest.raises(ProcedureError, match=says):
        from_text(TEXT.replace(old, new, 1))


def test_a_regulators_clock_cannot_be_made_to_pause() -> None:
    text = TEXT.replace(
        'n = 3\nunit = "working_days"\n', 'n = 3\nunit = "working_days"\nwhose = "regulator"\n', 1
    )
    with pytest.raises(ProcedureError, match="never pauses"):
        from_text(text)
