"""Which part of a mail's text its sender newly wrote. Ranges only: nothing is ever deleted."""

from dataclasses import dataclass

from amends.language.quoting.marks import (
    PIPED,
    SIGNATURE,
    WITHOUT_WORDS,
    Line,
    attribution_at,
    cut_line,
    from_a_device,
    lines_of,
    quote_follows,
)

__all__ = ["Division", "divide"]

SIGNATURE_LINES = 15
SIGNATURE_CHARACTERS = 1_200
WRAPPING = 60


@dataclass(frozen=True, slots=True)
class Division:
    """`folded` are ranges of `text`, in order, apart from each other; the rest was newly written."""

    text: str
    folded: tuple[tuple[int, int], ...] = ()

    @property
    def written(self) -> tuple[tuple[int, int], ...]:
        edges = [0, *(edge for fold in self.folded for edge in fold), len(self.text)]
        return tuple((start, end) for start, end in zip(edges[::2], edges[1::2], strict=True) if start < end)

    @property
    def reply(self) -> str:
        return "".join(self.text[start:end] for start, end in self.written).strip()

    @property
    def folded_from(self) -> int | None:
        """Where the folded end of the text begins; None when the text ends with new words."""
        if self.folded and not self.text[self.folded[-1][1] :].strip():
            return self.folded[-1][0]
        return None


@dataclass(slots=True)
class Run:
    """Lines of one kind: words, an attribution or a quote; the end is exclusive."""

    kind: str
    start: int
    end: int


def divide(text: str) -> Division:
    lines = lines_of(text)
    runs, end = runs_of(lines)
    folds = [(end, len(lines))] if end < len(lines) else []
    folds += quotes_to_fold(runs, lines)
    folds += closing_lines(lines, [run for run in runs if run.kind == "words"], folds)
    return Division(text, merged(text, [(lines[first].start, lines[last - 1].end) for first, last in folds]))


def runs_of(lines: list[Line]) -> tuple[list[Run], int]:
    """The runs from the top, and the line from which everything is an older mail."""
    runs: list[Run] = []
    at = 0
    while at < len(lines):
        line = lines[at]
        words_before = any(run.kind == "words" for run in runs)
        if line.blank:
            at += 1
        elif line.quoted:
            stop = quote_end(lines, at)
            runs.append(Run("quote", at, stop))
            at = stop
        elif words_before and cut_line(lines, at):
            return runs, at
        elif size := attribution_at(lines, at):
            marked = quote_follows(lines, at + size)
            if not marked and words_before:
                return runs, at
            runs.append(Run("attribution" if marked else "words", at, at + size))
            at = after_pipes(lines, at + size, runs)
        else:
            add_words(runs, at)
            at += 1
    return runs, len(lines)


def add_words(runs: list[Run], at: int) -> None:
    if runs and runs[-1].kind == "words":
        runs[-1].end = at + 1
    else:
        runs.append(Run("words", at, at + 1))


def quote_end(lines: list[Line], at: int) -> int:
    """Behind a quote; a line in it that lost its mark by wrapping belongs to it."""
    last = at
    for index in range(at + 1, len(lines)):
        line = lines[index]
        if line.quoted:
            last = index
        elif not line.blank and not (index == last + 1 and wrapped(lines, index)):
            break
    return last + 1


def wrapped(lines: list[Line], at: int) -> bool:
    """Is this the end of the long quoted line above, and not a short answer to it?"""
    above = lines[at - 1].text.rstrip()
    goes_on = at + 1 < len(lines) and lines[at + 1].quoted
    return goes_on and len(above) >= WRAPPING and above[-1].isalnum() and lines[at].text[:1].islower()


def after_pipes(lines: list[Line], at: int, runs: list[Run]) -> int:
    """Some programs quote by `|`; believed only below an attribution."""
    first = next((index for index in range(at, min(at + 3, len(lines))) if not lines[index].blank), None)
    if runs[-1].kind != "attribution" or first is None or not PIPED.match(lines[first].text):
        return at
    stop = first
    while stop < len(lines) and PIPED.match(lines[stop].text):
        stop += 1
    runs.append(Run("quote", first, stop))
    return stop


def quotes_to_fold(runs: list[Run], lines: list[Line]) -> list[tuple[int, int]]:
    """Quotes answered in between stay with their answers; those above or below all answers are folded."""
    words = [
        index for index, run in enumerate(runs) if run.kind == "words" and not only_closing(lines, run, runs)
    ]
    if not words:
        return [(run.start, run.end) for run in runs if run.kind != "words"]
    folds = [(run.start, run.end) for run in runs[words[-1] + 1 :]]
    inside = runs[: words[-1]]
    leading = [run.kind for run in inside] == ["attribution", "quote"]
    folds += [(run.start, run.end) for run in inside if run.kind == "attribution" or leading]
    return folds


def only_closing(lines: list[Line], run: Run, runs: list[Run]) -> bool:
    """Words behind a quote that are no more than a signature."""
    if run is not runs[-1] or len(runs) < 2:
        return False
    first = lines[run.start].text
    return bool(SIGNATURE.fullmatch(first)) or (run.end - run.start == 1 and from_a_device(first))


def closing_lines(lines: list[Line], words: list[Run], folds: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The signature below the last words: behind `--`, below a list's line, `Sent from my …`."""
    if not words:
        return []
    run = words[-1]
    if any(start <= run.start < end for start, end in folds):
        run = words[-2] if len(words) > 1 else run
    found: list[tuple[int, int]] = []
    stop = run.end
    for at in range(max(run.start, stop - 3 * SIGNATURE_LINES), stop):
        if (SIGNATURE.fullmatch(lines[at].text) or list_footer(lines, at, stop)) and short(lines[at:stop]):
            found.append((at, stop))
            stop = at
            break
    while stop > run.start and (
        (WITHOUT_WORDS.fullmatch(lines[stop - 1].text) and found) or lines[stop - 1].blank
    ):
        stop -= 1
    if found and stop < found[0][0]:
        found.append((stop, found[0][0]))
    if stop - 1 > run.start and from_a_device(lines[stop - 1].text):
        found.append((stop - 1, stop))
    return found


def short(lines: list[Line]) -> bool:
    """A long text below two dashes is no signature."""
    filled = [line for line in lines if not line.blank]
    return len(filled) <= SIGNATURE_LINES and sum(len(line.text) for line in filled) <= SIGNATURE_CHARACTERS


def list_footer(lines: list[Line], at: int, stop: int) -> bool:
    rest = [line.text for line in lines[at + 1 : stop] if not line.blank]
    ruled = lines[at].text.strip()
    return (
        len(ruled) >= 15
        and set(ruled) == {"_"}
        and 0 < len(rest) <= 6
        and any("://" in text or "@" in text for text in rest)
    )


def merged(text: str, folds: list[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """In order, with those joined that only blanks part."""
    found: list[tuple[int, int]] = []
    for start, end in sorted(folds):
        if found and (start <= found[-1][1] or not text[found[-1][1] : start].strip()):
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        elif start < end:
            found.append((start, end))
    return tuple(found)
