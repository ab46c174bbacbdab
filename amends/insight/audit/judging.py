"""What is to be said of one conversation: answered, how fast, by whom, in what tone, solved or not."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from amends.coach import read
from amends.coach.reading import ReadReply
from amends.coach.scorer import LANGUAGES
from amends.insight.audit.conversation import Conversation, Said
from amends.insight.audit.personal import by_name, signed
from amends.insight.audit.solved import was_solved
from amends.language.identify import identify

DAY_BEGINS, NIGHT_BEGINS = 7, 22  # hours of the clock where the company is
READ_REPLIES = 5  # of a conversation; who writes more has shown the tone
READ_CHARACTERS = 20_000


@dataclass(frozen=True, slots=True)
class Judged:
    """None stands for what the file does not tell. `codes` are rules of the coach its replies break; `hours` go from
    the customer's first message to the first answer by a person; `month` is YYYY-MM.
    """

    company: str
    branch: str
    month: str
    answered: bool | None
    hours: float | None = None
    by_night: bool | None = None
    by_name: bool | None = None
    signed: bool | None = None
    codes: frozenset[str] | None = None
    solved: bool | None = None


def judge(conversation: Conversation, zone: ZoneInfo) -> Judged:
    first, replies = conversation.said[0], conversation.replies
    lang = language_of(conversation, replies)
    reply = ReadReply(replies[0].text[:READ_CHARACTERS], lang or "", is_reply=True) if replies else None
    return Judged(
        company=conversation.company,
        branch=conversation.branch,
        month=f"{first.at.astimezone(zone):%Y-%m}" if first.at else "",
        answered=bool(replies) if conversation.begun else None,
        hours=hours_between(first, replies[0], zone) if replies and conversation.begun else None,
        by_night=is_night(first, zone) if conversation.begun else None,
        by_name=by_name(reply, conversation.customer) if reply else None,
        signed=any_signed(replies, reply, conversation.customer) if reply else None,
        codes=tone(replies, lang) if replies and lang else None,
        solved=was_solved(conversation, lang) if lang and conversation.begun else conversation.solved,
    )


def language_of(conversation: Conversation, replies: list[Said]) -> str:
    """Of the replies, else of what they answer; empty when it is none the coach reads."""
    if conversation.lang:
        return conversation.lang if conversation.lang in LANGUAGES else ""
    heard = " ".join(each.text for each in conversation.said if not each.by_company)
    asked = identify(heard, LANGUAGES)
    return identify(" ".join(each.text for each in replies), LANGUAGES, asked) or asked or ""


def any_signed(replies: list[Said], first: ReadReply, customer: str) -> bool:
    """A reply in two parts is signed under the last."""
    if signed(first, customer):
        return True
    later = replies[1:READ_REPLIES]
    return any(
        signed(ReadReply(each.text[:READ_CHARACTERS], first.lang, is_reply=True), customer) for each in later
    )


def hours_between(asked: Said, answered: Said, zone: ZoneInfo) -> float | None:
    """Whole days where one of the two has no time of day; None where a date is missing or the answer came before."""
    if asked.at is None or answered.at is None:
        return None
    if asked.to_the_minute and answered.to_the_minute:
        passed = answered.at - asked.at
    else:
        passed = timedelta(days=(day_of(answered.at, zone) - day_of(asked.at, zone)).days)
    return passed.total_seconds() / 3600 if passed >= timedelta(0) else None


def day_of(at: datetime, zone: ZoneInfo) -> datetime:
    return at.astimezone(zone).replace(hour=0, minute=0, second=0, microsecond=0, tzinfo=None)


def is_night(said: Said, zone: ZoneInfo) -> bool | None:
    if said.at is None or not said.to_the_minute:
        return None
    return not DAY_BEGINS <= said.at.astimezone(zone).hour < NIGHT_BEGINS


def tone(replies: list[Said], lang: str) -> frozenset[str]:
    """The rules of phrases that the replies break; those of what a case makes necessary need more than a file tells."""
    return frozenset(
        finding.code
        for each in replies[:READ_REPLIES]
        for finding in read(each.text[:READ_CHARACTERS], lang, is_reply=True)
    )
