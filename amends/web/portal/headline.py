"""What stands largest on the page: the date by which the customer hears from us, or how it ended."""

import re
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from amends.cases.models import Case, Promise
from amends.channels.first_answer import zone_for
from amends.language import dates
from amends.procedure.moment import now
from amends.web.promise_line import PromiseLine, line_for


@dataclass(frozen=True)
class Headline:
    """`date_words` is the large part; the line and its ends are empty where nothing is owed any more."""

    lead: str
    date_words: SafeString | str
    then: str = ""
    line: PromiseLine | None = None
    began: str = ""
    ends: str = ""


def whole(words: str) -> SafeString:
    """In two pieces that never break inside: up to the number of the day, and from there."""
    parts = [part.strip() for part in re.split(r"(?=\d)", words, maxsplit=1)]
    return format_html_join(" ", '<span class="nowrap">{}</span>', ((part,) for part in parts if part))


def day_words(moment: datetime, zone: ZoneInfo, lang: str, form: str = "by") -> str:
    """A day in words, with its year only where it is not this one."""
    day = moment.astimezone(zone).date()
    year = day.year != now().astimezone(zone).year
    say = {"by": dates.by_date, "on": dates.on_date, "plain": dates.long_date}[form]
    return say(day, lang, year=year)


def headline(case: Case, promises: list[Promise], lang: str) -> Headline:
    zone = zone_for(case)
    open_ones = [p for p in promises if p.to_customer and p.is_open]
    if case.is_open and open_ones:
        return _promised(case, min(open_ones, key=lambda p: p.due), zone, lang)
    late = [p for p in promises if p.to_customer and p.broken_at and not p.replaced_by_id]
    if case.is_open and late and not case.answered_at:
        return _late(case, late[-1], zone, lang)
    return _ended(case, zone, lang)


def _ends(case: Case, promise: Promise, zone: ZoneInfo, lang: str) -> dict[str, str]:
    """The words under both ends of the line."""
    first, last = (
        dates.short_date(at.astimezone(zone).date(), lang, near=now().date())
        for at in (promise.made_at, promise.due)
    )
    wrote = promise.made_at <= case.received_at
    began = _("You wrote to us: %(date)s") if wrote else _("We promised it: %(date)s")
    return {"began": began % {"date": first}, "ends": last}


def _promised(case: Case, promise: Promise, zone: ZoneInfo, lang: str) -> Headline:
    at = now()
    if promise.due < at:
        return _late(case, promise, zone, lang)
    values = {
        "time": dates.short_time(promise.due, lang, zone),
        "left": dates.duration_words(_rounded((promise.due - at).total_seconds()), lang),
    }
    return Headline(
        lead=_("What you agreed to is done") if promise.kind == "remedy" else _("You hear from us"),
        date_words=whole(day_words(promise.due, zone, lang)),
        then=_("Before %(time)s. Time left: %(left)s.") % values,
        line=line_for(promise.made_at, promise.due, at, zone),
        **_ends(case, promise, zone, lang),
    )


def _rounded(seconds: float) -> float:
    """Whole days or whole hours: nobody waits by the minute for a date days away."""
    for size in (86400, 3600):
        if seconds >= size:
            return seconds // size * size
    return seconds


def _late(case: Case, promise: Promise, zone: ZoneInfo, lang: str) -> Headline:
    remedy = promise.kind == "remedy"
    return Headline(
        lead=_("We had promised that what you agreed to is done")
        if remedy
        else _("We had promised that you hear from us"),
        date_words=whole(day_words(promise.due, zone, lang)),
        then=_("We are late, and we are sorry. Those responsible know it."),
        line=line_for(promise.made_at, promise.due, now(), zone),
        **_ends(case, promise, zone, lang),
    )


def _ended(case: Case, zone: ZoneInfo, lang: str) -> Headline:
    def on(moment: datetime | None) -> SafeString | str:
        return whole(day_words(moment, zone, lang, "on")) if moment else ""

    if case.stage == "withdrawn":
        return Headline(_("You took your complaint back"), on(case.closed_at))
    if case.stage == "transferred":
        then = _("You hear from them now: %(body)s.") % {"body": case.transferred_to}
        return Headline(_("We passed your complaint on"), on(case.closed_at), then)
    if case.stage in ("answered", "closed") and case.outcome == "solved_on_the_spot":
        return Headline(_("We put it right with you"), on(case.answered_at))
    if case.stage in ("answered", "closed"):
        return Headline(_("We answered you"), on(case.answered_at))
    return Headline(
        _("We have your complaint since"), whole(day_words(case.received_at, zone, lang, "plain"))
    )
