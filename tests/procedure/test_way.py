"""The way of each route follows from the procedure's own table, whatever a company made of it."""

from pathlib import Path

from amends.procedure import definition
from amends.procedure.definition import from_text, standard
from amends.procedure.way import way, ways

STANDARD = Path(definition.__file__).with_name("standard.toml").read_text("utf-8")


def test_the_standard_ways() -> None:
    found = ways(standard())
    whole = ("received", "assessed", "investigating", "decided", "responding", "answered", "closed")
    assert found["complex"] == whole
    assert found["simple"] == tuple(stage for stage in whole if stage != "investigating")
    assert found["on_the_spot"] == ("received", "assessed", "closed")
    assert found[""] == found["simple"]


def test_a_company_that_looks_into_everything_shows_it() -> None:
    asks = '{ step = "ask_statement", unless = ["verdict_for_route"], routes = ["complex"] }'
    plan = from_text(STANDARD.replace(asks, asks.replace(', routes = ["complex"]', "")))
    assert "investigating" in way(plan, "simple")
