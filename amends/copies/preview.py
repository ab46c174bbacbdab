"""What a redacted copy will hold, before it is made: every text that goes in, and every passage that is blacked out."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from amends.copies.attached import attached
from amends.copies.document import document
from amends.copies.making import left_out
from amends.copies.pen import Piece
from amends.copies.redaction import Redaction
from amends.copies.whole import Whole
from amends.language.folding import fold

LINES_AT_MOST = 3_000  # a page shows no more; the copy holds all


@dataclass
class FoundPassage:
    """A passage and the word that stands in its place, how often, and whether a person spares it."""

    text: str
    label: str
    count: int = 0
    spared: bool = False


@dataclass(frozen=True)
class Shown:
    """A part of a line; `label` is the word that stands in its place, "" where it stays."""

    text: str
    label: str = ""


@dataclass
class Place:
    """A heading with the lines under it, in the order of the copy."""

    title: str
    lines: list[list[Shown]] = field(default_factory=list)


@dataclass(frozen=True)
class Preview:
    """`more` is how many lines are not shown."""

    passages: Sequence[FoundPassage]
    places: Sequence[Place]
    more: int


def preview(whole: Whole, redaction: Redaction, lang: str, zone: str) -> Preview:
    """Made by writing the copy itself, so that it shows what will be there and nothing else."""
    everything = replace(redaction, spare=())
    files = attached(whole.files, left_out(whole, redaction))
    _data, pen = document(whole, files, lang, zone, everything)
    spared = {fold(each).strip() for each in redaction.spare}
    shown = pen.pieces[:LINES_AT_MOST]
    return Preview(_passages(pen.pieces, spared), _places(shown, spared), len(pen.pieces) - len(shown))


def _passages(pieces: Sequence[Piece], spared: set[str]) -> list[FoundPassage]:
    """Each once, in the order in which it first stands in the copy."""
    found: dict[str, FoundPassage] = {}
    for piece in pieces:
        for passage in piece.passages:
            text = piece.text[passage.start : passage.end]
            key = fold(text).strip()
            one = found.setdefault(key, FoundPassage(text, passage.label, spared=key in spared))
            one.count += 1
    return list(found.values())


def _places(pieces: Sequence[Piece], spared: set[str]) -> list[Place]:
    places: list[Place] = []
    for piece in pieces:
        if not places or places[-1].title != piece.place:
            places.append(Place(piece.place))
        places[-1].lines.append(_line(piece, spared))
    return places


def _line(piece: Piece, spared: set[str]) -> list[Shown]:
    line, at = [], 0
    for passage in piece.passages:
        line.append(Shown(piece.text[at : passage.start]))
        text = piece.text[passage.start : passage.end]
        line.append(Shown(text, "" if fold(text).strip() in spared else passage.label))
        at = passage.end
    return [part for part in [*line, Shown(piece.text[at:])] if part.text]
