"""The signed reply as a letter of the company, in the customer's language."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils import translation
from django.utils.translation import gettext as _

from amends.cases.models import Case
from amends.channels import sentences
from amends.journal.queries import register_number
from amends.language.dates import long_date
from amends.people.models import Company as TheCompany
from amends.people.queries import company as the_company
from amends.responses.letter.typeset import Company, LetterContent, Signatory, letter_pdf
from amends.responses.models import Signature


def pdf_of(case: Case, signature: Signature | None, text: str) -> bytes:
    """The letter as PDF/A. Without a signature it is a preview: no name and no fingerprint stand under it."""
    return letter_pdf(content_of(case, signature, text))


def content_of(case: Case, signature: Signature | None, text: str) -> LetterContent:
    company = the_company()
    written = signature.at if signature else None
    with translation.override(case.language):
        return LetterContent(
            lang=case.language,
            title=sentences.reply_subject(case),
            company=_head(company),
            recipient=[(case.representative or case.customer).full_name, *case.customer.address.splitlines()],
            place_and_date=_day(written, company, case.language),
            reference=_("Our reference: %(reference)s") % {"reference": case.ref},
            register=_register(case),
            body=text.split("\n\n"),
            signatures=[_signatory(signature)] if signature else [],
            fingerprint=_("Signed text: %(fingerprint)s") % {"fingerprint": signature.sha256[:16]}
            if signature
            else "",
            page_label=_("Page %(page)s of %(pages)s"),
            made_at=written,
        )


def _head(company: TheCompany) -> Company:
    return Company(
        name=company.name,
        address=company.address.splitlines(),
        phone=company.phone,
        email=company.email,
        logo=bytes(company.logo) if company.logo else None,
    )


def _day(written: datetime | None, company: TheCompany, language: str) -> str:
    return long_date(written.astimezone(ZoneInfo(company.zone)).date(), language) if written else ""


def _register(case: Case) -> str:
    found = register_number(case.ref)
    if not found or found[1] is None:
        return ""
    return _("No. %(number)s of %(year)s in our register") % {"number": found[1], "year": found[0]}


def _signatory(signature: Signature) -> Signatory:
    by = signature.by
    return Signatory(name=by.full_name, title=by.job_title, department=by.department)
