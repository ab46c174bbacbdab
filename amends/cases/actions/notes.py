"""Notes among colleagues, and telling those whom a note names."""

from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from amends.cases.actions._step import begin, finish, write_down
from amends.cases.actions.notices import notify
from amends.cases.models import Case, Message
from amends.cases.queries import who_see
from amends.language.mentions import Mention, mentions
from amends.language.safe_text import clean, cut, is_blank
from amends.people.actor import Actor
from amends.people.models import Staff
from amends.people.refusal import Invalid
from amends.procedure.moment import now


@transaction.atomic
def note(case: Case, text: str, *, by: Actor) -> Message:
    """A note among colleagues; it never appears in anything a customer sees.

    Whoever it names by @ is told, if they may see the case; where a name may mean several, all of them. `notes` of the
    message keeps whom it told (`told`) and the names nobody bears (`nobody`).
    """
    case, _plan = begin(case, "note", by=by)
    if is_blank(text):
        raise Invalid(_("Write something before saving the note."), field="text")
    text = clean(text)
    people, found = _named(case, text)
    told = [person for person in people if person != by.staff]
    nobody = list(dict.fromkeys(one.written for one in found if not one.who))
    kept = {"told": [person.full_name for person in told], "nobody": nobody}
    message = Message.objects.create(
        case=case,
        direction="note",
        kind="note",
        channel="",
        at=now(),
        author_staff=by.staff,
        author_name=by.name,
        text=text,
        notes=[kept] if told or nobody else [],
    )
    write_down("case.note", case, by=by, personal={"text": cut(text, 2000)})
    if told:
        _tell(case, message, told, by=by)
    finish(case)
    return message


def _named(case: Case, text: str) -> tuple[list[Staff], list[Mention]]:
    """Those who may see the case and whom the text names, by name; and every @ of the text."""
    if "@" not in text and "＠" not in text:
        return [], []
    people = {person.pk: person for person in who_see(case)}
    found = mentions(text, {pk: (person.full_name, person.short_name) for pk, person in people.items()})
    wanted = {key for one in found for key in one.who}
    return [person for pk, person in people.items() if pk in wanted], found


def _tell(case: Case, message: Message, people: Iterable[Staff], *, by: Actor) -> None:
    notify(people, case, "mentioned", by=by.name, message=str(message.pk))
    names = ", ".join(person.full_name for person in people)
    write_down("case.note_told", case, by=by, personal={"to": names})
