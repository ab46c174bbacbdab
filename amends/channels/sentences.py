"""The words around what is told to a customer by mail, in their language. Each gives (subject, text)."""

from datetime import datetime

from django.utils import translation
from django.utils.translation import gettext as _

from amends.cases.models import Case, Remedy
from amends.channels.first_answer import day_in_words
from amends.channels.links import follow_link
from amends.language.dates import one_stop


def _letter(case: Case, *parts: str) -> str:
    dear = _("Dear %(name)s,") % {"name": (case.representative or case.customer).full_name}
    return "\n\n".join([dear, *(part for part in parts if part), _signed(case)])


def _signed(case: Case) -> str:
    person = [case.owner.full_name, case.owner.job_title] if case.owner else []
    phone = (case.owner.phone if case.owner else "") or case.team.phone
    return "\n".join(line for line in [*person, case.team.name, phone] if line)


def _page(case: Case) -> str:
    return _("How your complaint stands:") + f"\n{follow_link(case)}"


def _answer_here(case: Case) -> str:
    return _("Answer this message, or write on your page:") + f"\n{follow_link(case)}"


def _next(case: Case, due: datetime | None) -> str:
    if due is None:
        return ""
    return one_stop(_("You hear from us again %(by_date)s.") % {"by_date": day_in_words(due, case)})


def question(case: Case, text: str, due: datetime | None = None) -> tuple[str, str]:
    """A question to the customer; answering the mail or writing on the page both reach the case."""
    with translation.override(case.language):
        subject = _("A question about your complaint %(reference)s") % {"reference": case.ref}
        return subject, _letter(case, text, _answer_here(case), _next(case, due))


def news(case: Case, text: str, due: datetime | None = None) -> tuple[str, str]:
    """How it stands before there is an answer (M9)."""
    with translation.override(case.language):
        subject = _("How your complaint %(reference)s stands") % {"reference": case.ref}
        return subject, _letter(case, text, _next(case, due), _page(case))


def new_date(case: Case, due: datetime, reason: str) -> tuple[str, str]:
    """A date was moved: the new one, and why."""
    with translation.override(case.language):
        subject = _("A new date for your complaint %(reference)s") % {"reference": case.ref}
        moved = _("We cannot keep the date we gave you, and we are sorry. The reason: %(reason)s") % {
            "reason": reason
        }
        return subject, _letter(case, moved, _next(case, due), _page(case))


def paused(case: Case, why: str, needs: str, until: datetime) -> tuple[str, str]:
    """Why we wait, what we need from them where we wait for them, and when they hear again (M8)."""
    with translation.override(case.language):
        subject = _("Your complaint %(reference)s has to wait") % {"reference": case.ref}
        waits = _("Your complaint has to wait for now. The reason: %(reason)s") % {"reason": why}
        needed = _("This is what we need from you: %(needs)s") % {"needs": needs} if needs else ""
        page = _answer_here(case) if needs else _page(case)
        return subject, _letter(case, waits, needed, _next(case, until), page)


def resumed(case: Case, text: str, due: datetime) -> tuple[str, str]:
    """The wait is over: our time runs again, and the date that now holds (M9)."""
    with translation.override(case.language):
        subject = _("We go on with your complaint %(reference)s") % {"reference": case.ref}
        runs = _("The wait is over. We are working on your complaint again, and our time runs on.")
        return subject, _letter(case, runs, text, _next(case, due), _page(case))


def passed_on(case: Case, body: str, contact: str, text: str, *, dated: bool) -> tuple[str, str]:
    """Who decides now, how to reach them, and where we are still reached (M18); `dated` where a date we gave ends with it."""
    with translation.override(case.language):
        subject = _("We passed your complaint %(reference)s on") % {"reference": case.ref}
        return subject, _letter(
            case,
            one_stop(_("We passed your complaint on to %(body)s.") % {"body": body}),
            _("They decide now. What you told us and what we found out went with it."),
            _("This is how you reach them:") + f"\n{contact}",
            text,
            _("The date we gave you no longer holds.") if dated else "",
            _("If you have a question for us, answer this message or write on your page:")
            + f"\n{follow_link(case)}",
        )


def remedy(case: Case, offer: Remedy, text: str = "") -> tuple[str, str]:
    """What we would do, and whether it suits them; both answers are on one page and cost one press (M21)."""
    with translation.override(case.language):
        subject = _("What we would do about your complaint %(reference)s") % {"reference": case.ref}
        what = _("This is what we would do: %(what)s") % {"what": offer.what}
        link = f"{follow_link(case, 'remedy')}/{offer.pk}"
        answer = _("Tell us whether this suits you, yes or no:") + f"\n{link}"
        return subject, _letter(case, text, what, answer)


def reply_subject(case: Case) -> str:
    with translation.override(case.language):
        return _("Our answer to your complaint %(reference)s") % {"reference": case.ref}


def reply_cover(case: Case) -> tuple[str, str]:
    """Goes with the signed letter where the letter itself is a file."""
    with translation.override(case.language):
        here = _("Our answer to your complaint is the letter that comes with this message.")
        disagree = (
            _("If it does not suit you, answer this message or write on your page:")
            + f"\n{follow_link(case)}"
        )
        return reply_subject(case), _letter(case, here, disagree)


def link_again(case: Case) -> tuple[str, str]:
    """The link to the customer's own page, because somebody asked for it with their address."""
    with translation.override(case.language):
        subject = _("The link to your complaint %(reference)s") % {"reference": case.ref}
        return subject, _letter(case, _page(case))


def survey(case: Case) -> tuple[str, str]:
    """The satisfaction check: three questions on one page; an unhappy answer opens the case again (M29)."""
    with translation.override(case.language):
        subject = _("Is this all right? Your complaint %(reference)s") % {"reference": case.ref}
        ask = _("We answered your complaint. Three short questions tell us whether it is settled for you:")
        again = _("If it is not settled, we look at it again.")
        return subject, _letter(case, f"{ask}\n{follow_link(case, 'survey')}", again)
