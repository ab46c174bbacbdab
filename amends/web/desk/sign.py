"""The stack of letters to sign: one a screen, exactly as it leaves. Own letters are not offered, and are refused."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from allauth.account.decorators import reauthentication_required
from allauth.mfa.utils import is_mfa_enabled
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from amends.cases.conflict import conflict_of_interest
from amends.cases.standing_in import manages, signs_for
from amends.language.dates import long_date
from amends.people.models import Staff
from amends.people.queries import company, standing
from amends.people.refusal import Refusal
from amends.procedure.moment import now
from amends.responses import actions
from amends.responses import queries as replies
from amends.responses.coach_ready import is_ready
from amends.responses.coaching import coached, known_of
from amends.responses.content import canonical, fingerprint, letter_text
from amends.responses.models import Draft
from amends.web.desk.case_file import CaseFile
from amends.web.desk.ease_shown import ease_shown
from amends.web.desk.lines import Line, listed
from amends.web.desk.page import DeskRequest, desk_page
from amends.web.desk.sign_beside import beside
from amends.web.desk.today_others import for_whom
from amends.web.showing import said_and_seen, show


@dataclass(frozen=True)
class Waiting:
    """One letter of the stack."""

    draft: Draft
    line: Line
    here: bool
    behalf: str


SHOWN = 50


@dataclass(frozen=True)
class Stack:
    """The letters that wait, the longest wait first, and those before and after the one on the screen."""

    letters: list[Draft]
    before: Draft | None
    after: Draft | None


def stack_around(staff: Staff, draft: Draft) -> Stack:
    """A letter that does not wait, such as one just signed, stands before the first."""
    letters = list(replies.sign_stack(staff)[:SHOWN])
    place = next((n for n, one in enumerate(letters) if one.pk == draft.pk), -1)
    before = letters[place - 1] if place > 0 else None
    return Stack(letters, before, letters[place + 1] if place + 1 < len(letters) else None)


def _onward(stack: Stack) -> str:
    """Where to go from a letter that is done: to the next, the last one before it, or the empty stack."""
    there = stack.after or stack.before
    return reverse("desk:sign_one", args=[there.pk]) if there else reverse("desk:sign")


@desk_page
def sign(request: DeskRequest) -> HttpResponse:
    stack = list(replies.sign_stack(request.staff)[:1])
    if stack:
        return HttpResponse(status=302, headers={"Location": reverse("desk:sign_one", args=[stack[0].pk])})
    return show(request, "desk/sign_empty.html", own=replies.own_waiting(request.staff))


@desk_page
def sign_one(request: DeskRequest, draft_id: UUID) -> HttpResponse:
    draft = replies.draft_for_signer(request.staff, draft_id)
    if draft is None:
        raise Http404
    if request.method == "POST":
        return _taken(request, draft)
    return page(request, draft)


@reauthentication_required(enabled=lambda request: is_mfa_enabled(request.user))  # type: ignore[untyped-decorator]
def confirmed(request: DeskRequest, draft: Draft) -> HttpResponse:
    """Signs. Whoever has a second factor has shown it within the last minutes; others signed in with what they have."""
    stack = stack_around(request.staff, draft)
    actions.sign(draft, by=request.by, shown=request.POST.get("fingerprint", ""))
    if "send" in request.POST:
        actions.send(draft, by=request.by)
    said = _("Signed and sent.") if "send" in request.POST else _("Signed.")
    return said_and_seen(request, said, _onward(stack))


def _taken(request: DeskRequest, draft: Draft) -> HttpResponse:
    try:
        if request.POST.get("what") == "return":
            stack = stack_around(request.staff, draft)
            actions.return_draft(draft, request.POST.get("reason", ""), by=request.by)
            return said_and_seen(request, _("The letter is returned with your note."), _onward(stack))
        signed: HttpResponse = confirmed(request, draft)
        return signed
    except Refusal as refused:
        fresh = replies.draft_for_signer(request.staff, draft.pk) or draft
        reason = request.POST.get("reason", "").strip()
        typed = [(_("Reason"), reason)] if reason else []
        return page(request, fresh, status=refused.status, refused=refused.sentence(), typed=typed)


def page(request: DeskRequest, draft: Draft, *, status: int = 200, **more: Any) -> HttpResponse:
    """`more` may hold `refused`, a sentence, and `typed`, pairs of label and text."""
    file = CaseFile(draft.case, request.by)
    stack = stack_around(request.staff, draft)
    return show(
        request,
        "desk/sign.html",
        status=status,
        draft=draft,
        case=draft.case,
        stack=[
            Waiting(d, listed(d.case, None), d.pk == draft.pk, for_whom(request.staff, d))
            for d in stack.letters
        ],
        before=stack.before,
        after=stack.after,
        nav_counts={"sign": len(stack.letters)},
        **_letter(request.staff, draft, file),
        **more,
    )


def _letter(staff: Staff, draft: Draft, file: CaseFile) -> dict[str, Any]:
    blocks = list(draft.blocks.all())
    digest = fingerprint(canonical(draft, blocks))
    numbers = {p.pk: p.number for p in file.points}
    known = known_of(file.case, file.complaint(), file.promises, file.remedies)
    has_learnt = is_ready(draft.language, "reply")
    return {
        "paragraphs": [
            {"number": numbers.get(b.point_id) if first and b.point_id else None, "text": part}
            for b in blocks
            for first, part in _parts(b.text)
        ],
        "digest": digest,
        "print": f"{digest[:4]} {digest[4:8]} … {digest[-8:-4]} {digest[-4:]}",
        **beside(draft, file, coached(draft, blocks, known) if has_learnt else []),
        "coach_learns": not has_learnt,
        "ease": ease_shown(draft, blocks),
        "complaint": file.complaint(),
        "statements": [s for s in file.statements if s.finding_shown_at],
        "on_day": long_date(timezone.localtime(now()).date(), draft.language),
        **_signer(staff, draft),
        "own": replies.own_waiting(staff),
        "company_name": company().name,
        "return_hidden": {"what": "return"},
    }


def _signer(staff: Staff, draft: Draft) -> dict[str, Any]:
    """For whom the employee would sign, what keeps them from it, and whether a second factor is asked for."""
    absent = signs_for(staff, draft.case, draft.writers)
    lent = "manager" in standing(staff).roles_in(draft.case.team_id) and not manages(staff, draft.case)
    return {
        "own_letter": staff.pk in draft.writers or (lent and absent is None),
        "signs_for": absent.full_name if absent else "",
        "second_factor": is_mfa_enabled(staff),
        "conflict": absent is not None and conflict_of_interest(draft.case, staff),
    }


def _parts(text: str) -> list[tuple[bool, str]]:
    parts = [p.strip("\n") for p in text.replace("\r\n", "\n").split("\n\n") if p.strip()]
    return [(place == 0, part) for place, part in enumerate(parts)]


@desk_page
def pdf(request: DeskRequest, draft_id: UUID) -> HttpResponse:
    """The letter as it will leave, as a file to look at."""
    from amends.responses.letter.compose import pdf_of

    draft = replies.draft_for_signer(request.staff, draft_id)
    if draft is None:
        raise Http404
    content = pdf_of(draft.case, replies.standing_signature(draft), letter_text(draft.blocks.all()))
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{draft.case.ref}.pdf"'
    response["X-Content-Type-Options"] = "nosniff"
    return response
