"""What is blacked out in a copy for whoever asks what is kept about them: other people, never the customer themselves."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _

from amends.copies.whole import Whole
from amends.language.folded import folded
from amends.language.folding import fold
from amends.language.names_in_text import Known, NamesInText
from amends.language.personal_data import personal_data
from amends.people.models import Contact, Staff
from amends.procedure.words import ROLES

AT_MOST = 200  # passages a person adds or spares by hand
PHONE_DIGITS = 9  # the last ones of a number say whose it is, however its beginning is written


@dataclass(frozen=True, slots=True)
class Passage:
    """A place of a text, in characters, and the word that stands there instead."""

    start: int
    end: int
    label: str


@dataclass(frozen=True)
class Redaction:
    """What a person decided: why the copy is made, what goes in, which passages are blacked or spared by hand."""

    reason: str
    notes: bool = False
    statements: bool = True
    journal: bool = True
    files: tuple[str, ...] = ()  # keys of the files that go in; a file cannot be blacked out
    black: tuple[str, ...] = ()
    spare: tuple[str, ...] = ()

    @classmethod
    def from_plain(cls, plain: Mapping[str, Any]) -> "Redaction":
        lists = {name: tuple(plain.get(name, ())) for name in ("files", "black", "spare")}
        return cls(**{**plain, **lists})

    def plain(self) -> dict[str, Any]:
        return asdict(self)


class Cover:
    """Finds what is blacked out in the texts of one case. Labels are in the language in force when it is made."""

    def __init__(self, whole: Whole, redaction: Redaction) -> None:
        self.redaction = redaction
        self._whole = whole
        self._labels = {
            "account": _("account"),
            "national id": _("personal number"),
            "card": _("card"),
            "email": _("email"),
            "phone": _("phone"),
        }
        self._blacked = _("blacked out")
        self._names = NamesInText(list(self._people()), _names_of_the_customer(whole))
        self._black = [pattern for each in redaction.black if (pattern := _anywhere(each))]
        self._read: dict[
            tuple[str, str], list[Passage]
        ] = {}  # much of a conversation is quoted again and again
        self._spare = {fold(each).strip() for each in redaction.spare}

    def role_of(self, staff: Staff) -> str:
        """The role an employee has in this case's team, else the first they have anywhere."""
        team = self._whole.case.team_id
        held = sorted(staff.memberships.all(), key=lambda row: (row.team_id != team, row.pk))
        return _(ROLES[held[0].role]) if held and held[0].role in ROLES else _("Employee")

    def passages(self, text: str, lang: str) -> list[Passage]:
        """In order, without overlaps, and never what is spared."""
        found = [*self._data(text, lang), *self._named(text), *self._by_hand(text)]
        return _joined(
            [each for each in found if fold(text[each.start : each.end]).strip() not in self._spare]
        )

    def _data(self, text: str, lang: str) -> Iterator[Passage]:
        """Numbers are read as in every country the text may be from: a note names no language."""
        ours = self._whole.company.languages or ["en"]
        spoken = dict.fromkeys([lang, self._whole.case.language, ours[0]])
        for each in personal_data(text, *spoken):
            if _key(text[each.start : each.end]) not in self._kept:
                yield Passage(each.start, each.end, self._labels[each.kind])

    def _named(self, text: str) -> Iterator[Passage]:
        return (Passage(each.start, each.end, each.label) for each in self._names.find(text))

    def _by_hand(self, text: str) -> Iterator[Passage]:
        if not self._black:
            return
        whole = folded(text)
        for pattern in self._black:
            for match in pattern.finditer(whole.text):
                yield Passage(*whole.original(*match.span()), self._blacked)

    @cached_property
    def _kept(self) -> set[str]:
        """Addresses and numbers of the customer, of who speaks for them, and of the company."""
        case, company = self._whole.case, self._whole.company
        cards = [case.customer_id, *([case.representative_id] if case.representative_id else [])]
        values = [*Contact.objects.filter(customer__in=cards).values_list("value", flat=True)]
        values += [company.email, company.phone, case.team.email, case.team.phone]
        return {_key(value) for value in values if value}

    def _people(self) -> Iterator[Known]:
        """Employees who had a part in the case by any part of their name, all others by the whole of it."""
        whole, part = self._whole, _who_had_a_part(self._whole)
        for key, staff in whole.staff.items():
            yield Known(staff.full_name, self.role_of(staff), alone=key in part)
        theirs = {fold(name) for name in _names_of_the_customer(whole)}
        theirs |= {fold(staff.full_name) for staff in whole.staff.values()} | {fold(whole.company.name)}
        others = [row.of_name for row in whole.statements]
        others += [row.author_name for row in whole.messages if row.direction == "in"]
        others += [joined.customer.full_name for joined in whole.of_others]
        for name in dict.fromkeys(others):
            if name and fold(name) not in theirs:
                yield Known(name, _("another person"))


def _names_of_the_customer(whole: Whole) -> list[str]:
    people = [whole.case.customer, whole.case.representative]
    return [person.full_name for person in people if person]


def _who_had_a_part(whole: Whole) -> set[int]:
    """The keys of employees whom anything in the case names."""
    case = whole.case
    found = {case.owner_id, case.taken_by_id}
    found |= {row.author_staff_id for row in whole.messages}
    found |= {each for row in whole.statements for each in (row.of_staff_id, row.asked_by_id)}
    found |= {
        each for row in whole.remedies for each in (row.proposed_by_id, row.approved_by_id, row.done_by_id)
    }
    found |= {row.decided_by_id for row in whole.points}
    found |= {letter.signature.by_id for letter in whole.letters}
    found |= {action.owner_id for cause in whole.causes for action in cause.corrective_actions.all()}
    found |= {
        int(row.actor_id) for row in whole.entries if row.actor_kind == "staff" and row.actor_id.isdigit()
    }
    return {key for key in found if key is not None}


def _key(value: str) -> str:
    """An address or number in a form in which it can be compared."""
    if "@" in value:
        return value.casefold().strip()
    return re.sub(r"\D", "", value)[-PHONE_DIGITS:]


def _anywhere(passage: str) -> "re.Pattern[str] | None":
    """Finds a passage in folded text whatever spaces stand between its words."""
    words = fold(passage).split()
    return re.compile(r"\s+".join(map(re.escape, words))) if words else None


def _joined(found: Iterable[Passage]) -> list[Passage]:
    joined: list[Passage] = []
    for each in sorted(found, key=lambda each: (each.start, -each.end)):
        if joined and each.start < joined[-1].end:
            last = joined[-1]
            joined[-1] = Passage(last.start, max(last.end, each.end), last.label)
        else:
            joined.append(each)
    return joined


def lines_of(text: str) -> Sequence[str]:
    """Passages as a person types them, one a line."""
    return list(dict.fromkeys(line.strip() for line in text.splitlines() if line.strip()))[:AT_MOST]
