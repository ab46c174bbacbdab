"""Dates, languages, verdicts and promises as the pages show them."""

from datetime import date, datetime, timedelta, tzinfo
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from django import template
from django.forms import BaseForm, BoundField, CheckboxInput, CheckboxSelectMultiple, FileInput, RadioSelect
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, get_language_info
from django.utils.translation import gettext_lazy as _

from amends.language import dates
from amends.language.numbers import whole
from amends.language.own_names import OWN_NAMES
from amends.people.models import Role
from amends.procedure import moment
from amends.web import promise_line as lines
from amends.web.evidence import Mark
from amends.web.evidence import paragraphs as as_paragraphs
from amends.web.linked import linked as as_linked

register = template.Library()

VERDICTS: dict[str, tuple[str, str | Promise]] = {
    "justified": ("justified", _("Justified")),
    "partly": ("partly", _("Partly")),
    "partly_justified": ("partly", _("Partly")),
    "not_justified": ("not-justified", _("Not justified")),
    "not_ours": ("not-ours", _("Not ours")),
    "": ("open", _("To decide")),
}
STATES: dict[str, str | Promise] = {
    "calm": _("Calm"),
    "irritated": _("Irritated"),
    "aggressive": _("Aggressive"),
}

# Beside the Latin letters every page has: the file with the letters of a language.
LETTERS = {
    "sk": "latin-extended",
    "lv": "latin-extended",
    "ro": "latin-extended",
    "bg": "cyrillic",
    "th": "thai",
}


def _lang(lang: str = "") -> str:
    return lang or (get_language() or "en").split("-")[0]


def _zone(zone: str | tzinfo | None = None) -> tzinfo:
    return ZoneInfo(zone) if isinstance(zone, str) and zone else zone or timezone.get_current_timezone()


def _day(value: date | datetime, zone: tzinfo) -> date:
    return value.astimezone(zone).date() if isinstance(value, datetime) else value


def _today() -> date:
    return _day(moment.now(), _zone())


@register.simple_tag
def fonts_of_page() -> list[str]:
    """The font files the words of this page need: asked for with the style sheets they are there when it is drawn."""
    names = ["latin", LETTERS.get(_lang(), "")]
    return [f"fonts/noto-sans-{name}.woff2" for name in names if name]


@register.filter
def short_moment(value: datetime | None) -> str:
    """As the desk says it, in the employee's language and zone: "Fri 20 Nov, 12:00"."""
    return dates.short_date_time(value, _lang(), _zone(), near=_today()) if value else ""


@register.filter
def short_day(value: date | datetime | None) -> str:
    """ "Fri 20 Nov", with the year when it is another."""
    return dates.short_date(_day(value, _zone()), _lang(), near=_today()) if value else ""


@register.filter
def clock_time(value: datetime | None) -> str:
    return dates.clock(value.astimezone(_zone()), _lang()) if value else ""


@register.filter
def long_date(value: date | datetime | None, lang: str = "") -> str:
    """In full words: "Friday, 20 November"."""
    return dates.long_date(_day(value, _zone()), _lang(lang)) if value else ""


@register.filter
def long_moment(value: datetime | None, lang: str = "") -> str:
    return dates.long_date_time(value, _lang(lang), _zone()) if value else ""


@register.simple_tag
def promised_date(value: date | datetime, lang: str = "", zone: str = "") -> SafeString:
    """The date in full words, in two pieces that never break inside: the weekday, and day with month."""
    words = dates.long_date(_day(value, _zone(zone)), _lang(lang)).split(" ", 1)
    return format_html_join(" ", '<span class="nowrap">{}</span>', ((word,) for word in words))


@register.simple_tag
def promised_moment(value: datetime, lang: str = "", zone: str = "") -> str:
    return dates.long_date_time(value, _lang(lang), _zone(zone))


@register.filter
def one_stop(sentence: str) -> str:
    return dates.one_stop(sentence)


@register.filter
def nowrap(value: object) -> SafeString:
    return format_html('<span class="nowrap">{}</span>', value)


@register.filter
def address(value: str) -> SafeString:
    """A mail address that breaks before its @ where it must."""
    return format_html_join(mark_safe("<wbr>@"), "{}", ((part,) for part in value.split("@")))


