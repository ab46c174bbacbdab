"""Prepared texts for a block of the reply: the list one chooses from, and without script the page that puts one in."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from amends.cases.models import Case
from amends.language.safe_text import cut, is_blank, one_line
from amends.people.models import Staff
from amends.responses import actions
from amends.responses.models import Block, PreparedText
from amends.responses.opening_words import laid_out
from amends.responses.places import filled
from amends.responses.prepared import fitting, wanted_for
from amends.responses.variables import Facts, names_in, values
from amends.web.desk.case_file import CaseFile
from amends.web.desk.page import DeskRequest, case_page
from amends.web.desk.reply import block_of, sent_meanwhile, write_all
from amends.web.showing import said_and_seen, show

SHOWN = 160  # characters of a text in the list


@dataclass(frozen=True)
class Choice:
    """A prepared text with what the case fills already in place."""

    text: PreparedText
    words: str

    @property
    def whole(self) -> bool:
        """A letter template stands as a paragraph of its own; a snippet goes into a sentence."""
        return self.text.kind != "snippet"

    @property
    def begins(self) -> str:
        return cut(one_line(self.words), SHOWN)


@case_page
def reply_texts(request: DeskRequest, case: Case, block_id: Any) -> HttpResponse:
    """GET shows what fits, with `q` what has these words; POST with `put` puts one in, and without saves what was typed."""
    file = CaseFile(case, request.by)
    if file.draft is None:
        return sent_meanwhile(request, file)
    block = block_of(file, block_id)
    if block is None:
        raise Http404
    if request.method == "POST":
        return _put_in(request, file, block) if "put" in request.POST else _saved_first(request, file, block)
    return _page(request, file, block)


def _page(request: DeskRequest, file: CaseFile, block: Block) -> HttpResponse:
    asked = one_line(request.GET.get("q", ""))[:100]
    return show(
        request,
        "desk/reply_texts.html",
        "desk/_reply_texts.html",
        case=file.case,
        point=block.point,
        title=actions.part_of_letter(block),
        asked=asked,
        choices=choices(request.staff, file, block, asked),
        laid_out=laid_out(file.case, block.kind, file.draft.language) if file.draft else "",
        language=file.draft.language if file.draft else "",
    )


def choices(staff: Staff, file: CaseFile, block: Block, words: str = "") -> Sequence[Choice]:
    assert file.draft is not None
    language = file.draft.language
    facts = Facts(file.case, file.points, file.promises, file.remedies)
    known, names = values(facts, language, block.point), names_in(language)
    found = fitting(staff, wanted_for(file.case, block, language, words, known))
    return [Choice(text, filled(text.text, known, names)) for text in found]


def _saved_first(request: DeskRequest, file: CaseFile, block: Block) -> HttpResponse:
    """From the reply, without script: nothing typed is lost on the way to the list."""
    if refused := write_all(request, file):
        return refused
    address = reverse("desk:reply_texts", args=[file.case.ref, block.pk])
    return HttpResponse(status=303, headers={"Location": address})


def _put_in(request: DeskRequest, file: CaseFile, block: Block) -> HttpResponse:
    """At the end of the block. Words nobody typed, those a draft begins with, make room for a template."""
    assert file.draft is not None
    offered = choices(request.staff, file, block, one_line(request.POST.get("q", "")))
    chosen = next((each for each in offered if str(each.text.pk) == request.POST["put"]), None)
    if chosen is None:
        raise Http404
    untouched = chosen.whole and block.text == laid_out(file.case, block.kind, file.draft.language)
    before = "" if untouched or is_blank(block.text) else block.text.rstrip() + "\n\n"
    actions.write_block(file.draft, block, before + chosen.words, by=request.by)
    address = reverse("desk:reply", args=[file.case.ref]) + f"#text-{block.pk}"
    return said_and_seen(request, _("The text is put in at the end."), address)
