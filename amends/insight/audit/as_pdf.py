"""The result as PDF/A to hand on, set like the letters."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from amends.insight.audit import words
from amends.insight.audit.result import Result, Row
from amends.language.dates import long_date
from amends.language.safe_text import one_line
from amends.people.queries import company
from amends.procedure.moment import now
from amends.responses.letter.binding import bind
from amends.responses.letter.typeset import FAMILIES, typesetter

TEMPLATE = Path(__file__).with_name("audit.typ")
BESIDE = 5  # groups of one table


def as_pdf(result: Result, made_at: datetime | None = None) -> bytes:
    """In the language now in force. The same result and moment give the same bytes."""
    made_at = made_at or now()
    return typesetter(Path(settings.FONTS_ROOT), TEMPLATE).typeset_data(laid_out(result, made_at), made_at)


def laid_out(result: Result, made_at: datetime) -> dict[str, Any]:
    """The names the template knows."""
    lang = (get_language() or "en").split("-")[0]
    ours = company()
    day = long_date(made_at.astimezone(ZoneInfo(ours.zone or "UTC")).date(), lang)

    def safe(text: str) -> str:
        return bind(one_line(text), lang)

    places = range(len(result.groups))
    return {
        "lang": lang,
        "fonts": FAMILIES if lang != "th" else FAMILIES[::-1],
        "title": safe(_("How complaints are answered")),
        "made": safe(_("%(company)s, %(day)s") % {"company": ours.name, "day": day} if ours.name else day),
        "side": safe(str(words.SIDES[result.by])),
        "tables": [
            {
                "heads": [safe(words.group(result.groups[place])) for place in some],
                "sections": [
                    {"title": safe(title), "rows": [_row(row, some, safe) for row in rows]}
                    for title, rows in words.sections(result)
                    if rows
                ],
            }
            for some in (places[first : first + BESIDE] for first in places[::BESIDE])
        ],
        "explained": safe(_("In brackets: the interval in which the true value lies with 95 % confidence.")),
        "notes": [safe(note) for note in words.notes(result)],
        "page_label": safe(_("Page %(page)s of %(pages)s")),
    }


def _row(row: Row, some: range, safe: Callable[[str], str]) -> dict[str, Any]:
    cells = [row.cells[place] for place in some]
    return {
        "name": safe(words.measure(row.code)),
        "cells": [
            {"value": words.value(cell, row.unit), "interval": words.interval(cell, row.unit)}
            for cell in cells
        ],
    }
