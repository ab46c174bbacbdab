"""The immediate answer, in the customer's language: thanks, what happens now, who is responsible, by when (M3, M8)."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils import translation
from django.utils.translation import gettext as _

from amends.cases.models import Case
from amends.language.dates import by_date, one_stop
from amends.people.models import Company


def zone_for(case: Case) -> ZoneInfo:
    """The zone in which a date is told to the customer: theirs where known, else the team's."""
    return ZoneInfo(case.customer.zone or case.team.zone)


def day_in_words(moment: datetime, case: Case) -> str:
    """The day as a customer reads it, such as "by Friday 20 November 2026"."""
    return by_date(moment.astimezone(zone_for(case)).date(), case.language)


def compose(case: Case, company: Company, due: datetime | None, link: str) -> tuple[str, str]:
    """Subject and text. Nothing is asked of the customer, and nothing is promised but the date."""
    with translation.override(case.language):
        return _subject(case), "\n\n".join(part for part in _parts(case, company, due, link) if part)


def _subject(case: Case) -> str:
    return _("We have your complaint %(reference)s") % {"reference": case.ref}


def _parts(case: Case, company: Company, due: datetime | None, link: str) -> list[str]:
    return [
        _("Dear %(name)s,") % {"name": (case.representative or case.customer).full_name},
        _("Thank you for telling us. We have received and registered your complaint."),
        _("We now look into what happened, and then answer you in writing on every point you raise."),
        one_stop(_("You hear from us %(by_date)s.") % {"by_date": day_in_words(due, case)}) if due else "",
        _responsible(case, company),
        _("Your reference is %(reference)s. On this page you see how it stands and can add to it:")
        % {"reference": case.ref}
        + f"\n{link}",
        _urgent(case, company),
        f"{case.team.name}\n{company.name}".strip(),
    ]


def _responsible(case: Case, company: Company) -> str:
    phone = case.team.phone or company.phone
    if phone:
        return _("The team %(team)s is responsible for your complaint. Their phone number is %(phone)s.") % {
            "team": case.team.name,
            "phone": phone,
        }
    return _("The team %(team)s is responsible for your complaint.") % {"team": case.team.name}


def _urgent(case: Case, company: Company) -> str:
    phone = case.team.phone or company.phone
    if phone:
        return _("If it cannot wait, call %(phone)s and give your reference.") % {"phone": phone}
    return _("If it cannot wait, answer this message and say why: a person reads it.")
