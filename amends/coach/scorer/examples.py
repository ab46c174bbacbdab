"""The examples of this room as rows to learn from. Where a label was never judged for a row, the row says nothing of it."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any, Literal

from amends.language.sentences import sentences

Kind = Literal["speaker", "reply", "state", "wants"]
LANGUAGES = ("en", "sk", "th", "lv", "bg", "ro")
COACH = Path(__file__).parents[1]
ACTS = (
    "thanks", "why_thanks", "apology", "admission", "cause",
    "solution", "prevention", "next_date", "check", "where_to_turn",
)  # fmt: skip
STATES = ("calm", "irritated", "aggressive")
NO_REPLY = "no_reply"
ELSEWHERE = 7  # stands for the writers of texts from elsewhere
WANTS = (
    "refund", "replacement", "repair", "redo", "compensation",
    "apology", "explanation", "correction", "stop", "other",
)  # fmt: skip

NOT_THE_ACT = {  # what breaks these rules only looks like the act
    "B201": frozenset({"apology"}),
    "P401": frozenset({"prevention"}),
    "P402": frozenset({"next_date"}),
    "T511": frozenset({"check"}),
}


@dataclass(frozen=True, slots=True)
class Example:
    """`judged` are the labels somebody decided on; those of them in `labels` apply. `writer` and `trade` split measurements."""

    text: str
    labels: frozenset[str]
    judged: frozenset[str]
    trade: str
    writer: int


@cache
def codes() -> dict[str, str]:
    """The phrase rules that learn, by folder: code of each folder that has examples."""
    from amends.coach.catalogue import rules

    return {rule.folder: rule.code for rule in rules() if rule.learns}


@cache
def learnt_codes() -> tuple[str, ...]:
    return tuple(sorted(codes().values()))


def examples(kind: Kind, lang: str) -> list[Example]:
    """All rows of one language. A file that is missing has none."""
    if kind == "reply":
        return [
            *_of_rules(lang), *_of_acts(lang), *_of_ordinary(lang), *_of_letters(lang), *_of_private_people(lang),
        ]  # fmt: skip
    if kind == "speaker":
        return list(_of_speakers(lang))
    return list(_of_complaints(f"{kind}s" if kind == "state" else kind, lang))


def labels(kind: Kind) -> tuple[str, ...]:
    if kind == "reply":
        return (*learnt_codes(), *ACTS)
    if kind == "speaker":
        return (NO_REPLY,)
    return STATES if kind == "state" else WANTS


def files(kind: Kind, lang: str) -> list[Path]:
    if kind == "speaker":
        others = [path for each in ("reply", "state", "wants") for path in files(each, lang)]
        return [*others, COACH / "elsewhere" / f"{lang}.toml"]
    if kind != "reply":
        return [COACH / "incoming" / f"{'states' if kind == 'state' else kind}.{lang}.toml"]
    rules = [COACH / "rules" / folder / f"{lang}.toml" for folder in sorted(codes())]
    return [
        *rules,
        *(COACH / room / f"{lang}.toml" for room in ("acts", "ordinary", "letters", "openings", "customers")),
    ]


def fingerprint(kind: Kind, lang: str) -> str:
    """Changes with the examples and with the program that learns from them."""
    made = sha256()
    own = [
        Path(__file__).with_name(name) for name in ("features.py", "learning.py", "weights.py", "examples.py")
    ]
    for path in [*files(kind, lang), *own]:
        made.update(path.read_bytes() if path.exists() else b"-")
    return made.hexdigest()[:16]


@cache
def read_toml(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8")) if path.exists() else {}


def parts(table: dict[str, Any]) -> Iterator[tuple[int, dict[str, Any]]]:
    """The examples of the first writer, then those of the second and further ones, each in a table of its own."""
    yield 1, table
    for number, name in enumerate(("second", "third", "fourth", "fifth"), start=2):
        if name in table:
            yield number, table[name]


def _of_rules(lang: str) -> Iterator[Example]:
    judged = frozenset(codes().values())
    for folder, code in codes().items():
        for writer, part in parts(read_toml(COACH / "rules" / folder / f"{lang}.toml")):
            for trade, _tone, text, *also in part.get("flag", []):
                others = frozenset(also[0] if also else ())
                yield Example(
                    text, others | {code}, judged | NOT_THE_ACT.get(code, frozenset()), trade, writer
                )
            for trade, _tone, text in part.get("pass", []):
                yield Example(text, frozenset(), judged, trade, writer)


def _of_acts(lang: str) -> Iterator[Example]:
    """Sentences of good replies: they carry out acts, and break no rule."""
    judged = frozenset(learnt_codes()) | frozenset(ACTS)
    for writer, part in parts(read_toml(COACH / "acts" / f"{lang}.toml")):
        for trade, text, acts in part.get("sentences", []):
            yield Example(text, frozenset(acts), judged, trade, writer)


def _of_ordinary(lang: str) -> Iterator[Example]:
    """Short lines as every reply has them; nobody judged which acts they carry out. They have no trade of their own."""
    judged = frozenset(learnt_codes())
    for text in read_toml(COACH / "ordinary" / f"{lang}.toml").get("sentences", []):
        yield Example(text, frozenset(), judged, "ordinary", 5)


def _of_letters(lang: str) -> Iterator[Example]:
    judged = frozenset(codes().values()) | frozenset(ACTS)
    for room in ("letters", "openings"):
        for letter in read_toml(COACH / room / f"{lang}.toml").get("letter", []):
            for line in letter["reply"]:
                if line:
                    yield Example(line[0], frozenset(line[1]), judged, letter["trade"], 1)


def _of_complaints(name: str, lang: str) -> Iterator[Example]:
    for writer, part in parts(read_toml(COACH / "incoming" / f"{name}.{lang}.toml")):
        every = frozenset(label for label in part if isinstance(part[label], list))
        for label in sorted(every):
            for trade, text, *_facts in part[label]:
                yield Example(
                    text, frozenset({label}), frozenset(STATES if name == "states" else WANTS), trade, writer
                )


def _of_private_people(lang: str) -> Iterator[Example]:
    """What they write breaks no rule of who has to answer for something, however much it resembles a fault."""
    from amends.coach.catalogue import rules
    from amends.coach.kinds import Avoid

    judged = frozenset(rule.code for rule in rules() if isinstance(rule, Avoid) and not rule.of_anyone)
    for trade, text in read_toml(COACH / "customers" / f"{lang}.toml").get("sentences", []):
        yield Example(text, frozenset(), judged, trade, 6)


def _of_speakers(lang: str) -> Iterator[Example]:
    """Replies of companies, and what is none: whether it is one is all that is asked of a sentence."""
    judged = frozenset({NO_REPLY})
    for text, trade in dict.fromkeys(_of_customers(lang)):
        for start, end in sentences(text):
            yield Example(text[start:end], judged, judged, trade, 1)
    for row in (*_of_rules(lang), *_of_acts(lang), *_of_ordinary(lang), *_of_letters(lang)):
        yield Example(row.text, frozenset(), judged, row.trade, row.writer)
    for kind, text in read_toml(COACH / "elsewhere" / f"{lang}.toml").get("sentences", []):
        yield Example(text, judged, judged, kind, ELSEWHERE)


def _of_customers(lang: str) -> Iterator[tuple[str, str]]:
    """All complaints among the examples and what else private people write, each with its trade."""
    for trade, text in read_toml(COACH / "customers" / f"{lang}.toml").get("sentences", []):
        yield text, trade
    for name in ("states", "wants"):
        yield from ((row.text, row.trade) for row in _of_complaints(name, lang))
    for letter in read_toml(COACH / "letters" / f"{lang}.toml").get("letter", []):
        yield letter["complaint"], letter["trade"]
