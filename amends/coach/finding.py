"""What the coach has to say about one place of a reply."""

from dataclasses import dataclass
from typing import Literal

Severity = Literal["stop", "advise"]


@dataclass(frozen=True, slots=True)
class Finding:
    """`start` and `end` count characters of the original text; a finding about what is missing covers nothing (start == end).

    `suggestion` is in the reply's language, `message` in the reader's; `words` are those that decided.
    """

    start: int
    end: int
    code: str
    severity: Severity
    message: str
    suggestion: str = ""
    words: tuple[str, ...] = ()
