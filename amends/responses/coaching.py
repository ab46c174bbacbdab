"""The coach beside a reply: what the case knows of it, what was found in which block, what stays against its advice (M24)."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from amends.cases.models import Case, Message, Promise, Remedy
from amends.coach import CaseKnown, Finding, PromisedRemedy, TooLong, read
from amends.coach.catalogue import rules
from amends.coach.ease import Ease, ease_of
from amends.coach.finding import Severity
from amends.coach.instead import Instead, instead
from amends.coach.known import Verdict
from amends.coach.reply import Reply
from amends.coach.rules.too_long.rule import kind_length
from amends.language.folding import fold
from amends.people.queries import company
from amends.procedure.calendar import BusinessCalendar
from amends.procedure.moment import now
from amends.responses.coach_ready import be_ready
from amends.responses.models import Block, Draft
from amends.responses.places import open_places
from amends.responses.variables import VARIABLES

VERDICTS: Mapping[str, Verdict] = {
    "justified": "justified",
    "partly": "justified",
    "not_justified": "not_justified",
    "not_ours": "not_ours",
}
LOOKING_AHEAD = 200  # days; a reply promises nothing later
NOT_LETTERS = frozenset({"C304"})  # asked of interim news, not of the reply that ends a case


@dataclass(frozen=True)
class Placed:
    """A finding in one block: `start` and `end` in characters of the block's text; `reason` why it stays, if it does."""

    finding: Finding
    block: Block | None
    start: int
    end: int
    key: str
    better: Instead | None
    reason: str = ""

    @property
    def stops(self) -> bool:
        return self.finding.severity == "stop" and not self.reason


def known_of(
    case: Case, complaint: Message | None, promises: Iterable[Promise], remedies: Iterable[Remedy]
) -> CaseKnown:
    """What the coach may hold a reply against; no promise and no remedy where none is open."""
    calendar = case.team.calendar
    today = calendar.local(now()).date()
    due = [calendar.local(p.due).date() for p in promises if p.is_open and p.to_customer]
    offered = [r for r in remedies if r.amount is not None and not r.refused_at and not r.cancelled_at]
    return CaseKnown(
        customer_name=case.customer.full_name,
        verdict=VERDICTS.get(case.verdict, "pending"),
        complaint=complaint.own_text if complaint else "",
        organisation=company().name,
        promised=max(due) if due else None,
        today=today,
        days_off=_days_off(calendar, today),
        remedies=tuple(PromisedRemedy(r.what, r.amount, company().currency) for r in offered),
    )


def _days_off(calendar: BusinessCalendar, today: date) -> frozenset[date]:
    days = (today + timedelta(days=ahead) for ahead in range(LOOKING_AHEAD))
    return frozenset(day for day in days if not calendar.is_working_day(day))


Grave = tuple[tuple[str, Severity | None], ...]


def _grave() -> Grave:
    """What this installation made graver, milder or silent."""
    chosen = company().coach_severities
    return tuple(sorted((code, None if grave == "off" else grave) for code, grave in chosen.items()))


@lru_cache(maxsize=512)
def _read(text: str, lang: str, known: CaseKnown, grave: Grave) -> tuple[tuple[Finding, ...], Reply | None]:
    try:
        return tuple(read(text, lang, known, dict(grave))), Reply(text, lang)
    except TooLong:
        return (), None


def any_stops() -> bool:
    """Whether any rule stops a reply here."""
    chosen = company().coach_severities
    return any(chosen.get(rule.code, rule.severity) == "stop" for rule in rules())


def coached(draft: Draft, blocks: Sequence[Block], known: CaseKnown) -> list[Placed]:
    """Every finding of a reply with its block; what is missing from the whole letter belongs to none. Raises GettingReady.

    What a gap asks for is no word of the letter; that it is open keeps the reply from its signature by itself.
    """
    be_ready(draft.language, "reply")
    starts, text = _joined(blocks)
    findings, reply = _read(text, draft.language, known, _grave())
    gaps = open_places(text, VARIABLES)
    found = []
    for finding in findings:
        in_a_gap = any(gap.start <= finding.start < finding.end <= gap.end for gap in gaps)
        if finding.code in NOT_LETTERS or in_a_gap:
            continue
        block, start = _block_at(blocks, starts, finding)
        better = instead(finding, draft.language, reply.sentences, known) if reply and block else None
        moved = Instead(better.start - start, better.end - start, better.text) if better else None
        key = key_of(finding, text)
        places = (finding.start - start, finding.end - start) if block else (0, 0)
        found.append(Placed(finding, block, *places, key, moved, draft.overrides.get(key, "")))
    return found


@dataclass(frozen=True)
class Measured:
    """The letter as one text; its words, up to how many are kind, and how easy they are to read."""

    text: str
    words: int
    most: int
    ease: Ease | None


def measured(draft: Draft, blocks: Sequence[Block]) -> Measured:
    """Needs nothing that is learnt."""
    return _measured(_joined(blocks)[1], draft.language)


@lru_cache(maxsize=256)
def _measured(text: str, lang: str) -> Measured:
    try:
        reply = Reply(text, lang)
    except TooLong:
        return Measured(text, len(text.split()), kind_length(lang), None)
    return Measured(text, reply.word_count, kind_length(lang), ease_of(reply))


def coached_words(text: str, lang: str) -> list[Placed]:
    """What the coach says of words that are no letter, such as what is agreed on the phone: of how they are put alone.

    Raises GettingReady.
    """
    be_ready(lang, "reply")
    try:
        findings = read(text, lang, None, dict(_grave()), is_reply=True)
        reply = Reply(text, lang)
    except TooLong:
        return []
    return [
        Placed(f, None, f.start, f.end, key_of(f, text), instead(f, lang, reply.sentences))
        for f in findings
        if f.start < f.end
    ]


def _joined(blocks: Sequence[Block]) -> tuple[list[int], str]:
    """The letter as one text, and where each block begins in it."""
    starts, text = [], ""
    for block in blocks:
        text += "\n\n" if text else ""
        starts.append(len(text))
        text += block.text
    return starts, text


def _block_at(blocks: Sequence[Block], starts: Sequence[int], finding: Finding) -> tuple[Block | None, int]:
    if finding.end <= finding.start:
        return None, 0
    for block, start in reversed(list(zip(blocks, starts, strict=True))):
        if start <= finding.start:
            return block, start
    return None, 0


def key_of(finding: Finding, text: str) -> str:
    """What a reason to keep one's words is remembered by: the rule and those words, wherever they move."""
    words = " ".join(fold(text[finding.start : finding.end]).split())
    return f"{finding.code}-{hashlib.sha256(words.encode()).hexdigest()[:8]}" if words else finding.code


def missing_codes(found: Iterable[Placed]) -> set[str]:
    """The rules of what must be there that the letter does not keep yet."""
    return {each.finding.code for each in found if each.block is None and not each.reason}
