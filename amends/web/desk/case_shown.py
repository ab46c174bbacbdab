"""A case as its page shows it: the clock with its history, the points, the conversation, the facts beside."""

from dataclasses import dataclass, field, replace
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from amends.cases.models import Message, Point, Promise, Remedy, Statement, Telling
from amends.language import dates
from amends.procedure.moment import now
from amends.web.desk import words
from amends.web.desk.case_file import CaseFile
from amends.web.desk.file_shown import shown as file_shown
from amends.web.desk.lines import language, today
from amends.web.desk.next_step import place
from amends.web.desk.offers import is_open
from amends.web.evidence import Mark
from amends.web.mail_html import cleaned
from amends.web.promise_line import PromiseLine, line_for, spread, used_of

TICKS = 3
OVERRUN = 142  # a line on which the missed promise stands at 70 of 100, and what came before it, before it


@dataclass(frozen=True)
class Clock:
    """What was promised and where we stand: the words at the left, the course in the middle."""

    lead: str
    by: str
    left: str
    tone: str
    line: PromiseLine | None = None
    first: dict[str, str] = field(default_factory=dict)
    ticks: list[dict[str, Any]] = field(default_factory=list)
    end: dict[str, str] = field(default_factory=dict)


def short(at: datetime, *, weekday: bool = True) -> str:
    return dates.short_date(timezone.localtime(at).date(), language(), near=today(), weekday=weekday)


def in_words(at: datetime) -> str:
    """ "today, 17:00", "tomorrow, 12:00", else the short date and time."""
    local = timezone.localtime(at)
    days, time = (local.date() - today()).days, dates.clock(local, language())
    if days in (0, 1):
        return (_("today, %(time)s") if days == 0 else _("tomorrow, %(time)s")) % {"time": time}
    return f"{short(at)}, {time}"


def clock(file: CaseFile) -> Clock:
    """The promise now in force; when none is, what became of the last one."""
    case = file.case
    if not case.is_open:
        ended = case.closed_at or case.answered_at
        how = case.transferred_to if case.stage == "transferred" else words.outcome(case.outcome)
        return Clock(words.stage(case.stage), short(ended) if ended else "", how, "two")
    current = owed(file)
    if current is None:
        by = short(case.answered_at) if case.answered_at else ""
        return Clock(words.stage(case.stage), by, _("No date is owed to the customer now."), "two")
    return _running(file, current)


def owed(file: CaseFile) -> Promise | None:
    """The promise now in force; when none is, the last one broken while the customer has not heard since."""
    if file.open_promises:
        return file.open_promises[0]
    heard = max((m.at for m in file.messages if m.direction == "out"), default=None)
    broken = [p for p in file.promises if p.to_customer and p.broken_at and (heard is None or p.due > heard)]
    return broken[-1] if broken else None


def _running(file: CaseFile, current: Promise) -> Clock:
    at, zone = now(), timezone.get_current_timezone()
    began = file.case.received_at
    paused = file.facts.paused
    line = line_for(min(began, current.due), current.due, at, zone, paused=paused)
    if line.state == "overdue":
        line = replace(line, used=OVERRUN)
    tone = {"due": "due-t", "overdue": "over-t"}.get(line.state, "two")
    span = dates.duration_words((current.due - at).total_seconds(), language())
    if current.due < at:
        left = pgettext("must fit 1 day as well as 5 hours", "%(time)s late")
    else:
        left = pgettext("must fit 1 day as well as 5 hours", "%(time)s left")
    return Clock(
        lead=str(words.PROMISED.get(current.kind, _("We promised news by"))),
        by=in_words(current.due),
        left=left % {"time": span} + (f" · {_('paused')}" if paused else ""),
        tone=tone,
        line=line,
        first={"words": short(began), "under": _("complaint came")},
        ticks=_ticks(file, current, line.tick),
        end={"words": str(words.END.get(current.kind, "")), "under": in_words(current.due), "tone": tone},
    )


def took(seconds: float) -> str:
    """How long something took: "at once", "in 12 mins"."""
    if seconds < 60:
        return _("at once")
    span = dates.duration_words(seconds, language(), short=True)
    return pgettext("how long something took, not how far it lies ahead", "in %(time)s") % {"time": span}


