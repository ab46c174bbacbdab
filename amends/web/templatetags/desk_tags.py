"""What every page of the desk shows around its own work."""

from typing import Any

from django import template

from amends.web.desk import keys
from amends.web.desk.help_pieces import help_url

register = template.Library()


def page_of(context: dict[str, Any]) -> str:
    """The name of the address of the page, without its space; empty on a page that has none."""
    found = getattr(context.get("request"), "resolver_match", None)
    return (found.url_name or "") if found else ""


@register.simple_tag(takes_context=True)
def key_groups(context: dict[str, Any]) -> list[keys.Shown]:
    """Every key of the desk, those of this page first."""
    return keys.shown(page_of(context))


@register.simple_tag(takes_context=True)
def help_address(context: dict[str, Any]) -> str:
    """Where the help about this page stands."""
    found = getattr(context.get("request"), "resolver_match", None)
    return help_url(page_of(context), str(found.kwargs.get("name", "")) if found else "")
