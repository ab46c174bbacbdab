"""Rule packs: dated, sourced, honest about what was not verified."""

from datetime import date

import pytest

from amends.procedure.packs import available, in_force, load_pack
from amends.procedure.reading import ProcedureError


def test_every_pack_there_should_be() -> None:
    assert {key.partition("/")[0] for key in available()} == {
        "asic_rg271",
        "bulgaria",
        "cfpb",
        "fca_disp",
        "iso_10002",
        "latvia",
        "romania",
        "slovakia",
        "thailand",
    }


@pytest.mark.parametrize("key", available())
def test_every_entry_has_a_source(key: str) -> None:
    pack = load_pack(key)
    assert pack.name and (pack.country or key == "iso_10002")
    assert pack.letters
    assert all(entry.source for entry in (*pack.clocks, *pack.bodies, *pack.letters))
    assert all(body.url.startswith("https://") for body in pack.bodies)


def test_what_was_not_verified_says_so() -> None:
    for key in ("romania", "slovakia", "thailand", "bulgaria", "iso_10002"):
        assert not any(clock.verified for clock in load_pack(key).clocks)
    assert all(clock.verified for clock in load_pack("fca_disp").clocks)


@pytest.mark.parametrize(
    ("key", "n", "unit"),
    [
        ("fca_disp", 8, "weeks"),
        ("fca_disp/payments", 15, "working_days"),
        ("asic_rg271", 30, "calendar_days"),
        ("asic_rg271/superannuation", 45, "calendar_days"),
        ("asic_rg271/hardship", 21, "calendar_days"),
        ("cfpb", 15, "calendar_days"),
        ("latvia", 15, "working_days"),
        ("bulgaria", 1, "months"),
        ("romania", 15, "calendar_days"),
    ],
)
def test_the_final_answer(key: str, n: int, unit: str) -> None:
    finals = [(clock.n, clock.unit) for clock in load_pack(key).clocks if clock.kind == "final"]
    assert finals == [(n, unit)]


def test_the_payment_variant_keeps_what_is_common() -> None:
    kinds = {clock.kind for clock in load_pack("fca_disp/payments").clocks}
    assert {"final_extended", "keep_record", "go_to_body"} <= kinds


def test_before_a_rule_began_it_does_not_bind() -> None:
    assert not in_force(load_pack("asic_rg271"), date(2021, 10, 4)).clocks
    assert in_force(load_pack("asic_rg271"), date(2021, 10, 5)).clocks


@pytest.mark.parametrize("key", ["atlantis", "fca_disp/nothing", "../standard", ""])
def test_an_unknown_pack_is_refused(key: str) -> None:
    with pytest.raises(ProcedureError):
        load_pack(key)
