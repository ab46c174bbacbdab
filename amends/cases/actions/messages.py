"""What is added to a case's conversation by the customer and by us, and the files that belong to it."""

from typing import Any

from django.db import transaction

from amends.cases import files as store
from amends.cases.actions._step import begin, finish, write_down
from amends.cases.models import Case, File, Message
from amends.language.safe_text import clean, one_line
from amends.people.actor import Actor
from amends.procedure.moment import now


@transaction.atomic
def add_message(case: Case, columns: dict[str, Any], *, by: Actor) -> Message:
    """Something the customer (or a machine) wrote, added to its case at any stage; a closed case is not reopened by it."""
    machine = columns.get("kind") == "machine"
    columns = {"direction": "in", "kind": "addition", "at": now(), **columns}
    message = Message.objects.create(case=case, **columns)
    personal = {"name": message.author_name, "subject": message.subject}
    if machine:
        write_down(
            "case.machine_message",
            case,
            by=by,
            personal={"address": message.author_address, "subject": message.subject},
        )
    else:
        write_down(
            "case.received_message", case, by=by, facts={"channel": message.channel}, personal=personal
        )
    finish(Case.objects.select_for_update().get(pk=case.pk))
    return message


def say(case: Case, kind: str, text: str, *, by: Actor, subject: str = "", channel: str = "") -> Message:
    """A message to the customer as a row of the conversation; the room of channels carries it out. No journal here."""
    return Message.objects.create(
        case=case,
        direction="out",
        kind=kind,
        channel=channel or case.answer_by,
        at=now(),
        author_staff=by.staff,
        author_name=by.name,
        language=case.language,
        subject=one_line(subject)[:1000],
        text=clean(text),
    )


def attach(
    case: Case | None,
    name: str,
    media_type: str,
    content: bytes,
    *,
    by: Actor,
    message: Message | None = None,
    **more: Any,
) -> File:
    """A file row for content already or now kept in the store (written and fsynced before the commit)."""
    digest = store.keep(content)
    return File(
        case=case,
        message=message,
        sha256=digest,
        size=len(content),
        name=name[:255],
        media_type=media_type[:120],
        added_at=now(),
        added_by=by.key,
        **more,
    )


@transaction.atomic
def attach_file(case: Case, name: str, media_type: str, content: bytes, *, by: Actor) -> File:
    """An employee adds a file to the case."""
    case, _plan = begin(case, "attach_file", by=by)
    row = attach(case, name, media_type, content, by=by)
    row.save(force_insert=True)
    write_down("case.file_added", case, by=by, facts={"sha256": row.sha256}, personal={"name": name})
    finish(case)
    return row
