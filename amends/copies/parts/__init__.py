"""The sections of a copy, each made of blocks the template knows: facts, table, said, words, journal, files, quiet."""

from typing import Any

Block = dict[str, Any]


def section(title: str, blocks: list[Block | None]) -> Block | None:
    """None when nothing stands in it."""
    there = [block for block in blocks if block]
    return {"title": title, "blocks": there} if there else None


def facts(rows: list[tuple[str, Any]]) -> Block | None:
    """Label and value; rows without a value are left out. A value is a line or a list of lines."""
    shown = [
        [label, value if isinstance(value, list) and _is_lines(value) else [value]]
        for label, value in rows
        if value
    ]
    return {"kind": "facts", "rows": shown} if shown else None


def _is_lines(value: list[Any]) -> bool:
    """A line with something blacked out is a list too; its runs are texts and marks."""
    return not any(isinstance(each, dict) for each in value)


def table(heads: list[str], widths: list[str], rows: list[list[Any]]) -> Block | None:
    return {"kind": "table", "heads": heads, "widths": widths, "rows": rows} if rows else None


def words(title: Any, lines: list[Any], under: str = "", small: bool = False) -> Block | None:
    """A heading with what was said under it."""
    if not lines:
        return None
    return {"kind": "words", "title": title, "under": under, "lines": lines, "small": small}


def quiet(text: str) -> Block:
    return {"kind": "quiet", "text": text}
