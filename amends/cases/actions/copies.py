"""Taking a whole case along as one PDF: asked for, made, taken, gone after a day. Each is on record."""

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from amends.cases import files as store
from amends.cases.actions._step import write_down
from amends.cases.actions.erasing import ask_erasure
from amends.cases.models import Case, CaseCopy
from amends.language.safe_text import is_blank
from amends.people.actor import Actor, of_staff
from amends.people.refusal import Invalid, NotAllowed, NotPossible
from amends.procedure.moment import now

KEPT_FOR = timedelta(days=1)
AT_ONCE = 3  # copies of one complaint that one employee may have in the making


def ask_copy(
    case: Case, language: str, zone: str, redaction: dict[str, Any] | None = None, *, by: Actor
) -> CaseCopy:
    """Order a copy, with its words in `language` and its times in `zone`. A redacted one needs its reason."""
    if by.staff is None:
        raise NotAllowed()
    if redaction is not None and is_blank(redaction.get("reason", "")):
        raise Invalid(_("Say why this copy is made."), field="reason")
    waiting = CaseCopy.objects.filter(case=case, asked_by=by.staff, made_at=None, failed_at=None)
    if waiting.count() >= AT_ONCE:
        raise NotPossible(_("Copies of this complaint are being made. Wait until they are ready."))
    return CaseCopy.objects.create(
        case=case, asked_by=by.staff, asked_at=now(), language=language, zone=zone, redaction=redaction
    )


def note_progress(copy: CaseCopy, done: int, steps: int) -> None:
    """How far the making is, for the page that shows it."""
    CaseCopy.objects.filter(pk=copy.pk).update(steps_done=done, steps=steps)


@transaction.atomic
def finish_copy(copy: CaseCopy, sha256: str, size: int, pages: int) -> bool:
    """The content is in the file store; false when it was finished before or has been removed meanwhile."""
    open_one = CaseCopy.objects.filter(pk=copy.pk, made_at=None)
    if not open_one.update(made_at=now(), failed_at=None, sha256=sha256, size=size, pages=pages):
        return False
    facts = {"sha256": sha256, "pages": pages}
    by = of_staff(copy.asked_by)
    if copy.redaction is None:
        write_down("case.copy_made", copy.case, by=by, facts=facts)
    else:
        reason = {"reason": copy.redaction["reason"]}
        write_down("case.redacted_copy_made", copy.case, by=by, facts=facts, personal=reason)
    return True


def give_up_copy(copy: CaseCopy) -> None:
    """It could not be made; whoever asked is told on the page and may ask again."""
    CaseCopy.objects.filter(pk=copy.pk, made_at=None).update(failed_at=now())


@transaction.atomic
def take_copy(copy: CaseCopy, *, by: Actor) -> None:
    """Put on record that the copy leaves with whoever asked for it."""
    if by.staff is None or by.staff.pk != copy.asked_by_id:
        raise NotAllowed()
    if not copy.is_ready or not store.path_of(copy.sha256).is_file():
        raise NotPossible(_("This copy is not there any more. Have it made again."))
    write_down("case.copy_taken", copy.case, by=by, facts={"sha256": copy.sha256})


def remove_old_copies() -> int:
    """Remove what was asked for more than a day ago, and its content; returns how many."""
    return erase_copies(list(CaseCopy.objects.filter(asked_at__lt=now() - KEPT_FOR)))


@transaction.atomic
def erase_copies(copies: list[CaseCopy]) -> int:
    """The rows go at once, their content a moment after unless something else holds the same file."""
    ask_erasure(copy.sha256 for copy in copies if copy.sha256)
    CaseCopy.objects.filter(pk__in=[copy.pk for copy in copies]).delete()
    return len(copies)
