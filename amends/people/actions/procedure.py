"""Publishing another version of the procedure."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from amends.journal import record as journal
from amends.people import procedures
from amends.people.actor import Actor
from amends.people.administering import administer
from amends.people.models import Company
from amends.people.queries import company_changed
from amends.people.refusal import Invalid
from amends.procedure.figures import FigureError, Figures, amend, differences, figures_of
from amends.procedure.moment import now


@transaction.atomic
def publish_procedure(figures: Figures, begins: date, *, by: Actor) -> str:
    """A new version with these figures, for complaints received from `begins` on; returns its number.

    Complaints already here keep theirs. Invalid when nothing changes, a figure cannot hold, or the day lies before
    today or before the version published last; one from the same day takes its place.
    """
    administer(by)
    company = Company.objects.select_for_update().get(pk=1)
    last = procedures.newest(company)
    _check_day(company, begins)
    version = procedures.next_version(company)
    try:
        after = figures_of(amend(procedures.first(company), {**figures_of(last), **figures}, version))
    except FigureError as wrong:
        raise Invalid(gettext(wrong.words), field=wrong.field, **wrong.params) from wrong
    changes = differences(figures_of(last), after)
    if not changes:
        raise Invalid(_("Nothing is different from version %(version)s."), version=last.version)
    row: dict[str, Any] = {"version": version, "begins": begins.isoformat(), "figures": after}
    Company.objects.filter(pk=1).update(
        procedures=[*company.procedures, {**row, "published_at": now().isoformat()}]
    )
    journal.record(
        "procedure.published",
        by=by,
        facts={"version": version, "begins": begins.isoformat(), "changes": changes},
    )
    company_changed()
    return version


def _check_day(company: Company, begins: date) -> None:
    if begins < procedures.today(company):
        raise Invalid(_("What was promised stays: a version begins today or later."), field="begins")
    if company.procedures and begins.isoformat() < company.procedures[-1]["begins"]:
        raise Invalid(
            _("Version %(version)s begins on %(day)s. A newer one cannot begin before it."),
            field="begins",
            version=company.procedures[-1]["version"],
            day=date.fromisoformat(company.procedures[-1]["begins"]),
        )
