"""The page of one case, its tabs, and the one view behind every verb."""

from decimal import Decimal
from typing import Any

from django.forms import Textarea, TextInput
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from amends.cases.actions.notices import seen
from amends.cases.models import Case
from amends.cases.permission import plan_of
from amends.cases.queries import case_for
from amends.channels.delivery import has_address
from amends.journal import kinds
from amends.journal import queries as journal
from amends.people.queries import standing
from amends.people.refusal import Changed, Outdated, Refusal, Settled
from amends.web.desk import case_shown as shown
from amends.web.desk import undo, words
from amends.web.desk.case_file import CaseFile
from amends.web.desk.changed import last_step
from amends.web.desk.customer_card import card_of
from amends.web.desk.file_shown import shown as file_shown
from amends.web.desk.next_step import as_next
from amends.web.desk.offers import beside_next, groups, is_open
from amends.web.desk.page import DeskRequest, case_page, nav_counts
from amends.web.desk.verbs import VERBS
from amends.web.desk.verbs._verb import Doing, Verb, VerbForm, take
from amends.web.desk.way_shown import way_of
from amends.web.showing import said_and_seen, show

TO_TELL = gettext_lazy(
    "It is done. Tell the customer by phone or post: what to say stands in the conversation."
)
UNTOLD = gettext_lazy("No mail address is known: it stands on their page. Tell them by phone or post.")


@case_page
def case(request: DeskRequest, found: Case) -> HttpResponse:
    seen(request.staff, found)
    return _page(request, CaseFile(found, request.by), "case")


@case_page
def history(request: DeskRequest, found: Case) -> HttpResponse:
    entries = [
        {"at": e.at, "words": kinds.describe(e), "who": kinds.actor_name(e), "seq": e.seq}
        for e in journal.of_case(found.ref)
    ]
    return _page(request, CaseFile(found, request.by), "journal", entries=entries)


@case_page
def files(request: DeskRequest, found: Case) -> HttpResponse:
    file = CaseFile(found, request.by)
    return _page(request, file, "files", shown_files=[file_shown(found, row) for row in file.files])


@case_page
def verb(request: DeskRequest, found: Case, name: str) -> HttpResponse:
    """GET shows the form of a verb on the case's page, POST takes the step."""
    chosen, file = VERBS.get(name), CaseFile(found, request.by)
    if chosen is None:
        raise Http404
    about = subject(chosen, file, request.POST.get("on") or request.GET.get("on", ""))
    if request.method == "POST":
        return _take(request, file, chosen, about)
    if about is None and chosen.rows is not None:
        raise Http404
    first = {
        k: v for k, v in request.GET.items() if k in chosen.form.base_fields and k not in ("version", "on")
    }
    return doing(request, file, chosen, chosen.form(file=file, about=about, initial=first))


def _take(request: DeskRequest, file: CaseFile, chosen: Verb, about: Any) -> HttpResponse:
    if about is None and chosen.rows is not None:
        return gone(request, file, chosen)
    form = chosen.form(request.POST, request.FILES, file=file, about=about)
    if not form.is_valid():
        return doing(request, file, chosen, form, status=422)
    try:
        said = take(chosen, Doing(file.case, about, request.by, form.cleaned_data, file))
    except Refusal as refused:
        return refuse(request, file, chosen, form, refused)
    if chosen.tells and not has_address(file.case):
        said = str(TO_TELL)
    told = chosen.name == "tell_customer"
    way_back = undo.of_telling(request, about) if told else undo.of_owner(request, file.case, chosen.name)
    return said_and_seen(request, said, _afterwards(request, file.case, chosen), undo=way_back)


def _afterwards(request: DeskRequest, case: Case, verb: Verb) -> str:
    """The case again; Today when it was given to people whose cases one does not see."""
    try:
        if verb.name in undo.GIVING:
            case_for(request.staff, case.ref)
    except Http404:
        return reverse("desk:today")
    return reverse("desk:case", args=[case.ref])


def subject(verb: Verb, file: CaseFile, pk: str) -> Any:
    """The row a verb is about: the one named, else the first it may be about; None when there is none."""
    rows = list(verb.rows(file)) if verb.rows else []
    return file.of(rows, pk) if pk else next(iter(rows), None)


def gone(request: DeskRequest, file: CaseFile, verb: Verb) -> HttpResponse:
    """What the verb was about was settled meanwhile: what was typed stands there to be copied, and nothing was done."""
    typed = [
        (field.label, value)
        for name, field in verb.form.base_fields.items()
        if isinstance(field.widget, TextInput | Textarea) and (value := request.POST.get(name, "").strip())
    ]
    do = {"typed": typed, "sentence": Settled().sentence(), "last": last_step(file.case)}
    return _afresh(_page(request, file, "case", status=Settled.status, do=do))


