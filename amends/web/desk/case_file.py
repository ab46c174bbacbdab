"""Everything the pages of one case show, each part read once and only when it is asked for."""

from collections.abc import Mapping
from functools import cached_property
from typing import Any
from uuid import UUID

from amends.cases import kept_reads, queries
from amends.cases.copy_queries import joined_of_others
from amends.cases.models import Case, File, Message, Point, Promise, Remedy, Statement
from amends.cases.permission import Found, facts_of, plan_of
from amends.improvement.models import Cause, CorrectiveAction, Survey
from amends.improvement.queries import causes_of, survey_of
from amends.people.actor import Actor
from amends.procedure.decide import Facts, Offer, next_step, possible_steps
from amends.responses import queries as replies
from amends.responses.coach_ready import is_ready
from amends.responses.coaching import Placed, any_stops, coached, known_of
from amends.responses.models import Draft, Letter


class CaseFile:
    """One case as one employee sees it."""

    def __init__(self, case: Case, by: Actor) -> None:
        self.case, self.by = case, by

    @cached_property
    def points(self) -> list[Point]:
        return kept_reads.points(self.case.pk)

    @cached_property
    def statements(self) -> list[Statement]:
        return queries.statements(self.case)

    @cached_property
    def remedies(self) -> list[Remedy]:
        return queries.remedies(self.case)

    @cached_property
    def promises(self) -> list[Promise]:
        return queries.promises(self.case)

    @cached_property
    def together(self) -> list[UUID]:
        """The case and those joined to it."""
        return queries.with_joined(self.case)

    @cached_property
    def of_others(self) -> list[Case]:
        """Cases of other customers joined to it, as it could be done once: asked for only where any are joined."""
        return joined_of_others(self.case) if len(self.together) > 1 else []

    @cached_property
    def messages(self) -> list[Message]:
        return kept_reads.messages(self.together)

    @cached_property
    def files(self) -> list[File]:
        return queries.files(self.case, together=self.together)

    @cached_property
    def attached(self) -> Mapping[UUID | None, list[File]]:
        """The files of each message, by its key; the originals of mails stand apart."""
        found: dict[UUID | None, list[File]] = {}
        for file in self.files:
            if not file.is_original:
                found.setdefault(file.message_id, []).append(file)
        return found

    @cached_property
    def causes(self) -> list[Cause]:
        return causes_of(self.case)

    @cached_property
    def changes(self) -> list[CorrectiveAction]:
        return [action for cause in self.causes for action in cause.corrective_actions.all()]

    @cached_property
    def survey(self) -> Survey | None:
        return survey_of(self.case)

    @cached_property
    def draft(self) -> Draft | None:
        return replies.draft_of(self.case)

    @cached_property
    def letters(self) -> list[Letter]:
        return replies.letters_of(self.case)

    @cached_property
    def gaps(self) -> list[replies.Gap]:
        return replies.gaps(self.draft, self.points) if self.draft else []

    @cached_property
    def unfilled(self) -> list[replies.Unfilled]:
        return replies.unfilled(self.draft.blocks.all()) if self.draft else []

    @cached_property
    def coached(self) -> list[Placed]:
        """What the coach found in the reply being written; a reply laid before a manager has passed."""
        if self.draft is None or not self.is_being_written or self.coach_learns:
            return []
        known = known_of(self.case, self.complaint(), self.promises, self.remedies)
        return coached(self.draft, list(self.draft.blocks.all()), known)

    @cached_property
    def coach_learns(self) -> bool:
        """Whether the coach cannot read the reply yet: after an upgrade it learns for a minute or two."""
        return self.draft is not None and self.is_being_written and not is_ready(self.draft.language, "reply")

    @property
    def is_being_written(self) -> bool:
        return self.draft is not None and self.draft.state in ("writing", "returned")

    @cached_property
    def facts(self) -> Facts:
        rows = Found(self.points, self.statements, self.remedies)
        return facts_of(self.case, self.by, at_hand=self.at_hand, rows=rows)

    @cached_property
    def stopped(self) -> bool:
        """Whether the coach keeps the reply from its signature: it stops it, or might once it can read it."""
        return any_stops() if self.coach_learns else any(each.stops for each in self.coached)

    @cached_property
    def at_hand(self) -> frozenset[str]:
        """What the rooms above cases know of the procedure's needs."""
        found = set() if self.stopped else {"coach_clear"}
        staff = self.by.staff
        if self.draft:
            if not self.gaps and not self.unfilled:
                found.add("draft_complete")
            if self.draft.state in ("waiting", "signed"):
                found.add("signature_requested")
            if self.draft.state == "signed":
                found.add("signed")
            if staff and staff.pk not in self.draft.writers:
                found.add("not_author")
        if self.survey and self.survey.answered_at:
            found.add("satisfaction_recorded")
        if self.case.answered_at or self.case.outcome:
            found.add("outcome")
        return frozenset(found)

    @cached_property
    def offers(self) -> list[Offer]:
        return possible_steps(plan_of(self.case), self.facts)

    @cached_property
    def next(self) -> Offer | None:
        return next_step(plan_of(self.case), self.facts)

    @cached_property
    def open_promises(self) -> list[Promise]:
        return sorted((p for p in self.promises if p.is_open and p.to_customer), key=lambda p: p.due)

    def complaint(self) -> Message | None:
        return next((m for m in self.messages if m.kind == "complaint"), None)

    def of(self, rows: list[Any], pk: str) -> Any:
        """The row of this case with that key, or None: a key of another case finds nothing."""
        return next((row for row in rows if str(row.pk) == pk), None)
