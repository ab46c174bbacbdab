"""What an employee wrote while the customer spoke, registered as a whole: complaint, points, talk, solution or pause (M5, M8)."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from django.db import transaction
from django.utils.translation import gettext, override

from amends.cases import actions
from amends.cases.models import Case
from amends.channels import intake
from amends.channels.incoming import Incoming, KeyReused, Receipt
from amends.channels.models import SetAside
from amends.channels.put_aside import take_by_hand
from amends.people.actor import Actor
from amends.people.refusal import Refusal
from amends.web.desk.record import Record


@dataclass(frozen=True)
class Taken:
    """What became of it: `said` to the employee, `step` the one that comes next, empty when none does."""

    case: Case
    said: str
    step: str = ""


@transaction.atomic
def take_down(incoming: Incoming, form: Record, aside: SetAside | None, *, by: Actor) -> Taken:
    """All of it or nothing. What may not be done with the complaint any more is kept as a note, not refused."""
    receipt = _receive(incoming, form, aside, by)
    case = receipt.case
    assert case is not None
    if receipt.known:
        return Taken(case, gettext("The complaint %(ref)s was registered already.") % {"ref": case.ref})
    _points(case, form.points(), by)
    if discussion := form.cleaned_data["discussion"]:
        actions.note(case, discussion, by=by)
    end = {"solved": _solved, "pause": _paused}.get(form.does, _registered)
    return end(case, form, by)


def _receive(incoming: Incoming, form: Record, aside: SetAside | None, by: Actor) -> Receipt:
    """Sent twice because the answer was lost, it is one complaint; what was changed in between is kept with it."""
    if aside:
        return take_by_hand(aside.pk, replace(incoming, channel="email"), by=by)
    try:
        return intake.receive(incoming, by=by)
    except KeyReused:
        receipt = intake.receive(replace(incoming, fingerprint=""), by=by)
    if receipt.case:
        words = (incoming.text, *form.points(), form.cleaned_data["discussion"], form.agreed())
        actions.note(receipt.case, "\n".join(filter(None, words)), by=by)
    return receipt


def _points(case: Case, points: list[str], by: Actor) -> None:
    left = [what for what in points if _refused(lambda what=what: actions.add_point(case, what, by=by))]  # type: ignore[misc]
    if left:
        actions.note(case, "\n".join(left), by=by)


def _refused(act: Callable[[], object]) -> Refusal | None:
    try:
        act()
    except Refusal as refused:
        return refused
    return None


def _registered(case: Case, form: Record, by: Actor) -> Taken:
    _note_agreed(case, form, by)
    return Taken(case, gettext("The complaint %(ref)s is registered.") % {"ref": case.ref}, "assess")


def _solved(case: Case, form: Record, by: Actor) -> Taken:
    values = form.cleaned_data
    refused = _refused(
        lambda: actions.solve_on_the_spot(
            case, values["solution"], by=by, remedy=values["remedy"], amount=values["amount"]
        )
    )
    if refused is None:
        return Taken(case, gettext("Registered and solved on the spot."))
    _note_agreed(case, form, by)
    said = gettext("The complaint is registered, but not as solved: %(why)s") % {"why": refused.sentence()}
    return Taken(case, said, "solve_on_the_spot")


def _paused(case: Case, form: Record, by: Actor) -> Taken:
    """The customer was told the date while they spoke, and the first answer repeats it."""
    _note_agreed(case, form, by)
    with override(case.language):  # the customer reads the reason
        why = form.agreed() or gettext("As we agreed.")
    refused = _refused(lambda: actions.pause(case, form.cleaned_data["until"], why, by=by))
    if refused is None:
        return Taken(case, gettext("Registered. It comes back to Today by the time you agreed."))
    said = gettext("The complaint is registered, but not paused: %(why)s") % {"why": refused.sentence()}
    return Taken(case, said, "pause")


def _note_agreed(case: Case, form: Record, by: Actor) -> None:
    """What was agreed and is not done yet stands in the record for whoever takes over, with who agreed it (M5)."""
    if (agreed := form.agreed()) and by.staff:
        writer = ", ".join(filter(None, (by.staff.full_name, by.staff.department, by.staff.phone)))
        actions.note(case, f"{gettext('Solution, agreed with them')}\n{agreed}\n{writer}", by=by)
