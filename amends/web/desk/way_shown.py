"""The chart of a complaint's own version of the procedure: what is done, where it stands, what comes, how routes differ."""

from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from django.utils.translation import gettext as _

from amends.people.procedures import of_version
from amends.people.queries import company
from amends.procedure.way import ways
from amends.web.desk import words
from amends.web.desk.case_file import CaseFile
from amends.web.desk.case_shown import short


@dataclass(frozen=True)
class Place:
    """A stage. `state` is done, now, next, later, or aside: not on the way of this complaint."""

    words: str
    state: str
    when: str = ""


@dataclass(frozen=True)
class Branch:
    """Where a route leaves out stages: from the column `first` to the column `last`, counted from 1."""

    words: str
    first: int
    last: int
    own: bool
    leaves: str
    reaches: str


@dataclass(frozen=True)
class Way:
    """The chart: stages in order, and the branches of the routes, the widest first."""

    places: list[Place]
    branches: list[Branch]


def way_of(file: CaseFile) -> Way:
    """Read from what the page has at hand; no query of its own."""
    case, plan = file.case, of_version(company(), file.case.procedure_version)
    every = ways(plan)
    own = every.get(case.route) or every[""]
    dates = _dates(file)
    named = {stage for route in every.values() for stage in route} | {case.stage}
    stages = [stage for stage in plan.stages if stage in named]
    states = [_state(stage, case.stage, own, dates) for stage in stages]
    places = [
        Place(words.stage(stage), state, _when(file, stage, state, dates))
        for stage, state in zip(stages, states, strict=True)
    ]
    branches = [
        Branch(words.route(route), at[0], at[1], route == case.route, words.stage(begin), words.stage(end))
        for route, path in every.items()
        for begin, end in pairwise(path)
        if route and (at := (stages.index(begin) + 1, stages.index(end) + 1))[1] - at[0] > 1
    ]
    return Way(places, sorted(branches, key=lambda branch: (branch.first - branch.last, branch.first)))


def _state(stage: str, current: str, own: tuple[str, ...], dates: dict[str, datetime]) -> str:
    if stage == current:
        return "now"
    if current not in own:  # it ended another way, or an unusual step led off it: only what was there is told
        return "done" if stage in dates else "aside"
    here = own.index(current)
    if stage not in own:
        return "done" if stage in dates else "aside"
    at = own.index(stage)
    return "done" if at < here else "next" if at == here + 1 else "later"


def _dates(file: CaseFile) -> dict[str, datetime]:
    """When each stage began, as far as the rows of the complaint tell."""
    case = file.case
    decided = [p.decided_at for p in file.points if p.decided_at]
    ended = case.stage if case.stage in ("closed", "withdrawn", "transferred", "joined") else "closed"
    found = {
        "received": case.received_at,
        "assessed": case.assessed_at,
        "investigating": min((s.asked_at for s in file.statements), default=None),
        "decided": max(decided, default=None) if len(decided) == len(file.points) else None,
        "responding": file.draft.begun_at if file.draft else None,
        "answered": case.answered_at,
        ended: case.closed_at,
    }
    return {stage: at for stage, at in found.items() if at is not None}


def _when(file: CaseFile, stage: str, state: str, dates: dict[str, datetime]) -> str:
    if state in ("done", "now"):
        return short(dates[stage]) if stage in dates else ""
    due = next((p.due for p in file.open_promises if p.kind == "final"), None)
    if stage == "answered" and state in ("next", "later") and due:
        return _("by %(date)s") % {"date": short(due)}
    return ""
