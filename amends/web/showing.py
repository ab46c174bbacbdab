"""How a view answers: the whole page, or for HTMX only the fragment that changed."""

import json
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.cache import patch_vary_headers


def wants_fragment(request: HttpRequest) -> bool:
    htmx = getattr(request, "htmx", None)
    return bool(htmx and not htmx.boosted and not htmx.history_restore_request)


def show(
    request: HttpRequest,
    template: str,
    part: str | None = None,
    *,
    status: int = 200,
    said: str = "",
    **context: Any,
) -> HttpResponse:
    """Render `template`, or only `part` for a piece of the page. `said` goes to the polite live region."""
    fragment = part is not None and wants_fragment(request)
    if said and not fragment:
        messages.success(request, said)
    response = HttpResponse(
        render_to_string(part if fragment and part else template, context, request), status=status
    )
    if said and fragment:
        response["HX-Trigger"] = json.dumps({"said": said})
    patch_vary_headers(response, ["HX-Request"])
    return response


def said_and_seen(request: HttpRequest, said: str, address: str, *, undo: str = "") -> HttpResponse:
    """After a write: go to `address` and say there what was done; by a full load, so that counts hold.

    `undo`, of desk.undo, is offered beside what is said.
    """
    messages.success(request, said, extra_tags=undo)
    if wants_fragment(request):
        return HttpResponse(status=204, headers={"HX-Redirect": address})
    return HttpResponse(status=303, headers={"Location": address})
