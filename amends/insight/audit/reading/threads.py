"""Messages that name the one they answer, such as tweets, put together to conversations."""

import html
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from django.utils.translation import gettext_lazy as _

from amends.insight.audit.conversation import Conversation, Said
from amends.insight.audit.reading.moments import Moments
from amends.insight.audit.reading.names import by_company
from amends.insight.audit.reading.rows import LONGEST_NAME
from amends.people.refusal import Invalid

MENTIONS = re.compile(r"^(?:@\w+[\s,:]+)+")
MENTION = re.compile(r"@(\w+)")
LONG_AGO = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Message:
    """`by_company` is None where only the place in the conversation tells: who began it is the customer."""

    key: str
    answers: str
    text: str
    author: str
    by_company: bool | None
    company: str
    branch: str
    at: datetime | None
    to_the_minute: bool

    @classmethod
    def of(cls, found: dict[str, str], moments: Moments) -> "Message":
        """Of values by their meaning. Raises Invalid for a row without identifier or words, or a date that is none."""
        at, to_the_minute = moments.read(found.get("received", ""))
        key, text = normal_key(found.get("id", "")), html.unescape(found.get("text", ""))
        if not key or not text:
            raise Invalid(_("no identifier or no words"))
        return cls(
            key=key,
            answers=normal_key(found.get("in_reply_to", "")),
            text=text,
            author=found.get("author", ""),
            by_company=by_company(found),
            company=found.get("company", "")[:LONGEST_NAME],
            branch=found.get("branch", "")[:LONGEST_NAME],
            at=at,
            to_the_minute=to_the_minute,
        )


def normal_key(text: str) -> str:
    """Programs that take a column with gaps for figures write 318645 as 318645.0."""
    return text.strip().removesuffix(".0")


def threads(messages: Iterable[Message], company: str = "") -> list[Conversation]:
    """In the order in which they begin in the file. `company` names it where no message does."""
    known = {message.key: message for message in messages}
    roots: dict[str, str] = {}
    found: dict[str, list[Message]] = {}
    for message in known.values():
        found.setdefault(root_of(message, known, roots), []).append(message)
    companies = {one.author.casefold(): one.author for one in known.values() if one.by_company and one.author}
    made = [conversation(known[root], members, companies, company) for root, members in found.items()]
    return [one for one in made if one is not None]


def root_of(message: Message, known: dict[str, Message], roots: dict[str, str]) -> str:
    """Where the chain of answers begins in the file; one that runs in a circle begins where it was entered."""
    way: dict[str, None] = {}
    key = message.key
    while key not in roots:
        way[key] = None
        before = known[key].answers
        if before not in known or before in way:
            break
        key = before
    root = roots.get(key, key)
    roots.update(dict.fromkeys(way, root))
    return root


def conversation(
    root: Message, members: list[Message], companies: dict[str, str], company: str
) -> Conversation | None:
    """None where a company speaks without having been asked."""
    ordered = sorted(members, key=lambda one: (one is not root, one.at or LONG_AGO))
    sides = [one.by_company if one.by_company is not None else one.author != root.author for one in ordered]
    begun = not sides[0]
    if not begun and not root.answers:
        if all(sides):
            return None
        first = sides.index(False)
        ordered, sides, begun = ordered[first:], sides[first:], True
    said = [
        Said(MENTIONS.sub("", one.text) or one.text, ours, one.at, one.to_the_minute)
        for one, ours in zip(ordered, sides, strict=True)
    ]
    name = next((one.company for one in ordered if one.company), "") or company
    return Conversation(
        said,
        company=name or answering(ordered, sides, companies),
        branch=next((one.branch for one in ordered if one.branch), ""),
        begun=begun,
    )


def answering(ordered: list[Message], sides: list[bool], companies: dict[str, str]) -> str:
    """The company that answers, or that the customer calls by its name."""
    for one, ours in zip(ordered, sides, strict=True):
        if ours and one.author:
            return one.author[:LONGEST_NAME]
    mentioned = (name.casefold() for one in ordered for name in MENTION.findall(one.text))
    return next((companies[name] for name in mentioned if name in companies), "")[:LONGEST_NAME]
