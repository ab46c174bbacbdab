"""Taking back the step just taken, where that is honest: by a new step on record, offered in the notice for a while.

What a customer was told, or what moved the complaint on, is not among them: there is nothing to take it back with. That
somebody was told by phone or post, which only a click says, is.
"""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core import signing
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from amends.cases import actions
from amends.cases.models import Case, SavedFilter, Telling
from amends.cases.queries import case_for
from amends.cases.telling_queries import telling_of
from amends.channels import put_aside
from amends.people.queries import active_staff, active_teams
from amends.people.refusal import NotPossible, Refusal
from amends.web.desk.lines import grouped
from amends.web.desk.page import DeskRequest, desk_page
from amends.web.showing import said_and_seen

FOR = 600  # seconds
SALT = "desk.undo"
GIVING = frozenset({"assign", "hand_over", "escalate"})  # verbs after which another answers for a complaint
Done = tuple[str, str]  # what is said, and the address one is led to


def of_owner(request: DeskRequest, before: Case, verb: str) -> str:
    """The way back to whoever answered for it before; empty when nobody did, or when that would be refused."""
    if verb not in GIVING or before.owner_id is None:
        return ""
    given = {"to": before.owner_id, "team": before.team_id}
    try:
        case = case_for(request.staff, before.ref)
        refused = actions.would_refuse(case, _handing(given), by=request.by)
    except (Http404, NotPossible):  # it is out of sight now, or its owner is no longer there
        return ""
    return "" if refused else _signed(request, "owner", ref=case.ref, version=case.version, **given)


def of_owners(request: DeskRequest, before: Sequence[Case]) -> str:
    """The way back for several given away at once; empty unless each of them can go back."""
    each = [of_owner(request, case, "hand_over") for case in before]
    if not each or not all(each):
        return ""
    return _signed(request, "owners", each=[signing.loads(one, salt=SALT) for one in each])


def of_filter(request: DeskRequest, row: SavedFilter) -> str:
    """The way back to a filter of one's own."""
    if row.staff_id != request.staff.pk:
        return ""
    return _signed(request, "filter", name=row.name, query=row.query, team=row.team_id)


def of_dismissal(request: DeskRequest, pk: UUID, at: datetime) -> str:
    """The way back for a mail that was noted as no complaint at this moment."""
    return _signed(request, "mail", pk=str(pk), at=at.isoformat())


def of_telling(request: DeskRequest, row: Telling) -> str:
    """The way back for a message of which it was said that the customer was told; none once mail carries it."""
    told = telling_of(row.pk)
    if told is None:
        return ""
    at = told.told_at.isoformat() if told.told_at else ""
    return _signed(request, "telling", ref=told.case.ref, pk=str(told.pk), at=at)


def _signed(request: DeskRequest, what: str, **given: Any) -> str:
    return signing.dumps({**given, "what": what, "staff": request.staff.pk}, salt=SALT, compress=True)


@require_POST
@desk_page
def undo(request: DeskRequest) -> HttpResponse:
    try:
        given = signing.loads(request.POST.get("undo", ""), salt=SALT, max_age=FOR)
    except signing.BadSignature:
        given = {}
    if given.get("staff") != request.staff.pk:
        raise NotPossible(_("This can no longer be undone."))
    said, address = BACK[given["what"]](request, given)
    return said_and_seen(request, said, address)


def _owner(request: DeskRequest, given: dict[str, Any]) -> Done:
    case = case_for(request.staff, given["ref"])
    actions.give(case, _handing(given), given["version"], by=request.by)
    return _("It is as it was before."), reverse("desk:case", args=[case.ref])


def _owners(request: DeskRequest, given: dict[str, Any]) -> Done:
    """Each by itself: one that somebody has worked on since stays where it is."""
    back = sum(_taken_back(request, one) for one in given["each"])
    if not back:
        raise NotPossible(_("Somebody has worked on them since. They stay where they are."))
    said = ngettext("%(n)s complaint is back.", "%(n)s complaints are back.", back) % {"n": grouped(back)}
    if stay := len(given["each"]) - back:
        since = ngettext(
            "Somebody has worked on %(n)s since; it stays.",
            "Somebody has worked on %(n)s since; they stay.",
            stay,
        )
        said = f"{said} {since % {'n': grouped(stay)}}"
    return said, reverse("desk:complaints") + "?which=mine"


def _taken_back(request: DeskRequest, one: dict[str, Any]) -> bool:
    try:
        _owner(request, one)
    except (Refusal, Http404):
        return False
    return True


def _handing(given: dict[str, Any]) -> actions.Handing:
    to = active_staff().filter(pk=given["to"]).first()
    team = active_teams().filter(pk=given["team"]).first()
    if to is None or team is None:
        raise NotPossible(_("This can no longer be undone."))
    return actions.Handing(to, _("It was given away by mistake."), team)


def _filter(request: DeskRequest, given: dict[str, Any]) -> Done:
    team = active_teams().filter(pk=given["team"]).first() if given["team"] else None
    actions.save_filter(given["name"], given["query"], team, by=request.by)
    return _("The filter is back."), reverse("desk:filters")


def _mail(request: DeskRequest, given: dict[str, Any]) -> Done:
    put_aside.take_back_dismissal(UUID(given["pk"]), datetime.fromisoformat(given["at"]), by=request.by)
    return _("The mail waits again."), reverse("desk:put_aside")


def _telling(request: DeskRequest, given: dict[str, Any]) -> Done:
    case = case_for(request.staff, given["ref"])
    message = case.messages.get(pk=given["pk"])
    actions.take_back_telling(message, datetime.fromisoformat(given["at"]), by=request.by)
    return _("It is still to be told."), reverse("desk:case", args=[case.ref])


BACK: dict[str, Callable[[DeskRequest, dict[str, Any]], Done]] = {
    "owner": _owner,
    "owners": _owners,
    "filter": _filter,
    "mail": _mail,
    "telling": _telling,
}