def _afresh(response: HttpResponse) -> HttpResponse:
    """The whole page in place of the fragment a script asked for: what stands around the form is out of date too."""
    response["HX-Retarget"] = response["HX-Reselect"] = "#main"
    response["HX-Reswap"] = "outerHTML"
    return response


def doing(
    request: DeskRequest, file: CaseFile, verb: Verb, form: VerbForm, *, status: int = 200, **more: Any
) -> HttpResponse:
    """The form of a verb on the case's page; alone where a script asks for it."""
    do = _in_hand(file, verb, form) | more
    return _page(request, file, "case", part="desk/_doing.html", status=status, do=do)


def _in_hand(file: CaseFile, verb: Verb, form: VerbForm) -> dict[str, Any]:
    title = str(verb.words) % {"what": verb.naming(form.about)} if verb.rows else str(verb.words)
    offer = next((o for o in file.offers if o.step.name == verb.step), None)
    why = verb.why or (_(offer.step.says) if offer else "")
    untold = form.untold or (UNTOLD if verb.tells and not has_address(file.case) else "")
    at = {"url": _address(file, verb), "untold": untold}
    return {"verb": verb, "form": form, "title": title, "why": why, **at}


def _address(file: CaseFile, verb: Verb) -> str:
    return reverse("desk:case_verb", args=[file.case.ref, verb.name])


def refuse(
    request: DeskRequest, file: CaseFile, verb: Verb, form: VerbForm, refused: Refusal
) -> HttpResponse:
    """The refusal at the form; what was typed stays. After a change by somebody else both texts are shown."""
    if isinstance(refused, Changed) and refused.theirs:
        return doing(request, file, verb, form, status=refused.status, lost=_lost(file, form, refused))
    form.add_error(refused.field if refused.field in form.fields else None, refused.sentence())
    # The page now shows the case as it is; saving again is a choice.
    form.data = {**dict(form.data.items()), "version": str(file.case.version)}
    if not isinstance(refused, Outdated):
        return doing(request, file, verb, form, status=refused.status)
    if last := last_step(file.case):
        form.add_error(None, last)
    do = _in_hand(file, verb, form)
    return _afresh(_page(request, file, "case", status=refused.status, do=do))


def _lost(file: CaseFile, form: VerbForm, refused: Changed) -> dict[str, Any]:
    hidden = {"on": str(form.about.pk) if form.about else "", "was": refused.theirs}
    hidden |= {k: v for k, v in form.cleaned_data.items() if k in ("wish",)}
    return {
        "mine": refused.mine,
        "theirs": refused.theirs,
        "name": "what",
        "sentence": refused.sentence(),
        "hidden": hidden,
    }


def _page(
    request: DeskRequest, file: CaseFile, tab: str, *, part: str | None = None, status: int = 200, **more: Any
) -> HttpResponse:
    context = more if part and getattr(request, "htmx", False) else {**_around(request, file), **more}
    template = {
        "case": "desk/case.html",
        "journal": "desk/case_journal.html",
        "files": "desk/case_files.html",
    }[tab]
    return show(request, template, part, status=status, case=file.case, file=file, tab=tab, **context)


def _around(request: DeskRequest, file: CaseFile) -> dict[str, Any]:
    """Head, clock, next step, and what stands beside; the same on every tab."""
    case = file.case
    limits = plan_of(case).limits
    roles = standing(request.staff).roles_in(case.team_id)
    limit = max((limits[role] for role in roles if role in limits), default=Decimal(0))
    return {
        "clock": shown.clock(file),
        "next": as_next(case, file.next, file.points, file.draft.pk if file.draft else None)
        if file.next
        else None,
        "beside": beside_next(file),
        "groups": groups(file),
        "may_note": is_open(file, "note"),
        "may_add_point": is_open(file, "add_point"),
        "rows": shown.point_rows(file),
        "talk": shown.conversation(file),
        "way": way_of(file),
        "heard": [shown.statement_words(s) for s in file.statements if not s.point_id],
        "loose": [shown.remedy_words(r) for r in file.remedies if not r.point_id],
        "register": journal.register_number(case.ref),
        "route": words.route(case.route),
        "stage": words.stage(case.stage),
        "came_by": words.channel(case.channel),
        "card": card_of(request.staff, case),
        "contacts": words.contacts(case.customer),
        "granted": words.money(shown.granted(file)),
        "limit": limit,
        "limit_words": words.money(limit) if limit.is_finite() else "",
        "reply": reply_words(file),
        "nav_counts": nav_counts(request.staff),
    }


def reply_words(file: CaseFile) -> dict[str, int] | None:
    """How many points the reply answers so far."""
    if file.draft is None:
        return None
    open_points = sum(1 for gap in file.gaps if gap.point)
    return {"answered": len(file.points) - open_points, "points": len(file.points)}
