"""The dialog of keys tells the truth: what it lists is what templates and scripts bind, and nothing else."""

import re
from pathlib import Path

from amends.web.context import PLACES
from amends.web.desk import keys, next_step

WEB = Path(keys.__file__).resolve().parents[1]
DESK_SCRIPTS = [p for p in sorted((WEB / "static" / "amends").glob("*.js")) if p.name != "customer.js"]
# What stands in a data-key that a template fills in.
FILLED_IN = {
    "place.keys": {key for _name, _words, key in PLACES if key},
    "key": set(next_step.KEYS.values()),
    "b.point.number": {str(n) for n in range(1, 10)},
}


def listed() -> set[str]:
    return {way for group in keys.groups() for key in group.keys for way in key.keys}


def in_templates() -> set[str]:
    found = set()
    for path in (WEB / "templates").rglob("*.html"):
        for value in re.findall(r'data-key="([^"]+)"', path.read_text("utf-8")):
            before, _, name = value.partition("{{")
            fills = FILLED_IN[name.strip("{} ")] if name else {""}
            found |= {before + fill for fill in fills}
    return found


def in_scripts() -> set[str]:
    found = set()
    for path in DESK_SCRIPTS:
        source = path.read_text("utf-8")
        for block in re.findall(r"\bconst (?:[A-Z]+_)?KEYS = \{(.*?)\n?\s*\};\n", source, re.DOTALL):
            found |= set(re.findall(r'"([^"]+)": ', block))
        found |= set(re.findall(r'\bkey(?:\.toLowerCase\(\))?\s*[!=]==\s*"([^"]+)"', source))
    return {"Space" if key == " " else key for key in found}


def not_installed() -> set[str]:
    """Keys of pages of the bar that are not there."""
    return {key for name, _words, key in PLACES if key and not keys.address(name)}


def test_what_the_dialog_lists_is_what_is_bound() -> None:
    bound = in_templates() | in_scripts()
    assert listed() - bound == set(), "listed in keys.py and bound nowhere"
    assert bound - not_installed() - listed() == set(), "bound, and missing in keys.py"


def test_scripts_are_read_for_what_they_bind() -> None:
    assert {"j", "k", "x", "Space", "?", "Escape", "Ctrl+k", "Alt+.", "ArrowDown"} <= in_scripts()
    assert {"g t", "Alt+9", "d", "Ctrl+Enter"} <= in_templates()
