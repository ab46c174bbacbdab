"""What the page of parts shows: each template of the pages with every state it can be in, filled with one company's day.

Nothing here is read from the database. A caption names the state as the template's context does; the words are those of
the page's language, and what a customer wrote keeps its own.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from amends.language import dates
from amends.procedure.moment import now
from amends.web.desk.case_shown import OVERRUN
from amends.web.desk.lines import Day, day_and_time, how_far, language
from amends.web.desk.style_case import (
    ANSWER,
    LATE,
    SCRATCHED,
    buttons,
    case_of_sample,
    files,
    messages,
    points,
    rows,
    way,
)
from amends.web.desk.style_forms import fields, notes
from amends.web.desk.style_frame import Sample, Section, of_desk, part
from amends.web.promise_line import PromiseLine, State
from amends.web.templatetags.amends_tags import STATES, VERDICTS, promise_tone, promise_words, short_moment

COURSES: tuple[State, ...] = ("later", "due", "overdue")


def sections(pages: str = "desk") -> list[Section]:
    """Every part of those pages, `desk` or `customer`, in every state, said in the language in force now."""
    return _of_customer() if pages == "customer" else _of_desk()


def _of_customer() -> list[Section]:
    return [
        Section(_("Promises"), [_date(), *_lines()]),
        Section(_("What is said"), [*notes(), *_live()]),
        Section(_("Nothing there"), list(_empty())),
        Section(_("Fields"), list(fields())),
    ]


def _of_desk() -> list[Section]:
    case = case_of_sample()
    return [
        Section(_("Next step"), list(_steps())),
        Section(_("Promises"), list(_lines())),
        Section(_("Verdict"), list(_verdicts())),
        Section(_("The coach"), list(_findings())),
        Section(_("What is said"), [*notes(), *_live()]),
        Section(_("Nothing there"), list(_empty())),
        Section(_("Fields"), list(fields())),
        Section(_("Files"), [part("file", one.kind, one=one) for one in files()]),
        Section(_("Days ahead"), [_week(), part("mark")]),
        Section(
            _("Lines of work"), [of_desk("row", state, **context) for state, context in rows(case)], True
        ),
        Section(_("The promises so far"), list(_courses()), True),
        Section(_("Points of the complaint"), list(points(case)), True),
        Section(_("Message"), list(messages()), True),
        Section(_("Where it stands"), [of_desk("way", way=way()), of_desk("steps", groups=buttons())], True),
        Section(_("Changed meanwhile"), [_lost()], True),
    ]


def _steps() -> Iterator[Sample]:
    label, url = _("Decide a point"), "#"
    yield part("next_step", "solid, key", label=label, url=url, solid=True, key="d")
    yield part("next_step", "solid, small", label=label, url=url, solid=True, small=True)
    yield part("next_step", "", label=label, url=url)
    yield part("next_step", "post", label=_("Send the message"), url="", post=True, solid=True)
    yield part(
        "next_step", "refused", label=_("Sign"), refused=_("Somebody who took no part in what went wrong.")
    )


USED: dict[State, int] = {"later": 38, "due": 86, "overdue": 140, "kept": 100, "paused": 52, "replaced": 60}


def _lines() -> Iterator[Sample]:
    for state, used in USED.items():
        yield part("promise_line", state, line=PromiseLine(state, used), beside=promise_words(state))


def _courses() -> Iterator[Sample]:
    for state in COURSES:
        used = OVERRUN if state == "overdue" else USED[state]
        yield part("promise_course", state, line=PromiseLine(state, used), **_course(now(), state))


def _date() -> Sample:
    at = now()
    due = at + timedelta(days=3)
    return part(
        "promise_date",
        lead=_("You hear from us"),
        due=due,
        lang=language(),
        then=how_far(due),
        line=PromiseLine("later", 38),
        began=short_moment(at - timedelta(days=2)),
        ends=short_moment(due),
    )


def _course(at: datetime, state: str) -> dict[str, Any]:
    due = at + timedelta(days={"later": 3, "due": 0, "overdue": -1}[state], hours=1)
    ticks = [
        {
            "place": place,
            "state": before,
            "words": day_and_time(at - timedelta(days=days)),
            "under": promise_words(before),
        }
        for place, before, days in ((15, "kept", 9), (40, "replaced", 6), (65, "plain", 4))
    ]
    return {
        "first": {"words": short_moment(at - timedelta(days=12)), "under": ""},
        "ticks": ticks,
        "end": {"words": short_moment(due), "under": how_far(due), "tone": promise_tone(state)},
    }


def _verdicts() -> Iterator[Sample]:
    for verdict in VERDICTS:
        yield part("verdict", verdict or "empty", verdict=verdict)
    for state in STATES:
        yield part("state", state, state=state)
    yield part("point_number", "", number=1, url="")
    yield part("point_number", "on", number=2, on=True, url="")
    yield part("point_number", "url", number=3, url="#")


def _findings() -> Iterator[Sample]:
    finding = {
        "id": "sample",
        "why": _("Promise what you do, not how it ends."),
        "say": ANSWER,
        "say_lang": "sk",
        "gloss": _("In the customer's language; the remedy and the question are added."),
        "rule": "M12",
        "rule_url": "#",
        "take_url": "#",
        "keep_url": "#",
    }
    for severity in ("stop", "hint"):
        for opened in (True, False):
            state = f"{severity}, {'open' if opened else 'one line'}"
            yield part("finding", state, finding=finding | {"severity": severity}, open=opened)
    yield part(
        "finding",
        "hint, removes",
        finding=finding | {"severity": "hint", "say": "", "removes": True},
        open=True,
    )
    yield part("finding", "taken", finding=finding | {"outcome": "taken", "undo_url": "#"})
    yield part("finding", "mine", finding=finding | {"outcome": "mine"})


def _live() -> Iterator[Sample]:
    sentence = _("Somebody settled this mail meanwhile.")
    yield part("live_change", "", sentence=sentence, url="")
    yield part("live_change", "url", sentence=sentence, url="#")


def _empty() -> Iterator[Sample]:
    fact = _("No promise falls due today.")
    yield part("empty", "fact", fact=fact)
    yield part("empty", "then", fact=fact, then=_("Choose another filter, or go back to Today."))
    yield part("empty", "url", fact=fact, then="", url="#", label=_("Go to Today"))


def _week() -> Sample:
    days = [
        Day(dates.weekday_and_day(localtime(now()).date() + timedelta(days=n), language()), 2 - n, n, n + 1)
        for n in range(3)
    ]
    return of_desk("week", "overdue, due, later", desk={"week": days})


def _lost() -> Sample:
    return part(
        "lost_update",
        "both",
        sentence=_(
            "Somebody changed this meanwhile. Both texts are shown; keep what is right and save again."
        ),
        url="",
        name="sample",
        mine=LATE,
        mine_at=day_and_time(now()),
        theirs=SCRATCHED,
        theirs_by="Peter Novák",
        theirs_at=day_and_time(now() - timedelta(minutes=1)),
        both=True,
    )
