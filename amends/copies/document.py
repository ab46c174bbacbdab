"""The whole document as data the template knows, and what was written in it piece by piece."""

from collections.abc import Sequence
from typing import Any
from zoneinfo import ZoneInfo

from django.utils import timezone, translation
from django.utils.translation import gettext as _

from amends.copies.attached import Attached
from amends.copies.parts import conversation, files, findings, front, keeping, learning
from amends.copies.pen import Pen
from amends.copies.redaction import Cover, Redaction
from amends.copies.whole import Whole
from amends.language.safe_text import is_blank
from amends.people.models import Company
from amends.responses.letter.typeset import FAMILIES, is_picture


def document(
    whole: Whole, attached: Sequence[Attached], lang: str, zone: str, redaction: Redaction | None = None
) -> tuple[dict[str, Any], Pen]:
    """The data, and the pen that wrote it with its pieces."""
    with translation.override(lang), timezone.override(ZoneInfo(zone)):
        pen = Pen(lang, zone, Cover(whole, redaction) if redaction else None)
        return _document(whole, attached, pen), pen


def _document(whole: Whole, attached: Sequence[Attached], pen: Pen) -> dict[str, Any]:
    case, company = whole.case, whole.company
    redacted = pen.cover is not None
    first = front.front(whole, pen)
    return {
        "lang": pen.lang,
        "fonts": FAMILIES if pen.lang != "th" else FAMILIES[::-1],
        "title": pen.say(_("Complaint %(reference)s") % {"reference": case.ref}),
        "kind": pen.say(_("Redacted copy") if redacted else _("The whole case")),
        "reference": pen.say(case.ref),
        "about": pen.told_in_a_line(case.title, case.language),
        "customer": pen.say(case.customer.full_name),
        "company": {"name": pen.say(company.name), "contact": _contact(company, pen)},
        "logo": list(company.logo) if company.logo and is_picture(bytes(company.logo)) else None,
        "front": first,
        "contents": pen.say(_("Contents")),
        "state_of": pen.say(_("As it stood on %(moment)s") % {"moment": pen.moment_in_full(whole.at)}),
        "sections": _sections(whole, attached, pen),
        "quoted": pen.say(_("Quoted from earlier")),
        "blacked": pen.say(_("What is black was removed from this copy; the word in it says what it was."))
        if redacted
        else "",
        "pages": files.pages(attached, pen),
        "enclosed": files.enclosed(attached, pen),
        "page_label": pen.say(_("Page %(page)s of %(pages)s")),
    }


def _sections(whole: Whole, attached: Sequence[Attached], pen: Pen) -> list[dict[str, Any]]:
    by_key = {one.file.pk: one for one in attached}
    made = [
        findings.points(whole, pen),
        conversation.conversation(whole, pen, by_key),
        findings.statements(whole, pen),
        findings.decisions(whole, pen),
        findings.remedies(whole, pen),
        keeping.promises(whole, pen),
        keeping.replies(whole, pen, by_key),
        keeping.survey(whole, pen),
        learning.causes(whole, pen),
        learning.journal(whole, pen),
        files.file_list(attached, pen),
    ]
    return [part for part in made if part]


def _contact(company: Company, pen: Pen) -> list[str]:
    lines = [*company.address.splitlines(), company.phone, company.email]
    return [pen.say(line) for line in lines if not is_blank(line)]
