"""Today: what lies on this employee's desk now, each line with one next step."""

from collections import Counter
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from amends.cases import worklist
from amends.cases.models import Case
from amends.cases.worklist import Dated
from amends.language import dates
from amends.people.actor import Actor
from amends.people.models import Staff
from amends.procedure.moment import now
from amends.web.desk import words
from amends.web.desk.lines import Day, Desk, Line, behalf_of, grouped, how_far, language, promised
from amends.web.desk.next_step import NextStep, for_rows, next_of
from amends.web.desk.page import DeskRequest, desk_page
from amends.web.desk.settings.first_day import add_first_day
from amends.web.desk.standing_in import standing_in
from amends.web.desk.team_load import SHOWN, load_of
from amends.web.desk.today_others import add_others
from amends.web.showing import show

ROWS = 20


@desk_page
def today(request: DeskRequest) -> HttpResponse:
    desk = read(request.staff, request.by)
    counts = {"sign": 0, **{g.name: g.count for g in desk.groups}}
    return show(
        request,
        "desk/today.html",
        "desk/_today_groups.html",
        desk=desk,
        standing_in=standing_in(request.staff),
        load=load_of(request.staff, SHOWN),
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
    add_first_day(desk)
    at, zone = now(), timezone.get_current_timezone()
    ahead = worklist.promises_ahead(staff, at + timedelta(days=9))
    late = worklist.broken_and_silent(staff)
    late_cases = {row.case_id for row in late}
    soon = datetime.combine(at.astimezone(zone).date() + timedelta(days=2), time.min, zone)  # tomorrow over
    near = _one_a_case([*late, *(p for p in ahead if p.due < soon and p.case_id not in late_cases)])
    fresh = worklist.new_complaints(staff)
    answered = worklist.answered_at_once(fresh)
    shown = worklist.whole(near[:ROWS])
    steps = next_of(_distinct([p.case for p in shown] + fresh), by)
    rows = [
        replace(
            promised(p.case, p.made_at, p.due, for_rows(steps, p.case)), behalf=behalf_of(staff, p.case.owner)
        )
        for p in shown
    ]
    more = reverse("desk:promises") if len(near) > ROWS else ""
    desk.add("promises", _("Promises due"), rows, len(near), more)
    unowned = reverse("desk:complaints") + "?which=unowned" if len(fresh) == ROWS else ""
    desk.add(
        "new",
        _("New complaints"),
        [_new(case, steps, case.pk in answered) for case in fresh],
        len(fresh),
        unowned,
    )
    add_others(desk)
    desk.overdue = sum(p.due < at for p in near)
    desk.today = sum(
        at <= p.due and p.due.astimezone(zone).date() == at.astimezone(zone).date() for p in near
    )
    desk.next_due = next((p.due for p in ahead if p.due >= at), None)
    desk.week = _week(_one_a_case([*late, *ahead]), at.astimezone(zone).date(), at)
    return desk


def _one_a_case(rows: list[Dated]) -> list[Dated]:
    """The earliest promise of each case: one line, one next step."""
    seen: set[Any] = set()
    return [p for p in rows if not (p.case_id in seen or seen.add(p.case_id))]  # type: ignore[func-returns-value]


def _distinct(cases: list[Case]) -> list[Case]:
    return list({case.pk: case for case in cases}.values())


def _new(case: Case, steps: dict[Any, NextStep], answered: bool) -> Line:
    return Line(
        case,
        for_rows(steps, case),
        case.title,
        mark=words.channel(case.channel),
        when=_came(case.received_at),
        then=_("answered") if answered else _("not answered"),
        tone="kept-t" if answered else "due-t",
        then_check=answered,
    )


def _came(at: datetime) -> str:
    """The time of what came today, the day of what came before: both would not fit beside "answered"."""
    local, today_ = timezone.localtime(at), timezone.localtime(now()).date()
    if local.date() == today_:
        return dates.clock(local, language())
    if (today_ - local.date()).days < 7:
        return dates.short_weekday(local.date(), language())
    return dates.short_date(local.date(), language(), near=today_)


def _week(rows: list[Dated], first: date, at: datetime) -> list[Day]:
    zone = timezone.get_current_timezone()
    by_day = Counter(max(p.due.astimezone(zone).date(), first) for p in rows)
    late = sum(p.due < at for p in rows)
    days = [first] + [d for n in range(1, 9) if (d := first + timedelta(days=n)).weekday() < 5 or by_day[d]]
    found = []
    for day in days[:5]:
        if day == first:
            found.append(Day(_("Today"), late, by_day[day] - late, 0))
        else:
            found.append(Day(dates.weekday_and_day(day, language()), 0, 0, by_day[day]))
    return found


def summary(desk: Desk) -> str:
    """One sentence in place of tiles."""
    parts = []
    if desk.overdue:
        parts.append(
            ngettext("%(n)s promise is overdue.", "%(n)s promises are overdue.", desk.overdue)
            % {"n": grouped(desk.overdue)}
        )
    if desk.today:
        parts.append(
            ngettext("%(n)s promise falls due today.", "%(n)s promises fall due today.", desk.today)
            % {"n": grouped(desk.today)}
        )
    if not parts:
        parts.append(_("No promise falls due today."))
        if desk.next_due:
            parts.append(_("The next one is %(when)s.") % {"when": how_far(desk.next_due)})
    return " ".join(parts)
