"""What somebody typed into the search box: plain words, and fields that narrow them.

`from:jana team:"Stock room" due<today scratched` asks for the word *scratched* within three fields. What looks like a
field and is none is kept among the words and told of, so that nothing typed is silently lost.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo

LONGEST = 400  # characters of a query that are read
EQUAL, BEFORE, AFTER = ":", "<", ">"
SIGNS = {
    "from": EQUAL,
    "team": EQUAL,
    "owner": EQUAL,
    "stage": EQUAL,
    "ref": EQUAL,
    "order": EQUAL,
    "lang": EQUAL,
    "channel": EQUAL,
    "verdict": EQUAL,
    "remedy": EQUAL,
    "promise": EQUAL,
    "reopened": EQUAL,
    "due": ":<>",
    "received": ":<>",
}
DAYS = {"today": 0, "tomorrow": 1, "yesterday": -1}
_FIELD = re.compile(r"(?<!\S)(?P<name>[^\W\d_]{2,20})(?P<sign>[:<>])(?P<value>\"[^\"]*\"?|\S*)")
_DAY_FIRST = re.compile(r"(\d{1,2})[./](\d{1,2})[./](\d{4})\.?")


@dataclass(frozen=True)
class Field:
    """One field as typed: `sign` is `:`, `<` or `>`, `value` without its quotes."""

    name: str
    sign: str
    value: str

    def __str__(self) -> str:
        quoted = f'"{self.value}"' if " " in self.value else self.value
        return f"{self.name}{self.sign}{quoted}"


@dataclass(frozen=True)
class Query:
    """`unclear` are the parts that look like fields and are none; they stand among the words too."""

    words: str = ""
    fields: tuple[Field, ...] = ()
    unclear: tuple[Field, ...] = ()


def read_query(text: str) -> Query:
    """Take a query apart; whatever is typed has a reading, no text is refused."""
    fields, unclear = [], []

    def take(found: re.Match[str]) -> str:
        name, sign, value = found["name"].lower(), found["sign"], found["value"].strip('"').strip()
        field = Field(name, sign, value)
        if value and sign in SIGNS.get(name, ""):
            fields.append(field)
            return " "
        if name in SIGNS or (value and not value.startswith("//") and sign == EQUAL):
            unclear.append(field)
        return found[0]

    words = _FIELD.sub(take, text[:LONGEST].replace("\0", " "))  # which no table can hold
    return Query(" ".join(words.split()), tuple(fields), tuple(unclear))


def read_day(value: str, today: date) -> date | None:
    """`2026-11-30`, `30.11.2026`, or the words today, tomorrow and yesterday; None for anything else."""
    try:
        if value.lower() in DAYS:
            return today + timedelta(days=DAYS[value.lower()])
        if found := _DAY_FIRST.fullmatch(value):
            day, month, year = map(int, found.groups())
            return date(year, month, day)
        return date.fromisoformat(value)
    except (ValueError, OverflowError):
        return None


def span(sign: str, day: date, zone: tzinfo) -> tuple[datetime | None, datetime | None]:
    """From when, until when (excluded) a date field reaches: `<` up to the day, `>` after it, `:` within it."""
    begins = datetime.combine(day, time(), zone)
    ends = datetime.combine(day + timedelta(days=1), time(), zone)
    return {BEFORE: (None, begins), AFTER: (ends, None)}.get(sign, (begins, ends))