def _ticks(file: CaseFile, current: Promise, end: int) -> list[dict[str, Any]]:
    """The promises before this one, at most three, and the first answer; each says what became of it."""
    began, found = file.case.received_at, []
    answer = next((m for m in file.messages if m.kind == "first_answer"), None)
    if answer:
        seconds = (answer.at - began).total_seconds()
        found.append((answer.at, "kept", _("First answer"), took(seconds)))
    for row in file.promises:
        if not row.to_customer or row.pk == current.pk or row.is_open or row.dropped_at:
            continue
        label = str(words.BY_DATE.get(row.kind, "%(date)s")) % {"date": short(row.due, weekday=False)}
        if row.kept_at:
            found.append((row.due, "kept", label, _("kept")))
        elif row.replaced_by_id:
            found.append((row.due, "replaced", label, _("moved, and they were told why")))
        else:
            found.append((row.due, "broken", label, _("broken")))
    late = end < 100
    found = sorted(found, key=lambda f: f[0])[-TICKS + late :]
    shares = [used_of(began, current.due, at) * end // 100 for at, *_rest in found]
    places = spread(shares, last=end - 25 if late else 60)
    return [
        {"place": place, "state": state, "words": label, "under": under}
        for place, (_at, state, label, under) in zip(places, found, strict=True)
    ]


@dataclass(frozen=True)
class PointRow:
    """One row of the table of points."""

    point: Point
    on: bool
    statements: list[dict[str, str]]
    remedies: list[dict[str, str]]
    paragraph: str


def point_rows(file: CaseFile) -> list[PointRow]:
    first = next((p.pk for p in file.points if not p.verdict), None)
    written = (
        {b.point_id: n for n, b in enumerate(file.draft.blocks.all(), 1) if b.point_id} if file.draft else {}
    )
    return [
        PointRow(
            p,
            p.pk == first,
            [statement_words(s) for s in file.statements if s.point_id == p.pk],
            [remedy_words(r) for r in file.remedies if r.point_id == p.pk],
            f"¶ {written[p.pk]}" if p.pk in written else "",
        )
        for p in file.points
    ]


def statement_words(row: Statement) -> dict[str, str]:
    who = row.of_staff.full_name if row.of_staff else row.of_name
    if row.text:
        said = row.text
    elif row.waived_reason:
        said = _("not waited for: %(why)s") % {"why": row.waived_reason}
    else:
        said = _("asked, due %(date)s") % {"date": in_words(row.due)}
    if row.finding_shown_at:
        said += " " + (_("Replied to the finding.") if row.replied_at else _("May reply to the finding."))
    return {"who": who, "said": said}


def remedy_words(row: Remedy) -> dict[str, str]:
    """A remedy with how far it is."""
    if row.done_at:
        state, tone = _("done %(date)s") % {"date": short(row.done_at)}, "kept-t ck"
    elif row.refused_at:
        state, tone = _("does not suit them"), "over-t"
    elif row.accepted_at:
        state, tone = _("suits them"), "kept-t ck"
    elif row.offered_at:
        state, tone = _("they have not answered yet"), ""
    elif row.needs_approval_of and not row.approved_at:
        state, tone = _("waits for approval"), "due-t"
    else:
        state, tone = _("not offered yet"), ""
    amount = words.money(row.amount) if row.amount else ""
    return {"what": row.what, "amount": amount, "state": state, "tone": tone, "kind": words.remedy(row.kind)}


def conversation(file: CaseFile) -> list[dict[str, Any]]:
    return [_message(file, message) for message in file.messages]


def _message(file: CaseFile, row: Message) -> dict[str, Any]:
    html = cleaned(row.html)
    shown: dict[str, Any] = {
        "id": row.pk,
        "who": row.author_name or row.author_address or _("Somebody"),
        "who_lang": row.language if row.direction == "in" else "",
        "at": row.at,
        "channel": _how(row),
        "ours": row.direction != "in",
        "inside": row.direction == "note",
        "lang": row.language if row.direction != "note" else "",
        "text": row.own_text,
        "marks": _marks(file, row),
        "html": html if not row.own_text.strip() else "",
        "formatted": html if row.own_text.strip() else "",
        "quoted": row.quoted_text,
        "attachments": [file_shown(file.case, f) for f in file.attached.get(row.pk, ())],
        "original_url": reverse("desk:file", args=[file.case.ref, row.original_id])
        if row.original_id
        else "",
        "told": _told(file, row),
    }
    if row.kind == "complaint" and file.case.essence:
        shown["gist"] = file.case.essence
        shown["gist_by"] = file.case.wish
    if names := [name for kept in row.notes if isinstance(kept, dict) for name in kept.get("told", [])]:
        shown["gist_title"], shown["gist"] = _("Told"), ", ".join(names)
    if not row.verified:
        shown["gist_title"], shown["gist"] = (
            _("Not sure who wrote"),
            _("The sender could not be shown to be the customer."),
        )
    return shown


TOLD = {
    "phone": gettext_lazy("Told by phone on %(day)s by %(name)s"),
    "post": gettext_lazy("Posted on %(day)s by %(name)s"),
    "in_person": gettext_lazy("Handed over on %(day)s by %(name)s"),
}


def _told(file: CaseFile, row: Message) -> dict[str, str] | None:
    """How a message that no mail carries was told, or the address of the step that says so; nothing of any other."""
    telling: Telling | None = getattr(row, "telling", None)
    if telling is None or telling.let_go_at:
        return None
    if telling.told_at is None:
        may = telling.case_id == file.case.pk and is_open(file, "tell_customer")
        url = place("desk:case_verb", file.case.ref, "tell_customer")
        return {"url": f"{url}?on={row.pk}" if may else ""}
    at = timezone.localtime(telling.told_at).date()
    day = dates.long_date(at, language(), weekday=False, year=at.year != today().year)
    name = telling.told_by.full_name if telling.told_by else ""
    return {
        "words": str(TOLD[telling.how]) % {"day": day, "name": name},
        "spoke_to": telling.spoke_to,
        "note": telling.note,
    }


def _how(row: Message) -> str:
    if row.direction == "note":
        return _("Note, for colleagues")
    if row.direction == "out":
        return str(row.Kind(row.kind).label) if row.kind in row.Kind.values else words.channel(row.channel)
    return words.channel(row.channel)


def _marks(file: CaseFile, row: Message) -> list[Mark]:
    found, text = [], row.own_text
    current = next((p.pk for p in file.points if not p.verdict), None)
    for point in file.points:
        if point.evidence and point.evidence_in_id == row.pk and (start := text.find(point.evidence)) >= 0:
            found.append(Mark(start, start + len(point.evidence), point.number, point.pk == current))
    return found


def granted(file: CaseFile) -> Decimal:
    """What the remedies that stand are worth together."""
    return sum((r.amount or Decimal(0) for r in file.remedies if not r.refused_at), Decimal(0))
