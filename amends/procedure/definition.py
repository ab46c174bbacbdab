"""The procedure as data, read and checked. Closed by default: what the table does not name cannot be done."""

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

from amends.procedure import words
from amends.procedure.parts import START, UNITS, Clock, Need, NextRow, Procedure, Remedy, Stage, Step
from amends.procedure.reading import ProcedureError, Table, parse
from amends.procedure.step_words import STEPS

__all__ = [
    "START",
    "Clock",
    "Need",
    "NextRow",
    "Procedure",
    "ProcedureError",
    "Remedy",
    "Stage",
    "Step",
    "from_text",
    "load",
    "read_clock",
    "standard",
]


def load(path: Path | None = None) -> Procedure:
    """The procedure in a TOML file, or the standard one."""
    return standard() if path is None else from_text(path.read_text("utf-8"), str(path))


@lru_cache(maxsize=1)
def standard() -> Procedure:
    return from_text(Path(__file__).with_name("standard.toml").read_text("utf-8"), "standard.toml")


def from_text(text: str, origin: str = "procedure") -> Procedure:
    """Read and check a whole procedure; ProcedureError names the place of the first mistake."""
    file = parse(text, origin)
    stages = _stages(file)
    steps = _steps(file.table("step"), stages)
    remedies = _remedies(file.table("remedy"))
    limits = file.table("limits")
    plan = Procedure(
        name=file.text("name"),
        version=file.text("version"),
        stages=stages,
        routes=MappingProxyType({name: words.ROUTES[name] for name in file.names("routes", words.ROUTES)}),
        roles=MappingProxyType({name: words.ROLES[name] for name in file.names("roles", words.ROLES)}),
        needs=MappingProxyType({name: Need(name, says) for name, says in words.NEEDS.items()}),
        steps=steps,
        clocks=tuple(read_clock(row) for row in file.tables("clock")),
        remedies=remedies,
        limits=MappingProxyType({role: limits.amount(role) for role in limits.rest()}),
        approvers=file.names("approvers", words.ROLES),
        order=_order(file.table("next"), stages, steps),
    )
    file.finish()
    _check(plan, origin)
    return plan


def _stages(file: Table) -> Mapping[str, Stage]:
    names = file.names("stages", words.STAGES)
    ends = file.names("ends", names)
    return MappingProxyType({name: Stage(name, words.STAGES[name], name in ends) for name in names})


def _steps(rows: Table, stages: Mapping[str, Stage]) -> Mapping[str, Step]:
    found: dict[str, Step] = {}
    for name in rows.rest():
        row = rows.table(name)
        if name not in STEPS:
            raise ProcedureError(f"{row.where}: no step has this name")
        found[name] = _step(name, row, stages)
        row.finish()
    return MappingProxyType(found)


def _step(name: str, row: Table, stages: Mapping[str, Stage]) -> Step:
    every = {START, "open", "ended", *stages}
    leaves = _spread(row.names("leaves", every), stages)
    extra = row.table("needs_on", {})
    needs_on = {route: extra.names(route, words.NEEDS) for route in extra.rest()}
    if unknown := set(needs_on) - set(words.ROUTES):
        raise extra.fail(unknown.pop(), "is not a route")
    return Step(
        name=name,
        words=STEPS[name][0],
        says=STEPS[name][1],
        leaves=leaves,
        to=row.text("to", "", {"", *stages}) or None,
        moves_from=_spread(row.names("moves_from", every, []), stages) or leaves,
        moves_when=frozenset(row.names("moves_when", words.NEEDS, [])),
        moves_unless=frozenset(row.names("moves_unless", words.NEEDS, [])),
        may=frozenset(row.names("may", words.ROLES)),
        needs=row.names("needs", words.NEEDS, []),
        needs_on=MappingProxyType(needs_on),
        routes=frozenset(row.names("routes", words.ROUTES, [])),
        running=row.flag("running", False),
        paused=row.flag("paused", False),
    )


