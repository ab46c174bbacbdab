"""Who answers for it: assigning, passing up, handing over."""

from django.utils.translation import gettext_lazy as _

from amends.cases import actions
from amends.people.models import LENT_ROLES
from amends.people.queries import active_staff, active_teams
from amends.people.refusal import Invalid
from amends.web.desk.verbs._verb import (
    Doing,
    Verb,
    VerbForm,
    colleagues,
    people_choices,
    person,
    person_field,
    text,
)


class Assign(VerbForm):
    to = person_field(_("Who answers for it"))

    def prepare(self) -> None:
        people = colleagues(self.file.case, LENT_ROLES)
        self.fields["to"].choices = people_choices(people, _("Choose a person"))  # type: ignore[attr-defined]
        me = self.file.by.staff
        if me and not self.file.case.owner_id and any(p.pk == me.pk for p in people):
            self.fields["to"].initial = str(me.pk)


class Escalate(VerbForm):
    to = person_field(_("To whom"))
    reason = text(
        _("What can they decide that you cannot?"), empty=_("Say what they can decide that you cannot.")
    )

    def prepare(self) -> None:
        people = colleagues(self.file.case, frozenset({"manager"}), besides=self.file.case.owner_id)
        self.fields["to"].choices = people_choices(people, _("Choose a person"))  # type: ignore[attr-defined]


class HandOver(VerbForm):
    to = person_field(_("To whom"))
    team = person_field(_("Team"), required=False, help_text=_("Leave it when the team stays the same."))
    reason = text(_("What should the next person know?"), empty=_("Write what the next person should know."))

    def prepare(self) -> None:
        people = [p for p in active_staff() if p.pk != self.file.case.owner_id]
        self.fields["to"].choices = people_choices(people, _("Choose a person"))  # type: ignore[attr-defined]
        self.fields["team"].choices = [("", self.file.case.team.name)] + [  # type: ignore[attr-defined]
            (str(t.pk), t.name) for t in active_teams() if t.pk != self.file.case.team_id
        ]


def _to(doing: Doing) -> object:
    found = person(doing.values, "to")
    if found is None:
        raise Invalid(_("Choose a person."), field="to")
    return found


def _hand_over(doing: Doing) -> None:
    team = next((t for t in active_teams() if str(t.pk) == doing.values["team"]), None)
    actions.hand_over(doing.case, _to(doing), doing.values["reason"], by=doing.by, team=team)  # type: ignore[arg-type]


VERBS = [
    Verb(
        "assign",
        "assign",
        _("Make somebody responsible"),
        _("Somebody answers for it now."),
        Assign,
        lambda d: actions.assign(d.case, _to(d), by=d.by),  # type: ignore[arg-type]
    ),
    Verb(
        "escalate",
        "escalate",
        _("Pass it up"),
        _("It is passed up."),
        Escalate,
        lambda d: actions.escalate(d.case, _to(d), d.values["reason"], by=d.by),  # type: ignore[arg-type]
    ),
    Verb("hand_over", "hand_over", _("Hand it over"), _("It is handed over."), HandOver, _hand_over),
]
