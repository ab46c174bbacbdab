"""A customer's words as paragraphs, marked where they carry a point."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

BLANK_LINES = re.compile(r"\n[ \t\r]*(?:\n[ \t\r]*)+")


@dataclass(frozen=True, slots=True)
class Mark:
    """Characters `start` to `end` of the text speak of point `number`; `on` when that point is in hand."""

    start: int
    end: int
    number: int
    on: bool = False


def _pieces(text: str, offset: int, marks: Iterable[Mark]) -> Iterable[str]:
    at = 0
    for mark in marks:
        start, end = max(mark.start - offset, at), min(mark.end - offset, len(text))
        if start >= end:
            continue
        on = " on" if mark.on else ""
        yield conditional_escape(text[at:start])
        yield format_html('<mark class="ev{}" data-point="{}">{}</mark>', on, mark.number, text[start:end])
        if end == mark.end - offset:  # a mark over two paragraphs carries its number once, at its end
            yield format_html(
                '&nbsp;<a class="pt{}" href="#point-{}" data-point="{}">{}</a>',
                on,
                mark.number,
                mark.number,
                mark.number,
            )
        at = end
    yield conditional_escape(text[at:])


def paragraphs(text: str, marks: Iterable[Mark] = ()) -> SafeString:
    """Escaped HTML: blank lines part paragraphs, single ones break lines; overlapping marks queue up."""
    text = text.replace("\r\n", "\n")
    ordered = sorted(marks, key=lambda m: (m.start, m.end))
    out, at = [], 0
    for part in BLANK_LINES.split(text):
        offset = text.index(part, at)
        at = offset + len(part)
        if part.strip():
            here = [m for m in ordered if m.start < at and m.end > offset]
            out.append(
                "<p>" + "".join(_pieces(part, offset, here)).strip("\n").replace("\n", "<br>") + "</p>"
            )
    return mark_safe("".join(out))  # noqa: S308 -- every piece above is escaped
