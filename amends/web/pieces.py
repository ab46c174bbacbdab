"""Parts of pages that are the same for everybody: drawn once a process and language, with places for what differs.

The frame of a page (its head, menus, keys and dialogs) took a template as long as what the page is about. A piece is a template
without the request: it may use the values it is given, written out with `{{ name }}` alone, and what `unchanging` holds.
Nothing else reaches it, so that no page shows what another one was drawn for.
"""

import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any, TypeVar

from django.template.loader import render_to_string
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from amends.web.context import unchanging

F = TypeVar("F", bound=Callable[..., Any])
Pieces = list[tuple[bool, str]]  # text, and between it the names (True) of what stands there

_MARK = re.compile(
    "\ue000([a-z_0-9]+)\ue001"
)  # no text of ours has these characters: they are for private use


_forgetting: list[Callable[[], None]] = []


def once(draw: F) -> F:
    """What it draws is kept as long as the process lives; whatever it depends on is one of its arguments."""
    kept: Any = lru_cache(maxsize=512)(draw)
    _forgetting.append(kept.cache_clear)
    return kept  # type: ignore[no-any-return]


def forget() -> None:
    """For whoever changed the words of a language while the program runs."""
    for each in _forgetting:
        each()


def place(name: str) -> str:
    """Stands in a template for a value that is put in later."""
    return f"\ue000{name}\ue001"


def cut(html: str) -> Pieces:
    """Where the places are."""
    return [(bool(n % 2), piece) for n, piece in enumerate(_MARK.split(html))]


def piece(template: str, values: Mapping[str, Any]) -> SafeString:
    """The template with these values, each escaped unless it is safe."""
    found = _pieces(template, get_language() or "en", tuple(values))
    return mark_safe("".join([conditional_escape(values[p]) if odd else p for odd, p in found]))  # noqa: S308


@once
def _pieces(template: str, language: str, names: tuple[str, ...]) -> Pieces:
    return cut(render_to_string(template, {**unchanging(language), **{name: place(name) for name in names}}))
