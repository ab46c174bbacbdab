"""What is said: to the customer, among colleagues, and by those who were there."""

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from amends.cases import actions
from amends.cases.models import Message, Statement
from amends.language.safe_text import one_line
from amends.responses.actions import ask_customer, send_interim_news
from amends.web.desk.case_file import CaseFile
from amends.web.desk.next_step import place
from amends.web.desk.verbs._verb import (
    Doing,
    Verb,
    VerbForm,
    colleagues,
    line,
    moment_field,
    people_choices,
    person,
    person_field,
    text,
)

TO_CUSTOMER = _("In the customer's language. The greeting, the date they hear again and your name are added.")


class ToCustomer(VerbForm):
    text = text(
        _("Your words to the customer"),
        rows=6,
        help_text=TO_CUSTOMER,
        empty=_("Write what the customer is told."),
    )


class News(ToCustomer):
    due = moment_field(
        _("They hear again by"), required=False, help_text=_("Empty: by the procedure's clock.")
    )


class NoteForm(VerbForm):
    text = text(
        _("Note"),
        rows=5,
        empty=_("Write the note."),
        help_text=_("Whoever you name with @ is told."),
    )

    def prepare(self) -> None:
        self.fields["text"].widget.attrs["data-mentions"] = place("desk:mention", self.file.case.ref)


class FileForm(VerbForm):
    file_field = forms.FileField(label=_("File"))


class AskStatement(VerbForm):
    of_staff = person_field(_("Who was there"), required=False)
    of_name = line(_("Or somebody without an account"), required=False)
    point = forms.ChoiceField(label=_("About which point"), required=False)
    question = text(
        _("What do you want to know?"),
        help_text=_("Ask what happened, not who is to blame."),
        empty=_("Write what you want to know."),
    )
    due = moment_field(_("By when"), required=False, help_text=_("Empty: by the procedure's clock."))

    def prepare(self) -> None:
        self.fields["of_staff"].choices = people_choices(colleagues(self.file.case), _("Choose a person"))  # type: ignore[attr-defined]
        points = [(str(p.pk), f"{p.number}. {p.what}") for p in self.file.points]
        self.fields["point"].choices = [("", _("The whole complaint")), *points]  # type: ignore[attr-defined]


class Words(VerbForm):
    text = text(
        _("What happened"),
        rows=6,
        empty=_("Write what you have to say."),
    )

    def prepare(self) -> None:
        self.answers = self.about.question


class Waive(VerbForm):
    reason = text(_("Why is it not waited for?"), empty=_("Say why the statement is not waited for."))


class Finding(VerbForm):
    finding = text(
        _("What is about to be found"),
        rows=4,
        empty=_("Write the finding the person is to see."),
        help_text=_("They see exactly these words."),
    )


class Reply(VerbForm):
    reply = text(
        _("Your reply"),
        rows=5,
        empty=_("Write your reply. “Nothing to add” is an answer too."),
        help_text=_("“Nothing to add” is an answer too."),
    )

    def prepare(self) -> None:
        self.answers = self.about.finding
        if self.about.of_staff is None:
            self.fields["reply"].label = gettext("What they reply")


def _kept(message: Message) -> str:
    """That the note is kept, who was told of it, and which names nobody bears who may see the complaint."""
    said = [gettext("The note is kept.")]
    for kept in message.notes:
        if kept["told"]:
            said.append(gettext("Told: %(names)s.") % {"names": ", ".join(kept["told"])})
        if kept["nobody"]:
            names = ", ".join(f"@{name}" for name in kept["nobody"])
            said.append(gettext("Nobody who may see this complaint is called %(names)s.") % {"names": names})
    return " ".join(said)


def _attach(doing: Doing) -> None:
    sent = doing.values["file_field"]
    name = one_line(sent.name or "")[:255] or "file"
    actions.attach_file(
        doing.case, name, sent.content_type or "application/octet-stream", sent.read(), by=doing.by
    )


def _ask_statement(doing: Doing) -> None:
    values = doing.values
    actions.ask_statement(
        doing.case,
        values["question"],
        by=doing.by,
        of_staff=person(values, "of_staff"),
        of_name=values["of_name"],
        point=doing.file.of(doing.file.points, values["point"]),
        due=values["due"],
    )


def _awaited(file: CaseFile) -> list[Statement]:
    return [s for s in file.statements if not s.given_at and not s.waived_reason]


def _to_give(file: CaseFile) -> list[Statement]:
    me = file.by.staff
    return [s for s in _awaited(file) if s.of_staff_id in (None, me.pk if me else None)]


def _to_show(file: CaseFile) -> list[Statement]:
    return [s for s in file.statements if (s.given_at or s.waived_reason) and not s.finding_shown_at]


def _to_reply(file: CaseFile) -> list[Statement]:
    me = file.by.staff
    return [
        s
        for s in file.statements
        if s.finding_shown_at and not s.replied_at and s.of_staff_id in (None, me.pk if me else None)
    ]


def who(row: Statement) -> str:
    return row.of_staff.full_name if row.of_staff else row.of_name


VERBS = [
    Verb(
        "ask_customer",
        "ask_customer",
        _("Ask the customer"),
        _("The question is on its way."),
        ToCustomer,
        lambda d: ask_customer(d.case, d.values["text"], by=d.by),
        tells=True,
    ),
    Verb(
        "send_interim_news",
        "send_interim_news",
        _("Send news"),
        _("The news is on its way."),
        News,
        lambda d: send_interim_news(d.case, d.values["text"], by=d.by, due=d.values["due"]),
        tells=True,
    ),
    Verb(
        "note",
        "note",
        _("Write a note"),
        _kept,
        NoteForm,
        lambda d: actions.note(d.case, d.values["text"], by=d.by),
    ),
    Verb(
        "attach_file",
        "attach_file",
        _("Attach a file"),
        _("The file is kept as it came."),
        FileForm,
        _attach,
        any_version=True,
    ),
    Verb(
        "ask_statement",
        "ask_statement",
        _("Ask for a statement"),
        _("The statement is asked for."),
        AskStatement,
        _ask_statement,
    ),
    Verb(
        "give_statement",
        "give_statement",
        _("Give the statement of %(what)s"),
        _("The statement is kept."),
        Words,
        lambda d: actions.give_statement(d.about, d.values["text"], by=d.by),
        rows=_to_give,
        naming=who,
    ),
    Verb(
        "waive_statement",
        "ask_statement",
        _("Go on without %(what)s"),
        _("The statement is not waited for."),
        Waive,
        lambda d: actions.waive_statement(d.about, d.values["reason"], by=d.by),
        rows=_awaited,
        naming=who,
        why=_("Their statement is no longer waited for; the reason stays on record."),
        stop=True,
    ),
    Verb(
        "show_finding",
        "show_finding",
        _("Show %(what)s the finding"),
        _("The finding is shown; they may reply."),
        Finding,
        lambda d: actions.show_finding(d.about, d.values["finding"], by=d.by),
        rows=_to_show,
        naming=who,
    ),
    Verb(
        "reply_to_finding",
        "reply_to_finding",
        _("Reply to the finding about %(what)s"),
        _("The reply is kept."),
        Reply,
        lambda d: actions.reply_to_finding(d.about, d.values["reply"], by=d.by),
        rows=_to_reply,
        naming=who,
    ),
]
