"""What exists is documented: every setting and every command."""

import re
import runpy
from pathlib import Path

import pytest

from amends.cli.main import commands

ROOT = Path(__file__).resolve().parents[2]
PAGES = "\n".join(p.read_text("utf-8") for p in (ROOT / "docs" / "running").glob("*.md"))
SETTINGS = sorted(
    set(re.findall(r'"(AMENDS_[A-Z_]+)"', (ROOT / "amends/server/settings.py").read_text("utf-8")))
)


@pytest.mark.parametrize("name", SETTINGS)
def test_every_setting_is_documented(name: str) -> None:
    assert f"`{name}`" in PAGES


@pytest.mark.parametrize("name", sorted(commands()))
def test_every_command_is_documented(name: str) -> None:
    assert f"`amends {name}" in PAGES


def test_the_coachs_pages_are_those_of_its_rules() -> None:
    """After a change on purpose: scripts/coach-pages."""
    made = runpy.run_path(str(ROOT / "scripts" / "coach-pages"))["pages"]()
    folder = ROOT / "docs" / "using" / "coach"
    assert {path.name: path.read_text("utf-8") for path in folder.glob("*.md")} == made
