"""What may be done with a complaint now. Facts in, answers out; what the table does not allow is refused."""

from collections.abc import Iterable
from dataclasses import dataclass

from amends.procedure.definition import Need, Procedure, Step
from amends.procedure.words import REFUSALS

REASONS = tuple(REFUSALS)


@dataclass(frozen=True)
class Facts:
    """What is known of a case and of the person asking, at one moment. `have` are the needs that are met."""

    stage: str
    route: str = ""
    roles: frozenset[str] = frozenset()
    have: frozenset[str] = frozenset()
    paused: bool = False


@dataclass(frozen=True)
class Offer:
    """A step of the present stage. When it is not `open`, `missing` or `forbidden` says why."""

    step: Step
    open: bool
    missing: tuple[Need, ...] = ()
    forbidden: bool = False


@dataclass(frozen=True)
class Refused:
    """Why a step cannot be taken. `code` is a key of words.REFUSALS."""

    code: str
    words: str
    missing: tuple[Need, ...] = ()


def check(plan: Procedure, facts: Facts, step_name: str) -> Refused | None:
    """None when the step may be taken. The right is asked first: a refusal tells strangers nothing more."""
    step = plan.steps.get(step_name)
    if step is None:
        return _refused("unknown")
    if not step.may & facts.roles:
        return _refused("forbidden")
    if facts.stage not in step.leaves:
        return _refused("stage")
    if not _on_route(step, facts.route):
        return _refused("route")
    if step.paused and not facts.paused:
        return _refused("not_paused")
    if step.running and facts.paused:
        return _refused("paused")
    missing = _missing(plan, step, facts)
    return Refused("missing", REFUSALS["missing"], missing) if missing else None


def possible_steps(plan: Procedure, facts: Facts) -> list[Offer]:
    """Every step that belongs to the present stage and route, in the procedure's order."""
    return [_offer(plan, step, facts) for step in plan.steps.values() if _belongs(step, facts)]


def next_step(plan: Procedure, facts: Facts) -> Offer | None:
    """The one next step of the case; it may wait for somebody else (`forbidden`) or a fact (`missing`)."""
    resume = plan.steps.get("resume")
    if facts.paused and resume and _belongs(resume, facts):
        return _offer(plan, resume, facts)
    for row in plan.order.get(facts.stage, ()):
        if row.unless & facts.have or (row.routes and facts.route not in row.routes):
            continue
        step = plan.steps[row.step]
        if _belongs(step, facts):
            return _offer(plan, step, facts)
    return None


def stage_after(plan: Procedure, facts: Facts, step_name: str) -> str:
    """Where the case stands once the step is written; `facts` are read after writing, with the old stage."""
    step = plan.steps[step_name]
    moves = (
        facts.stage in step.moves_from
        and step.moves_when <= facts.have
        and not step.moves_unless & facts.have
    )
    return step.to if step.to is not None and moves else facts.stage


def who_may(plan: Procedure, step_name: str) -> frozenset[str]:
    """The roles a step waits for."""
    step = plan.steps.get(step_name)
    return step.may if step else frozenset()


def verdict_of_case(verdicts: Iterable[str]) -> str:
    """A case's verdict from those of its points: the same for all, or partly; empty while one is undecided.

    Points that are not ours do not soften the verdict on those that are.
    """
    found = set(verdicts)
    if not found or "" in found:
        return ""
    ours = found - {"not_ours"}
    if not ours:
        return "not_ours"
    return ours.pop() if len(ours) == 1 else "partly"


def _belongs(step: Step, facts: Facts) -> bool:
    return (
        facts.stage in step.leaves
        and _on_route(step, facts.route)
        and not (step.paused and not facts.paused)
        and not (step.running and facts.paused)
    )


def _on_route(step: Step, route: str) -> bool:
    return not step.routes or route in step.routes


def _missing(plan: Procedure, step: Step, facts: Facts) -> tuple[Need, ...]:
    return tuple(plan.needs[name] for name in step.needs_for(facts.route) if name not in facts.have)


def _offer(plan: Procedure, step: Step, facts: Facts) -> Offer:
    missing = _missing(plan, step, facts)
    forbidden = not step.may & facts.roles
    return Offer(step, open=not missing and not forbidden, missing=missing, forbidden=forbidden)


def _refused(code: str) -> Refused:
    return Refused(code, REFUSALS[code])
