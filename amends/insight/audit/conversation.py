"""A conversation between a customer and a company, wherever it was read from."""

from dataclasses import dataclass, field
from datetime import datetime

PROBLEMS_KEPT = 1000


@dataclass(frozen=True, slots=True)
class Said:
    """One message. `at` is aware; `to_the_minute` is false where only the day is known (`at` is then at noon).

    An automatic message is none of a person: it is no answer.
    """

    text: str
    by_company: bool
    at: datetime | None = None
    to_the_minute: bool = True
    automatic: bool = False


@dataclass(slots=True)
class Conversation:
    """`said` is in order. `begun` is false when what the company answers is not in the file.

    `solved` is what the file itself says of the end, None where it says nothing.
    """

    said: list[Said]
    company: str = ""
    branch: str = ""
    customer: str = ""
    lang: str = ""
    begun: bool = True
    solved: bool | None = None

    @property
    def replies(self) -> list[Said]:
        return [each for each in self.said if each.by_company and not each.automatic]


@dataclass(slots=True)
class Material:
    """What a file held. `problems` are (line or number, sentence) of what could not be read, the first of them;
    `wrong` counts all. `encoding` is named where it had to be guessed.
    """

    conversations: list[Conversation] = field(default_factory=list)
    zone: str = "UTC"
    wrong: int = 0
    problems: list[tuple[int, str]] = field(default_factory=list)
    encoding: str = ""

    def problem(self, line: int, sentence: str) -> None:
        self.wrong += 1
        if len(self.problems) < PROBLEMS_KEPT:
            self.problems.append((line, sentence))
