"""Every file with its name, size, hash and page; then the pages themselves."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from amends.copies.attached import Attached
from amends.copies.parts import Block, section
from amends.copies.pen import Pen
from amends.language.numbers import whole

POINTS_A_PIXEL = 0.75  # at 96 pixels an inch
SMALL = (480, 280)  # points: a picture no larger stands among others on a page


def file_list(files: Sequence[Attached], pen: Pen) -> Block | None:
    pen.place = title = pen.say(_("Attachments"))
    heads = {"number": _("No."), "name": _("File"), "page": _("Page")}
    rows = [_row(one, pen) for one in files]
    return section(title, [{"kind": "files", "heads": heads, "rows": rows} if rows else None])


def _row(one: Attached, pen: Pen) -> dict[str, Any]:
    file = one.file
    return {
        "number": one.number,
        "name": pen.told_in_a_line(file.name),
        "about": " · ".join([pen.say(file.media_type), _in_bytes(file.size), pen.moment(file.added_at)]),
        "sha256": file.sha256,
        "shown": one.is_shown,
        "state": pen.say(_state(one)),
    }


def _in_bytes(size: int) -> str:
    grouped = whole(size, (get_language() or "en").split("-")[0])
    return ngettext("%(grouped)s byte", "%(grouped)s bytes", size) % {"grouped": grouped}


def _state(one: Attached) -> str:
    """Why it is not shown, or not in full, and whether it lies in the copy."""
    reasons = {
        "broken": _("It cannot be opened as what it says it is."),
        "too_large": _("It is too large to be shown as a page."),
        "missing": _("Its content is not in the file store."),
        "left_out": _("Left out of this copy."),
        "kind": _("Not of a kind that is shown as pages."),
    }
    said = [reasons[one.state]] if one.state else []
    if one.pages < one.pages_there:
        there = {"n": one.pages, "there": one.pages_there}
        said.append(
            ngettext(
                "The first page of %(there)s is shown.",
                "The first %(n)s pages of %(there)s are shown.",
                one.pages,
            )
            % there
        )
    if one.enclosed:
        said.append(_("It lies in this PDF as a file."))
    elif one.path:
        said.append(_("It is too large to lie in this PDF."))
    return " ".join(said)


def pages(files: Sequence[Attached], pen: Pen) -> list[dict[str, Any]]:
    """What the template shows of each file that can be shown."""
    return [
        {
            "number": one.number,
            "title": pen.say(_("Attachment %(number)s") % {"number": one.number}),
            "name": pen.told_in_a_line(one.file.name),
            "path": f"shown-{one.number}" if one.smaller else f"file-{one.number}",
            "format": one.format,
            "pages": one.pages,
            "width": one.width * POINTS_A_PIXEL,
            "small": _is_small(one),
        }
        for one in files
        if one.is_shown
    ]


def _is_small(one: Attached) -> bool:
    if one.format == "pdf":
        return False
    return one.width * POINTS_A_PIXEL <= SMALL[0] and one.height * POINTS_A_PIXEL <= SMALL[1]


def enclosed(files: Sequence[Attached], pen: Pen) -> list[dict[str, str]]:
    """The files that lie in the PDF, each under a name no other has."""
    return [
        {
            "path": f"file-{one.number}",
            "name": f"{one.number:03}-{_plain_name(pen.told_in_a_line(one.file.name), one)}",
            "type": _media_type(one.file.media_type),
            "about": one.file.sha256,
        }
        for one in files
        if one.enclosed
    ]


def _plain_name(name: Any, one: Attached) -> str:
    """Without what makes a path of it; a name with something blacked out is not told at all."""
    if not isinstance(name, str):
        return f"file.{one.format}" if one.format else "file"
    return "".join("_" if c in '/\\:*?"<>|\u200b' else c for c in name)[:120] or "file"


def _media_type(written: str) -> str:
    kind = written.split(";")[0].strip().lower()
    parts = kind.split("/")
    plain = len(parts) == 2 and all(
        part and part.replace("-", "").replace(".", "").replace("+", "").isalnum() for part in parts
    )
    return kind if plain and kind.isascii() else "application/octet-stream"
