"""What a verb on a page is: a form, the action it calls, and the rows of the case it may be about."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from django import forms
from django.db import transaction
from django.utils import timezone
from django.utils.functional import Promise as Lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from amends.cases import actions
from amends.cases.models import Case
from amends.language import dates
from amends.people.absence import deputies_of
from amends.people.actor import Actor
from amends.people.models import Absence, Staff, Team
from amends.people.queries import active_staff, away_today
from amends.procedure.moment import now
from amends.web.desk.case_file import CaseFile
from amends.web.desk.lines import language, today

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    Words = str | _StrPromise
else:
    Words = str | Lazy


class VerbForm(forms.Form):
    """`version` is the one the page showed; `on` names the point, statement, remedy … the verb is about."""

    untold: Words = ""  # why the customer will not hear of a verb that else tells them
    answers: str = ""  # what a colleague asked or found, which is answered here

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    on = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, file: CaseFile, about: Any = None, **more: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **more})
        self.file, self.about = file, about
        self.fields["version"].initial = file.case.version
        self.fields["on"].initial = str(about.pk) if about is not None else ""
        self.prepare()

    @property
    def counted_by(self) -> Team:
        """The team whose working days the dates are counted in."""
        return self.file.case.team

    def prepare(self) -> None:
        """Choices and first values that depend on the case."""


@dataclass(frozen=True)
class Doing:
    """One verb being done: on which case, about what, by whom, with what was typed."""

    case: Case
    about: Any
    by: Actor
    values: dict[str, Any]
    file: CaseFile

    @property
    def shown(self) -> int | None:
        found: int | None = self.values.get("version")
        return found


@dataclass(frozen=True)
class Verb:
    """`words` is the button; with `rows` there is one for each row, and `words` may name it by %(what)s.

    `step` is the step of the procedure that allows it; `said` is told when it is done: words, or what makes them of
    what the action gave back. `tells` marks what the customer hears.
    `any_version`: taken although the case changed since the page showed it, because its action itself compares what it
    would overwrite, or because it only adds what a refusal would lose.
    """

    name: str
    step: str
    words: Words
    said: Words | Callable[[Any], str]
    form: type[VerbForm]
    act: Callable[[Doing], Any]
    rows: Callable[[CaseFile], Sequence[Any]] | None = None
    naming: Callable[[Any], str] = str
    why: Words = ""
    stop: bool = False
    tells: bool = False
    any_version: bool = False
    then: str = ""  # the name of the address to go to afterwards, given the case's reference


def take(verb: Verb, doing: Doing) -> str:
    """Do it and say so; on the version of the case its page showed and on no other: Outdated else, and nothing is changed."""
    with transaction.atomic():
        if not verb.any_version:
            actions.expect(doing.case, doing.shown)
        done = verb.act(doing)
    return verb.said(done) if callable(verb.said) else str(verb.said)


def _when_empty(words: Words) -> dict[str, Words] | None:
    """What is said of a field that must not stay empty: what to fill in, where the label does not say it."""
    return {"required": words} if words else None


def text(
    label: Words,
    *,
    rows: int = 3,
    required: bool = True,
    help_text: Words = "",
    empty: Words = "",
    **more: Any,
) -> forms.CharField:
    return forms.CharField(
        label=label,
        required=required,
        help_text=help_text,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": rows}),
        error_messages=_when_empty(empty),
        **more,
    )


def line(
    label: Words, *, required: bool = True, help_text: Words = "", longest: int = 300, empty: Words = ""
) -> forms.CharField:
    return forms.CharField(
        label=label,
        required=required,
        help_text=help_text,
        max_length=longest,
        error_messages=_when_empty(empty),
    )


def moment_field(
    label: Words = _("By when"), *, required: bool = True, help_text: Words = "", empty: Words = ""
) -> forms.DateTimeField:
    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
    return forms.DateTimeField(
        label=label,
        required=required,
        help_text=help_text,
        widget=widget,
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M"],
        error_messages=_when_empty(empty),
    )


def day_field(label: Words, *, required: bool = True, empty: Words = "") -> forms.DateField:
    return forms.DateField(
        label=label,
        required=required,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages=_when_empty(empty),
    )


def working_noon(case: Case, days: int) -> datetime:
    """Noon of a working day of the team, so many days ahead: the first value of a date that is asked for."""
    calendar = case.team.calendar
    day = now().astimezone(calendar.tz).date()
    for _day in range(days):
        day = calendar.next_working_day(day)
    noon = datetime.combine(day, time(12), calendar.tz)
    return timezone.localtime(noon if noon > now() + timedelta(hours=1) else noon + timedelta(hours=5))


def colleagues(case: Case, roles: frozenset[str] = frozenset(), besides: int | None = None) -> list[Staff]:
    """Employees with one of the roles in the case's team (any role when none is named), by name."""
    found = []
    for person in active_staff().prefetch_related("memberships"):
        held = {m.role for m in person.memberships.all() if m.team_id in (None, case.team_id)}
        if person.pk != besides and (not roles or held & roles):
            found.append(person)
    return found


def people_choices(staff: Sequence[Staff], nobody: Words | None = None) -> list[tuple[str, Words]]:
    """Choices by name; of whoever is away, until when and who stands in: one query."""
    named: list[tuple[str, Words]] = [("", nobody)] if nobody is not None else []
    away = away_today()
    for person in staff:
        what = person.job_title or person.department
        name = f"{person.full_name}, {what}" if what else person.full_name
        if person.pk in away:
            name = f"{name} · {_away_words(away[person.pk], deputies_of(person.pk, away))}"
        named.append((str(person.pk), name))
    return named


def _away_words(row: Absence, deputies: Sequence[Staff]) -> str:
    back = dates.short_date(row.last, language(), near=today())
    if not deputies:
        return gettext("away until %(date)s, nobody stands in") % {"date": back}
    return gettext("away until %(date)s, %(name)s stands in") % {"date": back, "name": deputies[-1].full_name}


def person_field(label: Words, *, required: bool = True, help_text: Words = "") -> forms.ChoiceField:
    empty = _("Choose a person.")
    return forms.ChoiceField(
        label=label, required=required, help_text=help_text, error_messages=_when_empty(empty)
    )


def person(values: dict[str, Any], name: str) -> Staff | None:
    chosen = values.get(name)
    return next((s for s in active_staff() if str(s.pk) == chosen), None) if chosen else None