def _spread(names: tuple[str, ...], stages: Mapping[str, Stage]) -> frozenset[str]:
    """Stage names with the two short forms, "open" and "ended", written out."""
    found = {name for name in names if name not in ("open", "ended")}
    found |= {stage.name for stage in stages.values() if "open" in names and not stage.ends}
    found |= {stage.name for stage in stages.values() if "ended" in names and stage.ends}
    return frozenset(found)


def read_clock(row: Table, pack: str = "") -> Clock:
    """One clock of a procedure or a pack; a pack's is a regulator's."""
    clock = Clock(
        kind=row.text("kind", among=words.CLOCKS),
        event=row.text("event", among=words.EVENTS),
        n=row.whole("n"),
        unit=row.text("unit", among=UNITS),
        whose=row.text("whose", "regulator" if pack else "company", ("company", "regulator")),
        routes=frozenset(row.names("routes", words.ROUTES, [])),
        extendable_by=row.whole("extendable_by", 0),
        pausable=row.flag("pausable", False),
        letter=row.text("letter", ""),
        source=row.text("source", ""),
        url=row.text("url", ""),
        valid_from=row.day("valid_from"),
        valid_to=row.day("valid_to"),
        verified=row.flag("verified", not pack),
        pack=pack,
        note=row.text("note", ""),
    )
    row.finish()
    if clock.pausable and clock.whose == "regulator":
        raise row.fail("pausable", "a regulator's clock never pauses")
    if clock.valid_from and clock.valid_to and clock.valid_to < clock.valid_from:
        raise row.fail("valid_to", "lies before valid_from")
    return clock


def _remedies(rows: Table) -> Mapping[str, Remedy]:
    found: dict[str, Remedy] = {}
    for name in rows.rest():
        row = rows.table(name)
        if name not in words.REMEDIES:
            raise ProcedureError(f"{row.where}: no remedy has this name")
        found[name] = Remedy(
            name, words.REMEDIES[name], row.flag("on_the_spot"), row.flag("money"), row.flag("asks_customer")
        )
        row.finish()
    return MappingProxyType(found)


def _order(
    rows: Table, stages: Mapping[str, Stage], steps: Mapping[str, Step]
) -> Mapping[str, tuple[NextRow, ...]]:
    found: dict[str, tuple[NextRow, ...]] = {}
    for name in rows.rest():
        if name not in stages:
            raise rows.fail(name, "is not a stage")
        lines = rows.tables(name)
        found[name] = tuple(
            NextRow(
                line.text("step", among=steps),
                frozenset(line.names("unless", words.NEEDS, [])),
                frozenset(line.names("routes", words.ROUTES, [])),
            )
            for line in lines
        )
        for line in lines:
            line.finish()
    return MappingProxyType(found)


def _check(plan: Procedure, origin: str) -> None:
    """What no single line can show: every role and stage named exists in this plan, the gate stands."""
    for step in plan.steps.values():
        where = f"{origin}, step, {step.name}"
        if unknown := step.may - set(plan.roles):
            raise ProcedureError(
                f"{where}, may: {', '.join(sorted(unknown))} is not a role of this procedure"
            )
        if step.to == "answered" and "signed" not in step.needs:
            raise ProcedureError(f'{where}, needs: nothing is answered without a signature; add "signed"')
        if not step.moves_from <= step.leaves:
            raise ProcedureError(f"{where}, moves_from: names a stage the step does not leave")
    if "sign" in plan.steps and "not_author" not in plan.steps["sign"].needs:
        raise ProcedureError(f'{origin}, step, sign, needs: the author never signs; add "not_author"')
    if strangers := (set(plan.limits) | set(plan.approvers)) - set(plan.roles):
        raise ProcedureError(
            f"{origin}, limits: {', '.join(sorted(strangers))} is not a role of this procedure"
        )
    if "receive" not in plan.steps or plan.steps["receive"].leaves != {START}:
        raise ProcedureError(f"{origin}, step, receive: the one step that begins a complaint is missing")
