"""What a procedure is made of."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

START = ""  # the "stage" of a complaint that does not exist yet
WARNINGS = (50, 75, 90)  # percent of a promise's time
UNITS = ("minutes", "hours", "working_hours", "working_days", "calendar_days", "weeks", "months", "years")


@dataclass(frozen=True)
class Stage:
    """A place on the way. `ends` is true where nothing more is owed to the customer."""

    name: str
    words: str
    ends: bool = False


@dataclass(frozen=True)
class Need:
    """A fact a step asks for; `words` tell the person what is missing."""

    name: str
    words: str


@dataclass(frozen=True)
class Step:
    """One thing that can be done. `moves_from` are the stages `to` applies in; in others the stage stays.

    The move happens only when every fact of `moves_when` holds after the step and none of `moves_unless`.
    `routes` empty means every route; `needs_on` adds needs on one route. `running` is true for a step that a
    paused case refuses, `paused` for one that asks for a pause.
    """

    name: str
    words: str
    says: str
    leaves: frozenset[str]
    to: str | None
    moves_from: frozenset[str]
    moves_when: frozenset[str]
    moves_unless: frozenset[str]
    may: frozenset[str]
    needs: tuple[str, ...]
    needs_on: Mapping[str, tuple[str, ...]]
    routes: frozenset[str]
    running: bool
    paused: bool

    def needs_for(self, route: str) -> tuple[str, ...]:
        return self.needs + self.needs_on.get(route, ())


@dataclass(frozen=True)
class Clock:
    """A time limit: so many units after an event. `routes` empty means every route.

    `whose` is company or regulator; only a company's clock may be pausable.
    """

    kind: str
    event: str
    n: int
    unit: str
    whose: str = "company"
    routes: frozenset[str] = frozenset()
    extendable_by: int = 0
    pausable: bool = False
    letter: str = ""
    source: str = ""
    url: str = ""
    valid_from: date | None = None
    valid_to: date | None = None
    verified: bool = True
    pack: str = ""
    note: str = ""

    @property
    def name(self) -> str:
        """Kept with a promise, so that one can say later which clock it came from."""
        routes = "/".join(sorted(self.routes - {""}))
        return f"{self.pack or 'plan'}:{self.kind}" + (f":{routes}" if routes else "")

    def in_force(self, on: date) -> bool:
        return (self.valid_from is None or self.valid_from <= on) and (
            self.valid_to is None or on <= self.valid_to
        )

    def binds(self, route: str) -> bool:
        return not self.routes or route in self.routes


@dataclass(frozen=True)
class Remedy:
    """One kind of the arsenal: a clerk may grant it `on_the_spot`; done only after the customer's yes where
    `asks_customer`.
    """

    name: str
    words: str
    on_the_spot: bool
    money: bool
    asks_customer: bool


@dataclass(frozen=True)
class NextRow:
    """A line of the order of work: this step comes next unless one of the facts already holds."""

    step: str
    unless: frozenset[str]
    routes: frozenset[str]


@dataclass(frozen=True)
class Procedure:
    name: str
    version: str
    stages: Mapping[str, Stage]
    routes: Mapping[str, str]
    roles: Mapping[str, str]
    needs: Mapping[str, Need]
    steps: Mapping[str, Step]
    clocks: tuple[Clock, ...]
    remedies: Mapping[str, Remedy]
    limits: Mapping[str, Decimal]
    approvers: tuple[str, ...]
    order: Mapping[str, tuple[NextRow, ...]]
    warnings: tuple[int, ...] = WARNINGS

    def clock(self, kind: str, route: str = "") -> Clock | None:
        """The company's own clock of a kind on a route."""
        return next((clock for clock in self.clocks if clock.kind == kind and clock.binds(route)), None)

    def clock_named(self, name: str) -> Clock | None:
        """The company's own clock a promise came from; None for a pack's clock or a date given by hand."""
        return next((clock for clock in self.clocks if clock.name == name), None)

    @property
    def open_stages(self) -> tuple[str, ...]:
        return tuple(stage.name for stage in self.stages.values() if not stage.ends)
