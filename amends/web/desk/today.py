"""Today: what lies on this employee's desk now, each line with one next step."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from amends.cases import worklist
from amends.cases.models import Case, Notice, Promise
from amends.cases.notice_words import sentence
from amends.improvement.queries import open_actions
from amends.language import dates
from amends.people.actor import Actor
from amends.people.models import Staff
from amends.procedure.moment import now
from amends.responses import queries as replies
from amends.web.desk import words
from amends.web.desk.lines import Line, day_and_time, how_far, language, promised
from amends.web.desk.next_step import NextStep, for_rows, look_at, next_of
from amends.web.desk.page import DeskRequest, desk_page
from amends.web.showing import show

ALARMS = {"promise_broken", "delivery_failed", "unhappy", "loop_stopped"}
ROWS = 20


@dataclass
class Group:
    """A heading in the margin with its rows."""

    name: str
    title: str
    lines: list[Line]
    count: int
    more: str = ""


@dataclass
class Day:
    """One of the next days: a tick for every promise."""

    words: str
    late: int
    due: int
    later: int

    @property
    def ticks(self) -> list[str]:
        return (["o"] * self.late + ["d"] * self.due + [""] * self.later)[:24]

    @property
    def count(self) -> int:
        return self.late + self.due + self.later


@dataclass
class Desk:
    """Everything Today shows, read in a bounded number of queries."""

    staff: Staff
    groups: list[Group] = field(default_factory=list)
    week: list[Day] = field(default_factory=list)
    overdue: int = 0
    today: int = 0

    @property
    def lines(self) -> int:
        return sum(group.count for group in self.groups)


@desk_page
def today(request: DeskRequest) -> HttpResponse:
    desk = read(request.staff, request.by)
    counts = {"sign": 0, **{g.name: g.count for g in desk.groups}}
    return show(
        request,
        "desk/today.html",
        "desk/_today_groups.html",
        desk=desk,
        day=dates.long_date(now().astimezone(timezone.get_current_timezone()).date(), language(), year=False),
        summary=summary(desk),
        nav_counts={"today": desk.lines, "sign": counts["sign"], "promises": counts.get("promises", 0)},
    )


@desk_page
def kept(request: DeskRequest) -> HttpResponse:
    """Promises kept in 30 days: fetched after the page, since it looks at a whole month."""
    good, bad = worklist.promises_kept(request.staff, now() - timedelta(days=30))
    return show(request, "desk/_kept.html", kept=good, broken=bad, of=good + bad)


def read(staff: Staff, by: Actor) -> Desk:
    desk = Desk(staff)
    at, zone = now(), timezone.get_current_timezone()
    ahead = worklist.promises_ahead(staff, at + timedelta(days=9))
    late = worklist.broken_and_silent(staff)
    late_cases = {row.case_id for row in late}
    tomorrow = datetime.combine(at.astimezone(zone).date() + timedelta(days=2), time.min, zone)
    near = _one_a_case([*late, *(p for p in ahead if p.due < tomorrow and p.case_id not in late_cases)])
    fresh = worklist.new_complaints(staff)
    steps = next_of(_distinct([p.case for p in near[:ROWS]] + fresh), by)
    rows = [promised(p.case, p.made_at, p.due, for_rows(steps, p.case)) for p in near[:ROWS]]
    more = reverse("desk:promises") if len(near) > ROWS else ""
    _add(desk, "promises", _("Promises due"), rows, len(near), more)
    unowned = reverse("desk:complaints") + "?which=unowned" if len(fresh) == ROWS else ""
    _add(desk, "new", _("New complaints"), [_new(case, steps) for case in fresh], len(fresh), unowned)
    _others(desk)
    desk.overdue = sum(p.due < at for p in near)
    desk.today = sum(
        at <= p.due and p.due.astimezone(zone).date() == at.astimezone(zone).date() for p in near
    )
    desk.week = _week(_one_a_case([*late, *ahead]), at.astimezone(zone).date(), at)
    return desk


def _add(
    desk: Desk, name: str, title: str, lines: list[Line], count: int | None = None, more: str = ""
) -> None:
    if lines:
        desk.groups.append(Group(name, title, lines, len(lines) if count is None else count, more))


def _one_a_case(rows: list[Promise]) -> list[Promise]:
    """The earliest promise of each case: one line, one next step."""
    seen: set[Any] = set()
    return [p for p in rows if not (p.case_id in seen or seen.add(p.case_id))]  # type: ignore[func-returns-value]


def _distinct(cases: list[Case]) -> list[Case]:
    return list({case.pk: case for case in cases}.values())


def _new(case: Case, steps: dict[Any, NextStep]) -> Line:
    answered = bool(getattr(case, "answered", False))
    return Line(
        case,
        for_rows(steps, case),
        case.title,
        mark=words.channel(case.channel),
        when=day_and_time(case.received_at),
        then=_("answered") if answered else _("not answered"),
        tone="kept-t" if answered else "due-t",
        then_check=answered,
    )


def _others(desk: Desk) -> None:
    _asked(desk)
    stack = list(replies.sign_stack(desk.staff)[:ROWS])
    rows = [
        Line(
            d.case,
            NextStep(_("Read and sign"), reverse("desk:sign_one", args=[d.pk])),
            d.case.title,
            mark=_("Letter"),
            when=day_and_time(d.asked_at or d.changed_at),
            then=d.author.full_name,
            tone="two",
        )
        for d in stack
    ]
    _add(desk, "sign", _("To sign"), rows)
    _returned(desk)
    _changes(desk)
    _notices(desk)


def _asked(desk: Desk) -> None:
    rows = []
    for row in worklist.asked_of(desk.staff):
        verb, label = ("give_statement", _("Give your statement"))
        due, what, made = row.due, row.question, row.asked_at
        if row.finding_shown_at:
            verb, label, what = "reply_to_finding", _("Reply to the finding"), row.finding
            due, made = row.reply_due or row.due, row.finding_shown_at
        url = f"{reverse('desk:case_verb', args=[row.case.ref, verb])}?on={row.pk}"
        line = promised(row.case, made, due, NextStep(label, url))
        rows.append(
            Line(
                row.case,
                line.next,
                what,
                line.line,
                "",
                line.when,
                line.then,
                line.tone,
                line.when_tone,
                False,
                row.asked_by.full_name,
            )
        )
    _add(desk, "asked", _("Asked of me"), rows)


def _returned(desk: Desk) -> None:
    rows = []
    for draft in replies.returned_to(desk.staff):
        step = NextStep(_("Rewrite the reply"), reverse("desk:reply", args=[draft.case.ref]))
        said = f"{draft.returned_by.full_name if draft.returned_by else ''}: “{draft.returned_note}”"
        rows.append(Line(draft.case, step, said, mark=_("Letter"), when=day_and_time(draft.changed_at)))
    _add(desk, "returned", _("Returned to me"), rows)
    ready = [
        Line(
            d.case,
            NextStep(_("Send the reply"), reverse("desk:reply", args=[d.case.ref])),
            d.case.title,
            mark=_("Letter"),
            when=day_and_time(d.changed_at),
            then=_("signed"),
            tone="kept-t",
            then_check=True,
        )
        for d in replies.ready_to_send(desk.staff)[:ROWS]
    ]
    _add(desk, "ready", _("Signed, to send"), ready)


def _changes(desk: Desk) -> None:
    today_ = now().date()
    rows = []
    for action in open_actions(desk.staff).filter(owner=desk.staff, due__lte=today_ + timedelta(days=7))[
        :ROWS
    ]:
        late = action.due < today_
        url = f"{reverse('desk:case_verb', args=[action.cause.case.ref, 'finish_corrective_action'])}?on={action.pk}"
        when = dates.short_date(action.due, language(), near=today_)
        tone = "over-t" if late else ""
        rows.append(
            Line(
                action.cause.case,
                NextStep(_("Say that it is done"), url),
                action.what,
                mark=_("Change"),
                when=when,
                then=_("overdue") if late else "",
                tone=tone,
                when_tone=tone,
            )
        )
    _add(desk, "changes", _("Changes due"), rows)


def _notices(desk: Desk) -> None:
    shown = {line.case.pk for group in desk.groups if group.name == "promises" for line in group.lines}
    alarms, news, told = [], [], set()
    for notice in worklist.unseen_notices(desk.staff):
        if (notice.case_id, notice.kind) in told or (
            notice.kind.startswith("promise") and notice.case_id in shown
        ):
            continue
        told.add((notice.case_id, notice.kind))
        line = _notice(notice)
        (alarms if notice.kind in ALARMS else news).append(line)
    _add(desk, "alarms", _("Alarms"), alarms[:ROWS])
    _add(desk, "news", _("News"), news[:ROWS])


def _notice(notice: Notice) -> Line:
    facts = {k: _moment(v) for k, v in notice.facts.items()}
    alarm = notice.kind in ALARMS
    return Line(
        notice.case,
        look_at(notice.case),
        sentence(notice.kind, facts),
        mark=_("Alarm") if alarm else _("News"),
        when=day_and_time(notice.at),
        when_tone="over-t" if alarm else "",
    )


def _moment(value: object) -> object:
    try:
        return (
            day_and_time(datetime.fromisoformat(value)) if isinstance(value, str) and "T" in value else value
        )
    except ValueError:
        return value


def _week(rows: list[Promise], first: date, at: datetime) -> list[Day]:
    zone = timezone.get_current_timezone()
    by_day = Counter(max(p.due.astimezone(zone).date(), first) for p in rows)
    late = sum(p.due < at for p in rows)
    days = [first] + [d for n in range(1, 9) if (d := first + timedelta(days=n)).weekday() < 5 or by_day[d]]
    found = []
    for day in days[:5]:
        if day == first:
            found.append(Day(_("Today"), late, by_day[day] - late, 0))
        else:
            text = dates.short_date(day, language(), near=day).rsplit(" ", 1)[0]
            found.append(Day(text, 0, 0, by_day[day]))
    return found


def summary(desk: Desk) -> str:
    """One sentence in place of tiles."""
    parts = []
    if desk.overdue:
        parts.append(
            ngettext("%(n)d promise is overdue.", "%(n)d promises are overdue.", desk.overdue)
            % {"n": desk.overdue}
        )
    if desk.today:
        parts.append(
            ngettext("%(n)d promise falls due today.", "%(n)d promises fall due today.", desk.today)
            % {"n": desk.today}
        )
    if not parts:
        first = next((line for g in desk.groups if g.name == "promises" for line in g.lines), None)
        parts.append(_("No promise falls due today."))
        if first and first.case.due_at:
            parts.append(_("The next one is %(when)s.") % {"when": how_far(first.case.due_at)})
    return " ".join(parts)
