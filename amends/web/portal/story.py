"""The customer's complaint from the beginning: what was said, promises kept and broken, what comes."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from amends.cases.models import Case, File, Message, Promise, Remedy
from amends.channels.first_answer import zone_for
from amends.web.portal.headline import day_words
from amends.web.portal.words import COMING, SAID
from amends.web.public.ahead import first_large


@dataclass
class Line:
    """`state` is kept, broken, next or event; `text` folds what was written; `lang` is its language."""

    state: str
    at: datetime
    when: str
    words: str
    text: str = ""
    lang: str = ""
    files: Sequence[File] = field(default_factory=list)
    unfolded: bool = False


def story(
    case: Case, said: Sequence[Message], promises: Sequence[Promise], remedies: Sequence[Remedy], lang: str
) -> list[Line]:
    zone = zone_for(case)
    kept = {p.kept_by_id for p in promises if p.kept_at and p.to_customer}
    lines = [_said(one, one.pk in kept, zone, lang) for one in said]
    name, writer = (case.representative or case.customer).full_name, writer_of(said)
    lines = [replace(line, text=line.text.replace(name, writer)) if writer else line for line in lines]
    lines += [_broken(p, zone, lang) for p in promises if p.broken_at and p.to_customer]
    lines += [line for one in remedies for line in _remedy(one, zone, lang)]
    lines += _ending(case, zone, lang)
    if {one.kind for one in said} <= {"complaint", "first_answer"}:  # it is what they came to read
        for one, line in zip(said, lines, strict=False):
            line.unfolded = one.kind == "first_answer"
    lines.sort(key=lambda line: line.at)
    return lines + (_coming(promises, zone, lang) if case.is_open else [])


def writer_of(said: Sequence[Message]) -> str:
    """The name as it was given with the complaint. The one on our card is not shown: whoever fills in a form with
    somebody's address shall not learn whose it is.
    """
    return next((one.author_name for one in said if one.kind == "complaint"), "")


def _when(at: datetime, zone: ZoneInfo, lang: str) -> str:
    return first_large(day_words(at, zone, lang, "plain"))


def _said(one: Message, kept: bool, zone: ZoneInfo, lang: str) -> Line:
    files = list(one.files.all())
    words = str(SAID.get(one.kind, SAID["addition" if one.direction == "in" else "other"]))
    if files and one.direction == "in":
        words += " " + ngettext(
            "You sent %(count)s file with it.", "You sent %(count)s files with it.", len(files)
        ) % {"count": len(files)}
    if kept:
        words += " " + _("It was by the date we had promised.")
    state = "kept" if kept or one.kind in ("first_answer", "reply") else "event"
    line = Line(state, one.at, _when(one.at, zone, lang), words, one.own_text, one.language, files)
    return replace(line, text="", files=[]) if one.kind == "reply" else line  # it stands open above


def _broken(promise: Promise, zone: ZoneInfo, lang: str) -> Line:
    words = _("You should have heard from us by then and did not. We are sorry.")
    return Line("broken", promise.due, _when(promise.due, zone, lang), words)


def _remedy(one: Remedy, zone: ZoneInfo, lang: str) -> list[Line]:
    found = []
    for at, words, state in (
        (one.accepted_at, _("You said yes: %(what)s"), "event"),
        (one.refused_at, _("You said no: %(what)s"), "event"),
        (one.done_at, _("It is done: %(what)s"), "kept"),
    ):
        if at:
            found.append(Line(state, at, _when(at, zone, lang), words % {"what": one.what}))
    return found


def _ending(case: Case, zone: ZoneInfo, lang: str) -> list[Line]:
    words = {
        "withdrawn": _("You took your complaint back."),
        "transferred": _("We passed it on to %(body)s.") % {"body": case.transferred_to},
        "closed": _("Nothing was left to do, and we closed it."),
    }.get(case.stage)
    if not words or case.closed_at is None:
        return []
    return [Line("event", case.closed_at, _when(case.closed_at, zone, lang), words)]


def _coming(promises: Sequence[Promise], zone: ZoneInfo, lang: str) -> list[Line]:
    found = []
    for promise in sorted((p for p in promises if p.to_customer and p.is_open), key=lambda p: p.due):
        words = (
            promise.what if promise.kind == "remedy" and promise.what else str(COMING.get(promise.kind, ""))
        )
        when = first_large(day_words(promise.due, zone, lang, "by"))
        found.append(Line("next", promise.due, when, words or str(COMING["next_contact"])))
    return found
