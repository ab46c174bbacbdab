"""A part of the pages in one of its states, and parts that belong together: what the page of parts is made of."""

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Sample:
    """One template in one state. `state` is the caption, as the code says it."""

    template: str
    state: str
    context: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Section:
    """Parts that belong together; a `wide` one takes the whole width."""

    title: str
    samples: list[Sample]
    wide: bool = False


def part(name: str, state: str = "", /, **context: Any) -> Sample:
    """A sample of a part all pages share."""
    return Sample(f"parts/_{name}.html", state, context)


def of_desk(name: str, state: str = "", /, **context: Any) -> Sample:
    """A sample of a part of the desk alone."""
    return Sample(f"desk/_{name}.html", state, context)
