"""Taste as a test: what the pages are drawn with stays light, whole and free of inline style."""

import gzip
import re
from pathlib import Path

import pytest

from amends.server import bundles

WEB = Path(__file__).resolve().parents[2] / "amends" / "web"
SHEETS = WEB / "static" / "amends"
TEMPLATES = sorted((WEB / "templates").rglob("*.html"))


@pytest.mark.parametrize("sheet", ["bundles/desk.css", "bundles/customer.css"])
def test_style_sheets_stay_light(sheet: str) -> None:
    assert len(gzip.compress(bundles.joined(sheet).encode())) <= 20_000


def test_customer_pages_carry_little_script() -> None:
    assert len(gzip.compress((SHEETS / "customer.js").read_bytes())) <= 4_000


@pytest.mark.parametrize("sheet", ["amends.css", "desk.css", "customer.css", "figures.css"])
def test_colours_come_from_the_tokens(sheet: str) -> None:
    css = re.sub(r"/\*.*?\*/|url\([^)]*\)|@media print.*", "", (SHEETS / sheet).read_text(), flags=re.S)
    found = set(re.findall(r"#[0-9a-fA-F]{3,8}\b", css)) - {
        "#fff"
    }  # a QR code is black on white at night too
    assert not found


def test_every_token_used_is_known() -> None:
    known = set(re.findall(r"(--[\w-]+):", "".join(p.read_text() for p in SHEETS.glob("*.css"))))
    for sheet in SHEETS.glob("*.css"):
        used = set(re.findall(r"var\((--[\w-]+)", sheet.read_text()))
        assert used <= known, (sheet.name, used - known)


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda p: str(p.relative_to(WEB / "templates")))
def test_no_inline_style_or_script(template: Path) -> None:
    text = template.read_text()
    assert not re.search(r"<[^>]+\sstyle=", text)
    assert not re.search(r"<style[ >]", text)
    assert not re.search(r"\son[a-z]+=", text)
    assert all("#}" in line for line in text.splitlines() if "{#" in line)  # else the comment is shown
    for tag in re.findall(r"<script\b[^>]*>", text):
        assert "src=" in tag or "application/json" in tag, tag
