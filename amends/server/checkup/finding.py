"""One thing that is wrong."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True)
class Finding:
    """`urgent`: complaints or promises are in danger until it is mended."""

    words: str
    remedy: str
    urgent: bool = True


Check = Callable[[], Iterator[Finding]]
