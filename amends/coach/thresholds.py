"""From which likelihood on a rule is taken to be broken, by code and language: chosen on the examples, by trade and writer."""

import tomllib
from functools import cache
from pathlib import Path

USUAL = 0.25


@cache
def _table() -> dict[str, dict[str, float]]:
    path = Path(__file__).with_name("thresholds.toml")
    return tomllib.loads(path.read_text(encoding="utf-8")) if path.exists() else {}


@cache
def threshold(label: str, lang: str) -> float:
    """Between 0 and 1: of the label in this language, else of the label, else the usual one."""
    table = _table()
    return table.get(label, {}).get(
        lang, table.get(label, {}).get("all", table.get("usual", {}).get("all", USUAL))
    )
