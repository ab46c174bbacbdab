"""Everything that belongs to one case, read once, as it stood at one moment."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from amends.cases import queries
from amends.cases.copy_queries import joined_of_others
from amends.cases.models import Case, File, Message, Pause, Point, Promise, Remedy, Statement
from amends.improvement.models import Cause, Survey
from amends.improvement.queries import causes_of, survey_of
from amends.journal import queries as journal
from amends.journal.models import Entry
from amends.people.models import Company, Staff
from amends.people.queries import company, staff_with_roles
from amends.responses.models import Letter
from amends.responses.queries import letters_of, paragraph_numbers


@dataclass(frozen=True, kw_only=True)
class Whole:
    """`head` is the last entry the chain had at that moment; `staff` everybody who works or worked here, by their key.

    `of_others` are the cases joined to it that other customers brought. `paragraphs` says in which paragraph of the latest
    reply each point is answered, by the key of the point.
    """

    case: Case
    at: datetime
    company: Company
    register: tuple[int, int | None] | None
    messages: Sequence[Message]
    files: Sequence[File]
    points: Sequence[Point]
    statements: Sequence[Statement]
    remedies: Sequence[Remedy]
    promises: Sequence[Promise]
    pauses: Sequence[Pause]
    letters: Sequence[Letter]
    paragraphs: Mapping[str, int]
    causes: Sequence[Cause]
    survey: Survey | None
    entries: Sequence[Entry]
    head: Entry | None
    staff: Mapping[int, Staff]
    of_others: Sequence[Case]


def whole_case(case: Case, at: datetime) -> Whole:
    """A bounded number of queries, however long the case."""
    together = queries.with_joined(case)
    return Whole(
        case=case,
        at=at,
        company=company(),
        register=journal.register_number(case.ref),
        messages=queries.conversation(case, together=together),
        files=[file for file in queries.files(case, together=together) if file.sha256],
        points=queries.points(case),
        statements=queries.statements(case),
        remedies=queries.remedies(case),
        promises=queries.promises(case),
        pauses=queries.pauses(case),
        letters=letters_of(case),
        paragraphs=paragraph_numbers(case),
        causes=causes_of(case),
        survey=survey_of(case),
        entries=journal.up_to(case.ref, at),
        head=journal.head_at(at),
        staff=staff_with_roles(),
        of_others=joined_of_others(case),
    )


def without_others(whole: Whole) -> Whole:
    """The same without what other customers wrote and sent in complaints that were joined to this one."""
    others = {case.pk for case in whole.of_others}
    return replace(
        whole,
        messages=[row for row in whole.messages if row.case_id not in others],
        files=[row for row in whole.files if row.case_id not in others],
    )
