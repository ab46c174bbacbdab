"""Saying that a customer whom no mail reaches was told: by phone, by post or in person."""

from collections.abc import Sequence

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from amends.cases import actions
from amends.cases.models import Telling
from amends.cases.telling_queries import ways_to
from amends.channels.delivery import address_of, send_after_all
from amends.channels.models import Delivery
from amends.channels.queries import came_back
from amends.web.desk.case_file import CaseFile
from amends.web.desk.file_shown import shown
from amends.web.desk.to_tell import BY_POST, way_to, who_hears
from amends.web.desk.verbs._verb import Doing, Verb, VerbForm, line, text

BY_MAIL = "mail"  # where they have an address after all, or mail that came back is sent once more


def how_told(address: str = "") -> forms.ChoiceField:
    """By email only where there is an address, which the hint names."""
    by_mail = [(BY_MAIL, _("By email"))] if address else []
    return forms.ChoiceField(
        label=_("How they were told"),
        choices=[*Telling.How.choices, *by_mail],
        widget=forms.RadioSelect,
        help_text=_("By email: %(email)s") % {"email": address} if address else "",
        error_messages={"required": _("Choose how the customer was told.")},
    )


class Told(VerbForm):
    how = how_told()
    spoke_to = line(
        _("Whom you spoke to"), required=False, help_text=_("By phone: the name of who answered.")
    )
    note = text(
        _("What they said, or what else matters"), rows=2, required=False, help_text=_("For colleagues.")
    )

    side_by_side = ("how",)

    def prepare(self) -> None:
        case = self.file.case
        self.came_back = came_back([self.about.pk]).get(self.about.pk, "")
        if "@" in (address := address_of(case)):
            self.fields["how"] = how_told(address)
        person, message = who_hears(case), self.about.message
        self.fields["how"].initial = "post" if case.answer_by in BY_POST else "phone"
        self.hears, self.reached_by = person.full_name, way_to(case, ways_to([person.pk]))
        self.says, self.says_in = message.own_text, message.language
        self.letters = [shown(case, one) for one in self.file.attached.get(message.pk, ())]


def waiting(file: CaseFile) -> Sequence[Telling]:
    """What is still to be told on this complaint, in order."""
    rows = (getattr(message, "telling", None) for message in file.messages)
    return [row for row in rows if row is not None and row.waits and row.case_id == file.case.pk]


def _kind(row: Telling) -> str:
    return str(row.message.Kind(row.message.kind).label)


def _tell(doing: Doing) -> Telling | Delivery:
    if doing.values["how"] == BY_MAIL:
        return send_after_all(doing.about.message, by=doing.by)
    given = {name: doing.values[name] for name in ("how", "spoke_to", "note")}
    return actions.tell_customer(doing.about.message, **given, by=doing.by)


def _said(done: Telling | Delivery) -> str:
    if isinstance(done, Delivery):
        return gettext("It goes out by mail now, to %(address)s.") % {"address": done.to_address}
    return gettext("It is noted that the customer was told.")


VERBS = [
    Verb(
        "tell_customer",
        "tell_customer",
        _("Say how they were told: %(what)s"),
        _said,
        Told,
        _tell,
        rows=waiting,
        naming=_kind,
        any_version=True,
    ),
]
