"""What is learnt: causes, changes that remove them, and who was responsible (for few eyes)."""

from django import forms
from django.utils.translation import gettext_lazy as _

from amends.cases import actions
from amends.improvement import actions as improvement
from amends.improvement.actions.causes import LEAD
from amends.improvement.models import CorrectiveAction
from amends.people.queries import active_staff, standing
from amends.people.refusal import Invalid
from amends.web.desk.case_file import CaseFile
from amends.web.desk.verbs._verb import (
    Doing,
    Verb,
    VerbForm,
    day_field,
    line,
    people_choices,
    person,
    person_field,
    text,
)


class CauseForm(VerbForm):
    what = text(
        _("What caused it?"),
        help_text=_("Not a person either."),
        empty=_("Say what caused it."),
    )
    point = forms.ChoiceField(label=_("Of which point"), required=False)
    category = line(_("Kind of cause"), required=False, longest=120)

    def prepare(self) -> None:
        points = [(str(p.pk), f"{p.number}. {p.what}") for p in self.file.points]
        self.fields["point"].choices = [("", _("The whole complaint")), *points]  # type: ignore[attr-defined]


class Plan(VerbForm):
    what = text(_("What changes?"), empty=_("Say what will change."))
    kind = forms.ChoiceField(
        label=_("What kind of change"), choices=CorrectiveAction.Kind.choices, initial="corrective"
    )
    owner = person_field(_("Who does it"))
    due = day_field(_("By when"), empty=_("Choose the day by which it is done."))
    criterion = text(
        _("What will show that it worked?"),
        rows=2,
        help_text=_("Fixed now, before the change starts."),
        empty=_("Say what will show that it worked."),
    )

    def prepare(self) -> None:
        self.fields["owner"].choices = people_choices(list(active_staff()), _("Choose a person"))  # type: ignore[attr-defined]


class Finish(VerbForm):
    proof = text(_("What shows that it was done?"), empty=_("Say what shows that it was done."))


class Check(VerbForm):
    proven = forms.TypedChoiceField(
        label=_("Did it work, by what was fixed beforehand?"),
        choices=[("yes", _("Yes")), ("no", _("No"))],
        coerce=lambda value: value == "yes",
        empty_value=None,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose yes or no.")},
    )


class Responsible(VerbForm):
    staff = person_field(_("Who"), required=False)
    unit = line(_("Or which unit"), required=False, longest=200)
    finding = text(_("What was found"), empty=_("Say what was found."))
    measure = text(_("What followed"), rows=2, required=False)

    def prepare(self) -> None:
        self.fields["staff"].choices = people_choices(list(active_staff()), _("Nobody by name"))  # type: ignore[attr-defined]


def _cause(doing: Doing) -> None:
    point = doing.file.of(doing.file.points, doing.values["point"])
    improvement.record_cause(
        doing.case, doing.values["what"], by=doing.by, point=point, category=doing.values["category"]
    )


def _plan(doing: Doing) -> None:
    values, owner = doing.values, person(doing.values, "owner")
    if owner is None:
        raise Invalid(_("Choose a person."), field="owner")
    improvement.plan_corrective_action(
        doing.about,
        values["what"],
        owner=owner,
        due=values["due"],
        criterion=values["criterion"],
        by=doing.by,
        kind=values["kind"],
    )


def _responsible(doing: Doing) -> None:
    values = doing.values
    actions.record_responsibility(
        doing.case,
        values["finding"],
        by=doing.by,
        staff=person(values, "staff"),
        unit=values["unit"],
        measure=values["measure"],
    )


def _to_finish(file: CaseFile) -> list[CorrectiveAction]:
    me, leads = file.by.staff, bool(file.facts.roles & LEAD)
    whose = {me.pk, *(one.pk for one in standing(me).stands_in_for)} if me else set()
    return [a for a in file.changes if not a.done_at and (leads or a.owner_id in whose)]


def _to_check(file: CaseFile) -> list[CorrectiveAction]:
    me = file.by.staff
    if not file.facts.roles & LEAD:
        return []
    return [a for a in file.changes if a.done_at and a.proven is None and (not me or a.owner_id != me.pk)]


def _short(row: object) -> str:
    words = str(row)
    return words if len(words) < 60 else f"{words[:58]}…"


VERBS = [
    Verb(
        "record_cause", "record_cause", _("Record the cause"), _("The cause is recorded."), CauseForm, _cause
    ),
    Verb(
        "plan_corrective_action",
        "plan_corrective_action",
        _("Plan a change against: %(what)s"),
        _("The change is planned."),
        Plan,
        _plan,
        rows=lambda file: file.causes,
        naming=_short,
    ),
    Verb(
        "finish_corrective_action",
        "finish_corrective_action",
        _("The change is made: %(what)s"),
        _("The change is made."),
        Finish,
        lambda d: improvement.finish_corrective_action(d.about, d.values["proof"], by=d.by),
        rows=_to_finish,
        naming=_short,
        why=_("Somebody else says whether it worked."),
    ),
    Verb(
        "check_corrective_action",
        "finish_corrective_action",
        _("Say if it worked: %(what)s"),
        _("The change is checked."),
        Check,
        lambda d: improvement.check_corrective_action(d.about, d.values["proven"], by=d.by),
        rows=_to_check,
        naming=_short,
    ),
    Verb(
        "record_responsibility",
        "record_responsibility",
        _("Record who was responsible"),
        _("It is recorded for few eyes."),
        Responsible,
        _responsible,
        why=_("Seen only by managers and quality; never told to the customer by name."),
    ),
]
