"""Taking the coach's wording, or keeping one's own and saying why."""

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from amends.cases.models import Case
from amends.people.refusal import Refusal
from amends.responses import actions
from amends.responses.coaching import Placed
from amends.web.desk import coach_shown as shown
from amends.web.desk.case_file import CaseFile
from amends.web.desk.page import DeskRequest, case_page
from amends.web.desk.reply import sent_meanwhile, write_all
from amends.web.desk.reply_shown import coach_said, page
from amends.web.showing import said_and_seen, show


@require_POST
@case_page
def coach_act(request: DeskRequest, case: Case, what: str) -> HttpResponse:
    """`take` puts the wording in place, `keep` notes the reason; what was typed into the blocks is saved first."""
    file = CaseFile(case, request.by)
    if file.draft is None:
        return sent_meanwhile(request, file)
    if refused := write_all(request, file):
        return refused
    file = CaseFile(case, request.by)
    placed = shown.placed_at(file.coached, request.POST.get(what, ""))
    if placed is None:
        return page(
            request, file, refused=_("The words this was about have changed. The coach has read again.")
        )
    try:
        said = take(request, file, placed) if what == "take" else keep(request, file, placed)
    except Refusal as why_not:
        return page(request, CaseFile(case, request.by), status=why_not.status, refused=why_not.sentence())
    anchor = f"#text-{placed.block.pk}" if placed.block else ""
    return said_and_seen(request, said, reverse("desk:reply", args=[case.ref]) + anchor)


def take(request: DeskRequest, file: CaseFile, placed: Placed) -> str:
    if placed.block is None or placed.better is None or file.draft is None:
        raise Http404
    actions.write_block(file.draft, placed.block, shown.taken(placed.block, placed), by=request.by)
    if "[…]" in placed.better.text:
        return _("The wording is in place. Fill in what only you know: […]")
    return _("The wording is in place.")


def keep(request: DeskRequest, file: CaseFile, placed: Placed) -> str:
    assert file.draft is not None
    reason = request.POST.get(f"reason-{placed.key}", "")
    actions.override_finding(file.draft, placed.key, reason, by=request.by)
    return _("Your words stay. Whoever signs reads why.")


@case_page
def coach_asked(request: DeskRequest, case: Case) -> HttpResponse:
    """A page whose coach was still getting ready asks now and then: 204 while it is, then what it found."""
    file = CaseFile(case, request.by)
    if file.draft is None or file.coach_learns:
        return HttpResponse(status=204)
    return show(request, "desk/_coach_said.html", case=case, draft=file.draft, **coach_said(file))