@register.filter
def grouped(value: int) -> str:
    """A count as the language of the page writes it: "12,345"."""
    return whole(value, _lang())


@register.filter
def lang_name(code: str) -> str:
    """The language's name in the language of the page."""
    try:
        return str(get_language_info(code)["name_translated"])
    except KeyError:
        return code


@register.filter
def lang_own_name(code: str) -> str:
    return OWN_NAMES.get(code, code)


@register.filter
def duration(value: float | timedelta | None, lang: str = "") -> str:
    """ "7 h 20 min", for seconds or a span of time; its size alone, never a sign."""
    if value is None:
        return ""
    seconds = value.total_seconds() if isinstance(value, timedelta) else value
    return dates.duration_words(abs(int(seconds)), _lang(lang))


@register.filter
def time_left(due: datetime) -> timedelta:
    """Between now and `due`; pass it through `duration` for words."""
    return abs(due - moment.now())


@register.simple_tag
def promise_line(
    made: datetime,
    due: datetime,
    kept: object = None,
    replaced: object = None,
    paused: object = None,
    zone: str = "",
) -> lines.PromiseLine:
    """The line of a promise now; hand it to `parts/_promise_line.html`."""
    return lines.line_for(
        made, due, moment.now(), _zone(zone), kept=bool(kept), replaced=bool(replaced), paused=bool(paused)
    )


@register.simple_tag
def line_of(state: lines.State, used: int) -> lines.PromiseLine:
    """A line from figures already worked out."""
    return lines.PromiseLine(state, used)


@register.simple_tag
@lru_cache(maxsize=2048)
def drawn(line: lines.PromiseLine) -> SafeString:
    """The line as a picture: a list draws the same few over and over, so each is drawn once a process."""
    return render_to_string("parts/_promise_line.html", {"line": line})


@register.filter
def promise_words(state: str) -> str:
    """The word that stands beside the shape."""
    words: dict[str, str | Promise] = {
        "later": _("Later"),
        "due": _("Due"),
        "overdue": _("Overdue"),
        "kept": _("Kept"),
        "paused": _("Paused"),
        "replaced": _("Replaced"),
    }
    return str(words.get(state, state))


@register.filter
def promise_tone(state: str) -> str:
    """The text class of a state; only what is at risk has a colour."""
    return {"due": "due-t", "overdue": "over-t", "kept": "kept-t"}.get(state, "two")


@register.filter
def verdict_class(code: str | None) -> str:
    return VERDICTS.get(code or "", VERDICTS[""])[0]


@register.filter
def verdict_words(code: str | None) -> str:
    return str(VERDICTS.get(code or "", VERDICTS[""])[1])


@register.filter
def state_words(code: str | None) -> str:
    return str(STATES.get(code or "", code or ""))


@register.filter
def role_words(code: str) -> str:
    return str(dict(Role.choices).get(code, code))


@register.filter
def paragraphs(text: str | None) -> SafeString:
    return as_paragraphs(text or "")


@register.filter
def linked(text: str) -> SafeString:
    return as_linked(text)


@register.simple_tag
def evidence(text: str, marks: list[Mark]) -> SafeString:
    """Paragraphs with the customer's words marked where they carry a point."""
    return as_paragraphs(text, marks)


@register.filter
def field_kind(field: BoundField) -> str:
    """Which frame a form field is drawn in: tick, choices, file, date or line."""
    widget: Any = field.field.widget
    if isinstance(widget, RadioSelect | CheckboxSelectMultiple):
        return "choices"
    if isinstance(widget, CheckboxInput):
        return "tick"
    if str(getattr(widget, "input_type", "")).startswith("date"):
        return "date"
    return "file" if isinstance(widget, FileInput) else "line"


@register.simple_tag
def wrong_fields(form: object) -> list[BoundField]:
    """The fields of a form that were refused, in the order of the page; hidden ones have no place there."""
    fields = list(form) if isinstance(form, BaseForm) and form.is_bound else []
    return [field for field in fields if field.errors and not field.is_hidden]


@register.filter
def first_id(field: BoundField) -> str:
    """The id of what one fills in: of several choices the first."""
    return f"{field.auto_id}_0" if field_kind(field) == "choices" else str(field.id_for_label)
