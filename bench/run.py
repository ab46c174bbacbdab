"""`make bench`: measures this installation on this machine in one run and writes down what came of it.

python -m bench.run            intake, first answers, import, pages at 100,000 cases, letters: bench/RESULTS.md
python -m bench.run --full     the same, pages at 1,000,000 cases: bench/RESULTS-full.md
"""

import argparse
import sys
from datetime import UTC, datetime
from pathlib import Path

from bench import intake, letters, limits, pages, reads
from bench.installation import Installation, Sink

RESULTS, FULL_RESULTS = (Path(__file__).with_name(name) for name in ("RESULTS.md", "RESULTS-full.md"))
HEAD = """# Measured

{machine}

{at}, {cases:,} cases for the pages. `synchronous_commit` on; everything, the load included, on this one machine.
"Limit" is what the machine does without our program: bare transactions by pgbench, or a page that does nothing.

| what | figure | limit | to reach |
|---|---|---|---|
"""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--full", action="store_true", help="pages at 1,000,000 cases")
    parser.add_argument("--cases", type=int)
    parser.add_argument(
        "--quick", action="store_true", help="a tenth of the load: does the bench itself work?"
    )
    args = parser.parse_args()
    cases = args.cases or (1_000_000 if args.full else 100_000)
    machine = limits.machine()
    sink = Sink()
    place = Installation(sink=sink)
    rows: list[tuple[str, str, str, str]] = []
    try:
        place.start()
        rows.append(("first start, set-up done", f"{place.seconds:.1f} s", "", "≤ 60 s with set-up"))
        place.wait_for_the_coach()
        rows += intake.measure(place, sink, 10 if args.quick else 1)
        rows += reads.measure(place, cases, 10 if args.quick else 1)
        rows += pages.measure(place, reads.signed_in(place)[0])
        place.stop()
        rows += letters.measure(place, 10 if args.quick else 1)
        place.start()
        rows.append(("later start", f"{place.seconds:.1f} s", "", "≤ 3 s"))
    finally:
        place.remove()
        sink.stop()
    head = HEAD.format(machine=machine, at=f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC", cases=cases)
    text = head + "".join(f"| {' | '.join(row)} |\n" for row in rows)
    (FULL_RESULTS if args.full else RESULTS).write_text(text)
    print(text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
