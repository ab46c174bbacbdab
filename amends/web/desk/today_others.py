"""The smaller groups of Today: what is asked of me, came back, is ready to leave, or rings."""

from datetime import datetime, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from amends.cases import worklist
from amends.cases.models import Notice
from amends.cases.notice_words import sentence
from amends.cases.standing_in import signs_for
from amends.improvement.queries import open_actions
from amends.language import dates
from amends.people.models import Staff
from amends.people.queries import standing
from amends.responses import queries as replies
from amends.responses.models import Draft
from amends.web.desk.lines import Desk, Line, behalf_of, day_and_time, language, promised, today
from amends.web.desk.next_step import NextStep, look_at
from amends.web.desk.put_aside import alarm
from amends.web.desk.to_tell import add_to_tell
from amends.web.desk.words import quoted

ALARMS = {"promise_broken", "delivery_failed", "unhappy", "loop_stopped"}
ROWS = 20


def add_others(desk: Desk) -> None:
    """Everything besides promises and new complaints, in the order of the page."""
    _asked(desk)
    stack = replies.waiting_lines(desk.staff, ROWS)
    rows = [
        Line(
            d.case,
            NextStep(_("Read and sign"), reverse("desk:sign_one", args=[d.pk])),
            d.case.title,
            mark=_("Letter"),
            when=day_and_time(d.asked_at or d.changed_at),
            then=d.author.full_name,
            tone="two",
            behalf=for_whom(desk.staff, d),
        )
        for d in stack
    ]
    desk.add("sign", _("To sign"), rows)
    _returned(desk)
    add_to_tell(desk)
    _changes(desk)
    _notices(desk)


def for_whom(staff: Staff, draft: Draft) -> str:
    """The absent manager a letter would wait for, by name; empty: it waits for the employee alone."""
    absent = signs_for(staff, draft.case, draft.writers)
    return absent.full_name if absent else ""


def _asked(desk: Desk) -> None:
    rows = []
    for row in worklist.asked_of(desk.staff):
        verb, label = ("give_statement", _("Give your statement"))
        due, what, made = row.due, row.question, row.asked_at
        if row.finding_shown_at:
            verb, label, what = "reply_to_finding", _("Reply to the finding"), row.finding
            due, made = row.reply_due or row.due, row.finding_shown_at
        url = f"{reverse('desk:case_verb', args=[row.case.ref, verb])}?on={row.pk}"
        behalf = behalf_of(desk.staff, row.of_staff)
        # What somebody says about themselves nobody says for them: whoever looks after them opens the complaint.
        step = look_at(row.case) if behalf else NextStep(label, url)
        line = promised(row.case, made, due, step)
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
                behalf=behalf,
            )
        )
    desk.add("asked", _("Asked of me"), rows)


def _returned(desk: Desk) -> None:
    rows = []
    for draft in replies.returned_to(desk.staff):
        step = NextStep(_("Rewrite the reply"), reverse("desk:reply", args=[draft.case.ref]))
        said = f"{draft.returned_by.full_name if draft.returned_by else ''}: {quoted(draft.returned_note)}"
        behalf = behalf_of(desk.staff, draft.author)
        when = day_and_time(draft.changed_at)
        rows.append(Line(draft.case, step, said, mark=_("Letter"), when=when, behalf=behalf))
    desk.add("returned", _("Returned to me"), rows)
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
            behalf=behalf_of(desk.staff, d.case.owner) or behalf_of(desk.staff, d.author),
        )
        for d in replies.ready_to_send(desk.staff)[:ROWS]
    ]
    desk.add("ready", _("Signed, to send"), ready)


def _changes(desk: Desk) -> None:
    near = today()
    rows = []
    for action in open_actions(desk.staff).filter(
        owner__in=standing(desk.staff).answers_for, due__lte=near + timedelta(days=7)
    )[:ROWS]:
        late = action.due < near
        url = f"{reverse('desk:case_verb', args=[action.cause.case.ref, 'finish_corrective_action'])}?on={action.pk}"
        when = dates.short_date(action.due, language(), near=near)
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
                behalf=behalf_of(desk.staff, action.owner),
            )
        )
    desk.add("changes", _("Changes due"), rows)


def _notices(desk: Desk) -> None:
    due = [line.case for group in desk.groups if group.name == "promises" for line in group.lines]
    shown = {case.pk for case in due if case}
    alarms: list[Line] = alarm(desk.staff)
    news: list[Line] = []
    told: set[tuple[object, str]] = set()
    for notice in worklist.unseen_notices(desk.staff):
        if (notice.case_id, notice.kind) in told or (
            notice.kind.startswith("promise") and notice.case_id in shown
        ):
            continue
        told.add((notice.case_id, notice.kind))
        line = _notice(notice)
        (alarms if notice.kind in ALARMS else news).append(line)
    desk.add("alarms", _("Alarms"), alarms[:ROWS])
    desk.add("news", _("News"), news[:ROWS])


def _notice(notice: Notice) -> Line:
    facts = {k: _moment(v) for k, v in notice.facts.items()}
    alarm = notice.kind in ALARMS
    step = look_at(notice.case)
    if notice.kind == "mentioned":
        step = NextStep(_("Read it"), f"{step.url}#message-{notice.facts.get('message', '')}")
    return Line(
        notice.case,
        step,
        sentence(notice.kind, facts),
        mark=_("Alarm") if alarm else _("News"),
        when=day_and_time(notice.at),
        when_tone="over-t" if alarm else "",
        behalf=str(notice.facts.get("for", "")),
    )


def _moment(value: object) -> object:
    try:
        return (
            day_and_time(datetime.fromisoformat(value)) if isinstance(value, str) and "T" in value else value
        )
    except ValueError:
        return value
