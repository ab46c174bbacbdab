"""The way a complaint takes through its procedure, read from the table of next steps: nothing of it is written twice."""

from collections.abc import Mapping

from amends.procedure.definition import START, Procedure


def way(plan: Procedure, route: str) -> tuple[str, ...]:
    """The stages a complaint of this route goes through when nothing unusual happens, from its first to an end."""
    begins = next(step.to for step in plan.steps.values() if START in step.leaves)
    found: list[str] = []
    stage = begins
    while stage and stage not in found:
        found.append(stage)
        stage = _after(plan, stage, route)
    return tuple(found)


def ways(plan: Procedure) -> Mapping[str, tuple[str, ...]]:
    """The way of every route of the procedure, by its name."""
    return {route: way(plan, route) for route in plan.routes}


def _after(plan: Procedure, stage: str, route: str) -> str | None:
    """Where the first of the stage's next steps leads that belongs to the route and moves on at all."""
    for row in plan.order.get(stage, ()):
        step = plan.steps[row.step]
        here = (not row.routes or route in row.routes) and (not step.routes or route in step.routes)
        if here and step.to and step.to != stage and stage in step.moves_from:
            return step.to
    return None
