"""No style sheet draws what no page has: each class of a selector stands in a template, a script or a view."""

import re
from pathlib import Path

import pytest

from tests.web.test_look import SHEETS, WEB

DRAWN_BY_NAME = {"gap-u", "hint-u", "stop-u"}  # put together by desk.js from how grave a finding is
NAME = r"-?[A-Za-z_][\w-]*"
CLASS = re.compile(r'class="((?:\{\{.*?\}\}|\{%.*?%\}|[^"{])*)"')  # a template's own quotes do not end it
STRING = re.compile(r'"([^"\n]*)"|\'([^\'\n]*)\'|`([^`]*)`')


def text_of(*endings: str) -> str:
    return "\n".join(path.read_text() for ending in endings for path in sorted(WEB.rglob(f"*{ending}")))


def names_used() -> set[str]:
    """Words of class attributes and of the blocks that fill one, and of every string of scripts and views."""
    templates = text_of(".html")
    given = CLASS.findall(templates) + re.findall(r"\{% block main_class %\}(.*?)\{% endblock", templates)
    given += ["".join(found) for found in STRING.findall(text_of(".js", ".py"))]
    return {name for words in given for name in re.findall(NAME, words)} | DRAWN_BY_NAME


def classes_drawn(sheet: Path) -> set[str]:
    """Classes in the selectors of a sheet; what stands within the innermost braces is no selector."""
    css = re.sub(r"/\*.*?\*/|url\([^)]*\)|\"[^\"]*\"", "", sheet.read_text(), flags=re.S)
    return set(re.findall(rf"\.({NAME})", re.sub(r"\{[^{}]*\}", "{}", css)))


@pytest.mark.parametrize("sheet", sorted(SHEETS.glob("*.css")), ids=lambda path: path.name)
def test_each_class_is_given_somewhere(sheet: Path) -> None:
    assert classes_drawn(sheet) - names_used() == set(), "rules nothing uses: delete them"


def test_a_class_nobody_gives_is_found(tmp_path: Path) -> None:
    sheet = tmp_path / "one.css"
    sheet.write_text(
        "@media print { .btn .nobody-gives-this:not(.row) { background: url(a.png); width: .5em; } }"
    )
    assert classes_drawn(sheet) - names_used() == {"nobody-gives-this"}
