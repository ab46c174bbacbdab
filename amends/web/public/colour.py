"""The company's own colour as a style sheet of four tokens, by day and by night."""

from collections.abc import Mapping

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from amends.people.colour import check_colour, tokens_by_day, tokens_by_night
from amends.people.refusal import Invalid


@require_safe
def colour_sheet(request: HttpRequest, colour: str) -> HttpResponse:
    """Any colour that can be read; 404 for others."""
    try:
        known = check_colour(colour)
    except Invalid as unreadable:
        raise Http404 from unreadable
    night = _rules(tokens_by_night(known))
    sheet = (
        f":root {{ {_rules(tokens_by_day(known))} }}\n"
        f'@media (prefers-color-scheme: dark) {{ :root:not([data-theme="light"]) {{ {night} }} }}\n'
        f':root[data-theme="dark"] {{ {night} }}\n'
        "@media (forced-colors: active) { :root { --accent: LinkText; } }\n"
    )
    kept = {"Cache-Control": "public, max-age=31536000, immutable"}
    return HttpResponse(sheet, content_type="text/css; charset=utf-8", headers=kept)


def _rules(tokens: Mapping[str, str]) -> str:
    return " ".join(f"--{name}: {value};" for name, value in tokens.items())
