"""What every page of the desk shows around its own work."""

from collections.abc import Iterable
from typing import Any

from django import template
from django.forms import BoundField
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from amends.web import pieces
from amends.web.desk import keys, row_drawing
from amends.web.desk.day_words import calendar_of, in_words, read
from amends.web.desk.help_pieces import help_url
from amends.web.desk.lines import Line

register = template.Library()


def page_of(context: dict[str, Any]) -> str:
    """The name of the address of the page, without its space; empty on a page that has none."""
    found = getattr(context.get("request"), "resolver_match", None)
    return (found.url_name or "") if found else ""


@register.simple_tag(takes_context=True)
def key_groups(context: dict[str, Any], here: bool) -> SafeString:
    """The groups of keys that work on this page, or those of the others."""
    return _key_groups(page_of(context), here, get_language() or "en")


@pieces.once
def _key_groups(page: str, here: bool, _language: str) -> SafeString:
    """Of the table alone: drawn once a process, page and language."""
    drawn = [
        render_to_string("desk/_key_group.html", {"group": keys.shown(group)})
        for group in keys.of_page(page, here=here)
    ]
    return mark_safe("".join(drawn))  # noqa: S308 - rendered templates


@register.simple_tag
def piece(template: str, **values: object) -> SafeString:
    """A part of the page that is the same on every page but for these values; see `web.pieces`."""
    return pieces.piece(template, values)


@register.simple_tag(takes_context=True)
def help_address(context: dict[str, Any]) -> str:
    """Where the help about this page stands."""
    found = getattr(context.get("request"), "resolver_match", None)
    return help_url(page_of(context), str(found.kwargs.get("name", "")) if found else "")


@register.simple_tag
def day_in_words(about: object, value: object = None, plain: bool = False) -> SafeString:
    """The line under a date field that says it in the reader's language; the desk's script goes on with it while one types.

    `about` is a BoundField, or the id of a field that shows `value`; `plain`: the day alone, no working days.
    """
    team, field_id = None, str(about)
    if isinstance(about, BoundField):
        team, field_id, value = getattr(about.form, "counted_by", None), about.id_for_label, about.value()
    calendar = None if plain else team.calendar if team else calendar_of()
    return format_html(
        '<output class="hint" for="{0}" data-day-of="{0}" data-day-at="{1}" data-team="{2}"{3}>{4}</output>',
        field_id,
        reverse("desk:day_words"),
        team.pk if team else "",
        mark_safe(" data-plain") if plain else "",
        in_words(read(value), calendar),
    )


@register.simple_tag
def lines_of_work(rows: Iterable[Line], pick: object = False, solid: bool = False) -> SafeString:
    """The lines of a list; with `pick` they may be chosen, with `solid` the first has the solid button of the page."""
    return row_drawing.as_html(rows, pick=bool(pick), solid=solid)
