"""One JSON object a line, in and out: what other programs speak with the coach."""

import json
import os
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from multiprocessing import get_context
from typing import IO, TYPE_CHECKING, Any

from amends.cli.coach_ready import tell_if_it_learns

if TYPE_CHECKING:
    from amends.coach import CaseKnown

LONGEST_LINE = 1_000_000  # bytes; a longer line is no letter and is refused before it is read whole
NOTHING_TO_SAY, FINDINGS, UNREADABLE = 0, 1, 2
FEW = 64  # lines that one process reads sooner than others could be started
AT_ONCE = 512  # lines that are held in memory while all cores read them
PORTION = 16  # lines a core is handed at a time

Answer = Callable[[dict[str, Any]], dict[str, Any]]


def coached(lines: IO[bytes], out: IO[str]) -> int:
    """`{"id","lang","text","case"}` in, `{"id","findings"}` out. A line that cannot be read says so and the rest goes on."""
    return _each(lines, out, _findings, lambda row: bool(row["findings"]))


def _findings(row: dict[str, Any]) -> dict[str, Any]:
    from amends.cli.reports.coach import as_row
    from amends.coach import read

    tell_if_it_learns(row["lang"], "reply")
    return {"findings": [as_row(each) for each in read(row["text"], row["lang"], known(row.get("case")))]}


def known(row: object) -> "CaseKnown | None":
    """What a line says of its case; missing parts are not known. Raises ValueError for a verdict there is not."""
    from amends.coach.known import VERDICTS, CaseKnown

    if not isinstance(row, dict):
        return None
    texts = {
        name: row[name]
        for name in ("customer_name", "complaint", "organisation")
        if isinstance(row.get(name), str)
    }
    verdict = row.get("verdict") or None
    if verdict is not None and verdict not in VERDICTS:
        raise ValueError(f"verdict must be one of {', '.join(VERDICTS)}")
    return CaseKnown(verdict=verdict, resolved=bool(row.get("resolved")), **texts)


def assessed(lines: IO[bytes], out: IO[str]) -> int:
    """`{"id","lang","text"}` in, `{"id","lang","state","signals","wants","facts"}` out."""
    return _each(lines, out, _assessment, lambda row: False)


def _assessment(row: dict[str, Any]) -> dict[str, Any]:
    from amends.coach.incoming import assess

    tell_if_it_learns(row["lang"], "state", "wants")
    found = assess(row["text"], row["lang"])
    signs = [
        {"kind": each.kind, "start": each.start, "end": each.end, "text": each.text} for each in found.signals
    ]
    return {
        "lang": row["lang"],
        "state": found.state,
        "signals": signs,
        "wants": found.wants,
        "facts": {fact.kind: fact.text for fact in found.facts},
    }


def _each(lines: IO[bytes], out: IO[str], answer: Answer, says: Callable[[dict[str, Any]], bool]) -> int:
    code, number = NOTHING_TO_SAY, 0
    try:
        for number, made in enumerate(_answered(_lines(lines), answer), start=1):
            if made is None:
                continue
            if isinstance(made, str):
                print(f"line {number}: {made}", file=sys.stderr)
                code = UNREADABLE
                continue
            out.write(json.dumps(made, ensure_ascii=False) + "\n")
            if says(made) and code == NOTHING_TO_SAY:
                code = FINDINGS
    except BrokenProcessPool:
        print(
            f"From line {number + 1} on there are no answers: a process reading them was killed, as a machine"
            " short of memory does. Send those lines again.",
            file=sys.stderr,
        )
        return UNREADABLE
    return code


def _answered(lines: Iterator[bytes], answer: Answer) -> Iterator[dict[str, Any] | str | None]:
    """The answer to each line in their order, why there is none, or None for a blank one; many are shared out to all cores."""
    first = list(islice(lines, FEW))
    yield from (_answer(answer, line) for line in first)
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 1
    if len(first) < FEW or cores == 1:
        yield from (_answer(answer, line) for line in lines)
        return
    # forked ones share what the first lines have loaded
    with ProcessPoolExecutor(cores, mp_context=get_context("fork")) as pool:
        while together := list(islice(lines, AT_ONCE)):
            yield from pool.map(_answer, [answer] * len(together), together, chunksize=PORTION)


def _answer(answer: Answer, line: bytes) -> dict[str, Any] | str | None:
    if not line.strip():
        return None
    try:
        row = _row(line)
        return {"id": row.get("id")} | answer(row)
    except (ValueError, KeyError, TypeError) as error:
        return _why(error)


def _lines(lines: IO[bytes]) -> Iterator[bytes]:
    """Every line; of one too long only its beginning, which then fails to be JSON."""
    while line := lines.readline(LONGEST_LINE):
        whole = line.endswith(b"\n") or len(line) < LONGEST_LINE
        while not whole:
            rest = lines.readline(LONGEST_LINE)
            whole = rest.endswith(b"\n") or len(rest) < LONGEST_LINE
            line = b"\x00"
        yield line


def _row(line: bytes) -> dict[str, Any]:
    if line == b"\x00":
        raise ValueError(f"longer than {LONGEST_LINE} bytes, which no letter is")
    row = json.loads(line)
    if (
        not isinstance(row, dict)
        or not isinstance(row.get("text"), str)
        or not isinstance(row.get("lang"), str)
    ):
        raise ValueError('needs an object with "id", "lang" and "text"')
    return row


def _why(error: Exception) -> str:
    return "is not JSON" if isinstance(error, json.JSONDecodeError | UnicodeDecodeError) else str(error)
