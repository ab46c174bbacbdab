"""Whether a step of the procedure may be taken now, and by whom: the facts are read here, procedure decides."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext

from amends.cases import kept_reads
from amends.cases.facts_of_many import CaseFacts, StatementFact, facts_of_many
from amends.cases.models import Case, Point, Remedy, Statement
from amends.cases.standing_in import check_deputy
from amends.people.actor import Actor
from amends.people.models import Company, Staff, Team
from amends.people.procedures import of_version
from amends.people.queries import company, procedure, standing
from amends.people.refusal import Missing, NotAllowed, NotPossible
from amends.procedure import decide
from amends.procedure.definition import Procedure
from amends.procedure.moment import now


@dataclass(frozen=True)
class Found:
    """The rows of a case that the procedure asks about: points that stand, statements, remedies not cancelled."""

    points: Sequence[Point]
    statements: Sequence[Statement]
    remedies: Sequence[Remedy]


def found_in(case: Case) -> Found:
    """Read in three queries; a page that shows these rows has them already."""
    return Found(
        kept_reads.points(case.pk),
        kept_reads.statements(case.pk),
        kept_reads.remedies(case.pk),
    )


def roles_of(by: Actor, case: Case | None, statements: Sequence[Statement] | None = None) -> frozenset[str]:
    """The roles an actor holds towards a case. A key acts with the rights its face has already checked."""
    if by.staff is not None:
        roles = standing(by.staff).roles_in(case.team_id if case else None)
        if case is not None and _is_asked(by.staff, case, statements):
            roles |= {"asked"}
        return roles
    return frozenset({"handler", "clerk"} if by.kind == "key" else {by.kind})


def _is_asked(staff: Staff, case: Case, statements: Sequence[Statement] | None) -> bool:
    if statements is None:
        return Statement.objects.filter(case=case, of_staff=staff).exists()
    return any(row.of_staff_id == staff.pk for row in statements)


def _held(case: Case, rows: Found | CaseFacts, at_hand: frozenset[str] = frozenset()) -> frozenset[str]:
    found = set(at_hand) | {"customer_known"}
    found |= {name for name, held in _on_the_row(case).items() if held}
    if rows.points:
        found.add("has_points")
        if all(point.verdict for point in rows.points):
            found.add("all_points_decided")
    if not _waited_for(rows.statements):
        found.add("statements_settled")
    if case.route != "complex" or any(s.given_at or s.waived_reason for s in rows.statements):
        found.add("verdict_for_route")
    waiting = [remedy for remedy in rows.remedies if not remedy.refused_at and not remedy.done_at]
    if all(remedy.accepted_at for remedy in waiting):
        found.add("remedies_settled")
    if not any(remedy.accepted_at for remedy in waiting):
        found.add("remedies_done")
    return frozenset(found)


def _on_the_row(case: Case) -> dict[str, bool]:
    return {
        "assessed": case.assessed_at is not None,
        "owner": case.owner_id is not None,
        "outcome": bool(case.outcome),
        "reply_sent": case.answered_at is not None and case.stage in ("answered", "closed"),
        "solved_on_the_spot": case.outcome == "solved_on_the_spot",
    }


def _waited_for(statements: Sequence[Statement | StatementFact]) -> bool:
    """True while a statement is neither given nor waived, or a finding still has its right of reply running."""
    at = now()
    for row in statements:
        if not row.given_at and not row.waived_reason:
            return True
        if row.finding and not row.finding_shown_at:
            return True
        if row.finding_shown_at and not row.replied_at and row.reply_due and row.reply_due > at:
            return True
    return False


def facts_of(
    case: Case, by: Actor, *, at_hand: frozenset[str] = frozenset(), rows: Found | None = None
) -> decide.Facts:
    """What the procedure decides upon, for one actor; `rows` are those of the case where they were read before."""
    rows = rows or found_in(case)
    return decide.Facts(
        stage=case.stage,
        route=case.route,
        roles=roles_of(by, case, rows.statements),
        have=_held(case, rows, at_hand),
        paused=bool(kept_reads.running_pauses(case.pk)),
    )


def plan_of(case: Case, of: Company | None = None) -> Procedure:
    """The version of the procedure a complaint was taken in under; it keeps it to its end."""
    return of_version(of or company(), case.procedure_version)


def may_receive(staff: Staff, team: Team) -> bool:
    """Whether an employee may take in a complaint for the team, for which there is no case yet to ask about."""
    return bool(decide.who_may(procedure(), "receive") & standing(staff).roles_in(team.pk))


def takes_in(staff: Staff) -> bool:
    """Whether there is a team for which they may."""
    return bool(decide.who_may(procedure(), "receive") & standing(staff).all_roles)


def permit(by: Actor, step: str, case: Case, *, at_hand: frozenset[str] = frozenset()) -> Procedure:
    """Raise NotAllowed, NotPossible or Missing unless `by` may take `step` on the case now; closed by default."""
    plan = plan_of(case)
    refused = decide.check(plan, facts_of(case, by, at_hand=at_hand), step)
    if refused is None:
        check_deputy(by, case, step)
        return plan
    if refused.code == "forbidden":
        raise NotAllowed(refused.words)
    if refused.missing:
        raise Missing(missing=_sentences(refused))
    raise NotPossible(refused.words)


def _sentences(refused: decide.Refused) -> str:
    return " ".join(gettext(need.words) for need in refused.missing)


def next_steps(
    cases: Sequence[Case], by: Actor, more: Mapping[Any, frozenset[str]] | None = None
) -> dict[Any, decide.Offer]:
    """The one next step of each case of a list, for one actor, in one query; `more` adds facts of higher rooms.

    Cases of the same version that stand alike get the same offer, decided once.
    """
    home, rows = company(), facts_of_many([case.pk for case in cases])
    roles: dict[int, frozenset[str]] = {}
    decided: dict[tuple[str, decide.Facts], decide.Offer | None] = {}
    found = {}
    for case in cases:
        if case.team_id not in roles:
            own = standing(by.staff).roles_in(case.team_id) if by.staff else frozenset({by.kind})
            roles[case.team_id] = own
        have_now = _held(case, rows[case.pk]) | (more or {}).get(case.pk, frozenset())
        facts = decide.Facts(case.stage, case.route, roles[case.team_id], have_now, rows[case.pk].paused)
        alike = (case.procedure_version, facts)
        if alike not in decided:
            decided[alike] = decide.next_step(plan_of(case, home), facts)
        if offer := decided[alike]:
            found[case.pk] = offer
    return found
