"""The help at the desk: docs/using, a piece a page, with its contents beside it (M34)."""

from django.http import Http404, HttpResponse

from amends.web.desk import help_text
from amends.web.desk.page import DeskRequest, desk_page, nav_counts
from amends.web.showing import show


@desk_page
def help_piece(request: DeskRequest, name: str = "") -> HttpResponse:
    piece = help_text.piece(name)
    if piece is None:
        raise Http404
    contents = [(one, help_text.address(one.name)) for one in help_text.pieces()]
    return show(
        request, "desk/help.html", piece=piece, contents=contents, nav_counts=nav_counts(request.staff)
    )


@desk_page
def picture(request: DeskRequest, name: str, kind: str) -> HttpResponse:
    file = help_text.picture(name, kind)
    if file is None:
        raise Http404
    return HttpResponse(file.read_bytes(), content_type=f"image/{kind}")
