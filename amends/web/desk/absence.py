"""Being away from a day to a day, with somebody who stands in: one's own, and recorded for those one manages."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from amends.language import dates
from amends.people import actions, colleagues, procedures
from amends.people.models import Absence, Staff
from amends.people.queries import active_staff, company
from amends.people.refusal import Refusal
from amends.web.desk.lines import language, today
from amends.web.desk.page import DeskRequest, desk_page, nav_counts
from amends.web.desk.verbs._verb import day_field, people_choices, person_field
from amends.web.showing import said_and_seen, show


class AbsenceForm(forms.Form):
    """Days and a deputy; offered are those who may do what the absent employee may."""

    first = day_field(_("First day away"), empty=_("Choose the first day away."))
    last = day_field(_("Last day away"), empty=_("Choose the last day away."))
    deputy = person_field(
        _("Who stands in"),
        required=False,
        help_text=_("Whoever may do the same work. Letters they wrote themselves somebody else still signs."),
    )

    def __init__(self, *args: Any, absent: Staff, **more: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **more})
        self.deputies = {str(one.pk): one for one in colleagues.possible_deputies(absent)}
        nobody = _("Nobody: the manager sees what waits")
        self.fields["deputy"].choices = people_choices(list(self.deputies.values()), nobody)  # type: ignore[attr-defined]

    @property
    def chosen(self) -> Staff | None:
        return self.deputies.get(self.cleaned_data["deputy"])


@dataclass(frozen=True)
class Row:
    """An absence that runs or comes; `also_away` says when the deputy is away in the same time."""

    absence: Absence
    days: str
    runs: bool
    also_away: str = ""


@desk_page
def mine(request: DeskRequest) -> HttpResponse:
    return _answer(request, request.staff)


@desk_page
def of_another(request: DeskRequest, pk: int) -> HttpResponse:
    """The absence of somebody whose team one manages, or of anybody for an administrator; for others it is not there."""
    return _answer(request, _one(request, pk))


@desk_page
def end(request: DeskRequest, pk: int, row: int) -> HttpResponse:
    """POST only: they are back, or it is taken back."""
    absent = _one(request, pk)
    found = next((one for one in colleagues.absences_ahead(absent) if one.pk == row), None)
    if request.method != "POST":
        raise Http404
    if found is None:
        return _page(
            request, absent, AbsenceForm(absent=absent), refused=gettext("This absence is over already.")
        )
    actions.end_absence(found, by=request.by)
    return said_and_seen(request, gettext("The absence is ended."), _address(request, absent))


def _one(request: DeskRequest, pk: int) -> Staff:
    found = active_staff().filter(pk=pk).first()
    if found is None or not actions.may_record_absence(request.by, found):
        raise Http404
    return found


def _address(request: DeskRequest, absent: Staff) -> str:
    if absent.pk == request.staff.pk:
        return reverse("desk:absence")
    return reverse("desk:absence_of", args=[absent.pk])


def _answer(request: DeskRequest, absent: Staff) -> HttpResponse:
    form = AbsenceForm(request.POST or None, absent=absent)
    if request.method != "POST" or not form.is_valid():
        return _page(request, absent, form)
    values = form.cleaned_data
    try:
        actions.record_absence(absent, values["first"], values["last"], form.chosen, by=request.by)
    except Refusal as refused:
        form.add_error(refused.field if refused.field in form.fields else None, refused.sentence())
        return _page(request, absent, form)
    return said_and_seen(request, gettext("The absence is recorded."), _address(request, absent))


def _page(request: DeskRequest, absent: Staff, form: AbsenceForm, refused: str = "") -> HttpResponse:
    return show(
        request,
        "desk/absence.html",
        status=422 if refused or form.is_bound else 200,
        form=form,
        absent=absent,
        own=absent.pk == request.staff.pk,
        rows=rows_of(absent),
        refused=refused,
        nav_counts=nav_counts(request.staff),
    )


def rows_of(absent: Staff) -> list[Row]:
    """Absences that run or come, with what to know about their deputies: two queries."""
    rows = colleagues.absences_ahead(absent)
    others = colleagues.absences_of([row.deputy_id for row in rows if row.deputy_id], rows) if rows else []
    day = procedures.today(company())
    found = []
    for row in rows:
        both = [
            o for o in others if o.staff_id == row.deputy_id and o.first <= row.last and o.last >= row.first
        ]
        found.append(Row(row, _days(row), row.first <= day, "; ".join(_days(other) for other in both)))
    return found


def _days(row: Absence) -> str:
    first, last = (dates.short_date(day, language(), near=today()) for day in (row.first, row.last))
    return first if row.first == row.last else f"{first} – {last}"
