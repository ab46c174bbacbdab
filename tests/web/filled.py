"""A form as a browser would send it back untouched."""

from typing import Any

from selectolax.lexbor import LexborHTMLParser, LexborNode


def filled(page: str, action: str = "") -> dict[str, Any]:
    """The values of the first form of the page's main part that posts, or of the one with this action."""
    forms = LexborHTMLParser(page).css("main form[method='post']")
    form = next(form for form in forms if not action or form.attributes.get("action") == action)
    found: dict[str, Any] = {}
    for field in form.css("input, select, textarea"):
        name, value = field.attributes.get("name"), _value(field)
        if not name or value is None or name == "csrfmiddlewaretoken":
            continue
        if field.attributes.get("type") == "checkbox" and name in found:
            found[name] = [*(found[name] if isinstance(found[name], list) else [found[name]]), value]
        else:
            found[name] = value
    return found


def _value(field: LexborNode) -> str | None:
    if field.tag == "textarea":
        return field.text().removeprefix("\n")
    if field.tag == "select":
        chosen = field.css_first("option[selected]") or field.css_first("option")
        return (chosen.attributes.get("value") or "") if chosen else None
    kind = field.attributes.get("type")
    if kind == "file" or (kind in ("checkbox", "radio") and "checked" not in field.attributes):
        return None
    return field.attributes.get("value") or ("on" if kind == "checkbox" else "")
