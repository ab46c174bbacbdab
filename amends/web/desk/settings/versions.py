"""What both pages of the procedure share: a day from which a version begins, and the figures of a form."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from amends.people import procedures
from amends.people.models import Company
from amends.people.refusal import Invalid
from amends.procedure.definition import Procedure
from amends.procedure.figures import FigureError, amend, figures_of
from amends.web.desk.settings.frame import SettingsForm
from amends.web.desk.verbs._verb import Words, day_field


class VersionForm(SettingsForm):
    """A form of figures; `begins` is the first day of the version they make."""

    begins = day_field(_("From"), empty=_("Choose the day from which it holds."))

    def figures(self) -> dict[str, Any]:
        """The figures as typed, of the parts this form has."""
        raise NotImplementedError

    def field_of(self, figure: str) -> str:
        """The form's field of a figure, as FigureError and Invalid name it."""
        return figure

    def refuse(self, refused: Any) -> None:
        if isinstance(refused, Invalid):
            refused.field = self.field_of(refused.field)
        super().refuse(refused)

    def trial(self, company: Company) -> Procedure | None:
        """The procedure it would make; None with the errors shown when a figure cannot hold."""
        if not self.is_valid():
            return None
        newest = procedures.newest(company)
        try:
            figures = {**figures_of(newest), **self.figures()}
            return amend(procedures.first(company), figures, procedures.next_version(company))
        except FigureError as wrong:
            name = self.field_of(wrong.field)
            self.add_error(name if name in self.fields else None, gettext(wrong.words) % wrong.params)
            return None


def first_day(company: Company) -> date:
    """The first day a new version may begin."""
    today = procedures.today(company)
    last = company.procedures[-1]["begins"] if company.procedures else ""
    return max(today, date.fromisoformat(last)) if last else today


def inside(label: Words) -> Mapping[str, Any]:
    """Attributes of a field that stands inside its sentence."""
    return {"class": "in", "aria-label": label}


def number(label: Words) -> forms.IntegerField:
    widget = forms.NumberInput(attrs={**inside(label), "inputmode": "numeric", "min": 1})
    return forms.IntegerField(label=label, widget=widget)
