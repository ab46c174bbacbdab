"""What the text of a reply costs: the coach reads it, and it is set as a letter.

The replies are the 144 that the coach never learns from (tests/coach/unseen), told apart by a number in every sentence, as what
was read once is remembered. Both are measured through the doors programs take: `amends coach --jsonl`, and the typesetter
that a worker keeps.
"""

import json
import re
import resource
import subprocess
import time
from collections.abc import Iterator
from itertools import count, cycle, islice
from pathlib import Path
from typing import Any

from bench.installation import AMENDS, Installation
from bench.load import Figures

Row = tuple[str, str, str, str]
UNSEEN = Path(__file__).resolve().parents[1] / "tests" / "coach" / "unseen"
COACHED, SET, SET_FIRST = 1000, 200, 10
END_OF_A_SENTENCE = re.compile(r"(?<=\w)(?=[.!?](?:\s|$))|(?<=[\u0e01-\u0e4e]{15})(?=\s|$)")


def measure(place: Installation, less: int) -> list[Row]:
    letters = list(islice(strange_letters(), COACHED // less))
    return [coached(letters), typeset(place, letters[: SET // less + SET_FIRST])]


def strange_letters() -> Iterator[dict[str, Any]]:
    """Lines for the coach without end, no sentence of them twice."""
    read = [
        {"lang": path.stem, **json.loads(line)}
        for path in sorted(UNSEEN.glob("*.jsonl"))
        for line in path.read_text("utf-8").splitlines()
    ]
    numbers = count(100)
    for number, each in enumerate(cycle(read)):
        text = END_OF_A_SENTENCE.sub(lambda _: f" {next(numbers)}", each["reply"])
        yield {"id": str(number), "lang": each["lang"], "text": text, "case": each["case"]}


def coached(letters: list[dict[str, Any]]) -> Row:
    """On all processors of this machine, the start included; the time of the processors is told for each letter."""
    lines = "".join(json.dumps(each, ensure_ascii=False) + "\n" for each in letters)
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    subprocess.run([str(AMENDS), "coach", "--jsonl"], input=lines.encode(), capture_output=True, check=False)
    took, after = time.monotonic() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
    busy = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    words = sum(len(each["text"].split()) for each in letters if each["lang"] != "th")
    mean = words // sum(each["lang"] != "th" for each in letters)
    return (
        f"coach, {len(letters)} strange replies of {mean} words with their cases",
        f"{took:.1f} s; {busy / len(letters) * 1000:.0f} ms of processor time each",
        "",
        "200 words < 30 ms",
    )


def typeset(place: Installation, letters: list[dict[str, Any]]) -> Row:
    from amends.responses.letter.typeset import Company, LetterContent, Signatory, Typesetter

    company = Company(name="Tern & Oak", address=["Harbour Road 4"], email="help@tern-and-oak.example")
    typesetter = Typesetter(place.home / "fonts")
    times = []
    for each in letters:
        content = LetterContent(
            lang=each["lang"],
            title="Reply",
            company=company,
            recipient=[each["case"]["customer_name"] or "-"],
            place_and_date="Bratislava",
            body=each["text"].split("\n\n"),
            signatures=[Signatory(name="Daniel Okafor")],
        )
        began = time.perf_counter()
        typesetter.typeset(content)
        times.append((time.perf_counter() - began) * 1000)
    found = Figures(times[SET_FIRST:], 1.0)
    return (
        "such a reply as a letter, PDF/A",
        f"p50 {found.p50:.0f} ms, p95 {found.p95:.0f} ms",
        "",
        "< 30 ms",
    )
