"""What one key puts in place of what was found, without a false word: facts only the writer knows are left open."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from amends.coach.finding import Finding
from amends.coach.known import CaseKnown
from amends.coach.reply import Sentence
from amends.coach.scorer.examples import read_toml
from amends.language import dates

EXACT = frozenset({"T506", "T508"})  # the suggestion is the very word
MASKED = "•••• "  # what a card is named by: these and its last four figures


@dataclass(frozen=True, slots=True)
class Instead:
    """Replace `start` to `end`, in characters of the text, by `text`; empty takes it out."""

    start: int
    end: int
    text: str


@cache
def _table() -> dict[str, dict[str, str]]:
    return read_toml(Path(__file__).with_name("instead.toml"))


def wording_of(code: str, lang: str, known: CaseKnown | None = None) -> str | None:
    """The wording of a rule in a language; None where a rule has none that would be true in every letter."""
    text = _table().get(code, {}).get(lang)
    if text is None or "{by}" not in text:
        return text
    if known is None or known.promised is None:
        return text.replace("{by}", "[…]")
    year = known.today is None or known.today.year != known.promised.year
    return text.replace("{by}", dates.by_date(known.promised, lang, year=year))


def instead(
    finding: Finding, lang: str, sentences: list[Sentence], known: CaseKnown | None = None
) -> Instead | None:
    """What to put where, or None where only the writer can say it better. A wording takes the place of the whole sentence."""
    if finding.end <= finding.start:
        return None
    if finding.code in EXACT or finding.suggestion.startswith(MASKED):
        return Instead(finding.start, finding.end, finding.suggestion)
    text = wording_of(finding.code, lang, known)
    sentence = next((each for each in sentences if each.start <= finding.start < each.end), None)
    if text is None or sentence is None:
        return None
    return Instead(sentence.start, max(sentence.end, finding.end), text)
