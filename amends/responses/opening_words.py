"""The first words of a new draft, in the customer's language: a beginning to write on, never a finished reply."""

from django.utils import translation
from django.utils.translation import gettext as _

from amends.cases.models import Case


def laid_out(case: Case, kind: str, language: str) -> str:
    """What a block of this kind holds before anybody writes in it."""
    words = {"opening": opening, "closing": closing}.get(kind)
    with translation.override(language):
        return words(case) if words else ""


def opening(case: Case) -> str:
    """A salutation by name, and thanks; the reason why the complaint helps is left to the writer."""
    return (
        _("Dear %(name)s,") % {"name": case.customer.full_name} + "\n\n" + _("Thank you for writing to us.")
    )


def closing(case: Case) -> str:
    """The question whether this suits the customer, and who writes."""
    words = _("Does this suit you? Write to us if anything is still open.")
    sender = "\n".join(part for part in _sender(case) if part)
    return words + ("\n\n" + sender if sender else "")


def _sender(case: Case) -> list[str]:
    if case.owner is None:
        return [case.team.name, case.team.phone]
    return [case.owner.full_name, case.owner.job_title or case.team.name, case.owner.phone or case.team.phone]
