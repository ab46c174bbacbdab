"""Taking the coach's wording, or keeping one's own and saying why; and the page of each rule."""

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from amends.cases.models import Case
from amends.coach.catalogue import rule_of, why
from amends.people.refusal import Refusal
from amends.responses import actions
from amends.responses.coaching import Placed
from amends.web.desk import coach_shown as shown
from amends.web.desk.case_file import CaseFile
from amends.web.desk.page import DeskRequest, case_page, desk_page, nav_counts
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


@desk_page
def coach_rule(request: DeskRequest, code: str) -> HttpResponse:
    """The page of one rule: what it says, why, and an example of a better wording in each language."""
    rule = rule_of(code)
    if rule is None:
        raise Http404
    counts = nav_counts(request.staff)
    paragraphs = why(rule).split("\n\n")[1:]
    examples = [
        (lang, text) for lang in ("en", "sk", "th", "lv", "bg", "ro") if (text := rule.suggestion(lang))
    ]
    return show(
        request,
        "desk/coach_rule.html",
        nav_counts=counts,
        rule=rule,
        name=_(rule.name),
        message=_(rule.message),
        paragraphs=paragraphs,
        examples=examples,
    )
