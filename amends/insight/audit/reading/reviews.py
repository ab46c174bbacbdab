"""Reviews with the company's answers, as JSON: a list, an object with one, or an object a line."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.translation import gettext_lazy as _

from amends.channels.bulk.days import Order
from amends.insight.audit.conversation import Conversation, Material, Said
from amends.insight.audit.reading import LARGEST_JSON, NoConversations, Reading
from amends.insight.audit.reading.moments import Moments
from amends.insight.audit.reading.names import by_company, meaning_of
from amends.insight.audit.reading.rows import LONGEST_NAME, conversation_of
from amends.language.safe_text import clean
from amends.people.refusal import Invalid

LISTS = ("reviews", "conversations", "complaints", "items", "data", "results")
MESSAGES = ("messages", "conversation", "thread")
DEEPEST = 3  # objects within objects that are looked into
PEOPLE = frozenset({"customer", "author", "company", "branch"})


def read(path: Path, how: Reading) -> Material:
    """Raises NoConversations for what is no JSON, or holds no reviews."""
    objects = objects_in(path)
    records = [(number, one, flat(one)) for number, one in enumerate(objects, 1) if isinstance(one, dict)]
    if not any("text" in found or _messages(one) for _number, one, found in records):
        raise NoConversations(_("The file holds no reviews: no object in it has a `text` and a `reply`."))
    moments = Moments(ZoneInfo(how.zone), day_first(records, how))
    material = Material()
    for number, one, found in records:
        try:
            messages = _messages(one)
            conversation = talk(messages, found, moments, how) if messages else None
            material.conversations.append(conversation or conversation_of(found, moments, how))
        except Invalid as wrong:
            material.problem(number, wrong.sentence())
    return material


def objects_in(path: Path) -> list[Any]:
    if path.stat().st_size > LARGEST_JSON:
        raise NoConversations(_("The file is too large to be read as JSON. Save it as CSV."))
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as wrong:
        raise NoConversations(
            _("The file is not UTF-8 text (at byte %(place)d)."), place=wrong.start
        ) from None
    try:
        return listed(json.loads(text))
    except RecursionError:
        raise NoConversations(_("The file is nested too deeply to be read.")) from None
    except ValueError as wrong:
        return list(lines_of(text, str(wrong)))


def lines_of(text: str, reason: str) -> Iterator[Any]:
    """JSON Lines; if the first line is none either, the whole was meant to be one document."""
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            yield json.loads(line)
        except (ValueError, RecursionError):
            whole = reason if number == 1 else str(_("line %(line)d") % {"line": number})
            raise NoConversations(_("The file is no valid JSON: %(reason)s."), reason=whole) from None


def listed(found: Any) -> list[Any]:
    if isinstance(found, dict):
        return next((found[name] for name in LISTS if isinstance(found.get(name), list)), [found])
    return found if isinstance(found, list) else []


def flat(one: dict[str, Any], depth: int = 0) -> dict[str, str]:
    """Values by their meaning. An answer may be an object with words and date of its own; so may its writer."""
    found: dict[str, str] = {}
    for name, value in one.items():
        meaning = meaning_of(name)
        if isinstance(value, list) and name == "comments" and depth < DEEPEST:
            for part in value:
                if isinstance(part, dict):
                    found |= flat(part, depth + 1)
        elif isinstance(value, dict):
            if meaning and depth < DEEPEST:
                found |= within(meaning, value, depth)
        elif meaning and value is not None and not isinstance(value, list):
            found.setdefault(meaning, clean(str(value)).strip())
    return found


def within(meaning: str, value: dict[str, Any], depth: int) -> dict[str, str]:
    """What an object says that stands for one value."""
    if "seconds" in value:
        return {meaning: str(value["seconds"])}
    inner = flat(value, depth + 1)
    if meaning == "reply":
        dated = inner.get("replied") or inner.get("received")
        return {"reply": inner.get("text", inner.get("reply", ""))} | ({"replied": dated} if dated else {})
    if meaning == "text":
        return {key: inner[key] for key in ("text", "received", "language") if key in inner}
    if meaning in PEOPLE:
        name = inner.get(meaning) or inner.get("customer") or inner.get("author", "")
        return {meaning: name} if name else {}
    return {}


def _messages(one: dict[str, Any]) -> list[dict[str, str]]:
    """The messages of an object that holds a whole conversation, each with who speaks."""
    parts: list[Any] = next((one[name] for name in MESSAGES if isinstance(one.get(name), list)), [])
    found = [flat(part) for part in parts if isinstance(part, dict)]
    return [each for each in found if each.get("text") and speaker(each) is not None]


def speaker(found: dict[str, str]) -> bool | None:
    """Whether the company speaks; some write the side where others write a name."""
    side = by_company(found)
    return by_company({"direction": found.get("author", "")}) if side is None else side


def talk(
    messages: list[dict[str, str]], found: dict[str, str], moments: Moments, how: Reading
) -> Conversation | None:
    said = [
        Said(each["text"], bool(speaker(each)), *moments.read(each.get("received", ""))) for each in messages
    ]
    frame = conversation_of({**found, "text": said[0].text, "reply": ""}, moments, how)
    frame.said, frame.begun = said, not said[0].by_company
    frame.customer = frame.customer[:LONGEST_NAME]
    return frame


def day_first(records: list[tuple[int, dict[str, Any], dict[str, str]]], how: Reading) -> bool:
    if how.day_first is not None:
        return how.day_first
    order = Order()
    for _number, _one, found in records:
        for meaning in ("received", "replied"):
            order.see(found.get(meaning, ""))
    return order.is_day_first
