"""`amends audit-replies`: how well companies, branches or months answer, from conversations in a file (M37)."""

import argparse
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from amends.cli.stop import Stop

if TYPE_CHECKING:
    from amends.insight.audit import Material
    from amends.insight.audit.reading import Reading

HELP = "audit how well a company answers: speed, tone, person to person, solved or not"
EPILOG = """examples:
  amends audit-replies reviews.json                    reviews with the company's answers
  amends audit-replies tweets.csv --by company         companies side by side
  amends audit-replies care.mbox --ours shop.example   one's own mail box, month by month
  amends audit-replies talks.csv --csv result.csv --pdf result.pdf

Figures stand with their 95 % interval. Nothing of the file is kept.
"""
SHOWN_PROBLEMS = 20


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path)
    parser.add_argument("--format", choices=["auto", "csv", "mbox", "json"], default="auto")
    parser.add_argument(
        "--by",
        choices=["company", "branch", "month"],
        default="",
        help="what stands side by side; without it, the first of the three of which there are several",
    )
    parser.add_argument("--csv", type=Path, metavar="FILE", help="write the result as CSV")
    parser.add_argument("--pdf", type=Path, metavar="FILE", help="write the result as PDF")
    parser.add_argument(
        "--ours",
        action="append",
        default=[],
        metavar="ADDRESS",
        help="an address or domain the company writes from (mbox); may be repeated",
    )
    parser.add_argument(
        "--company", default="", metavar="NAME", help="whose replies they are, when the file does not say"
    )
    parser.add_argument(
        "--zone", default="", help="where the company's day and night are (default: this company's)"
    )
    parser.add_argument(
        "--dates", choices=["dmy", "mdy"], default="", help="day or month first, when unclear"
    )
    parser.add_argument("--encoding", default="", help="of the table, when it cannot be told, such as cp1252")


def run(args: argparse.Namespace) -> int:
    from amends.cli.django_ready import ready

    if not args.file.is_file():
        raise Stop(f"There is no file {args.file}.")
    ready()
    from amends.cli.reports.audit import table
    from amends.insight.audit import audit
    from amends.insight.audit.reading import read_file

    material = read_file(args.file, reading(args))
    result = audit(material, args.by, progress(len(material.conversations)))
    tell_problems(material)
    print(table(result), end="")
    if args.csv:
        from amends.insight.audit.as_csv import as_csv

        written(args.csv, as_csv(result).encode())
    if args.pdf:
        from amends.insight.audit.as_pdf import as_pdf

        written(args.pdf, as_pdf(result))
    return 0


def reading(args: argparse.Namespace) -> "Reading":
    """How to read the file. Raises Stop for a zone or an encoding that does not exist."""
    from amends.cli.import_ import check_encoding
    from amends.insight.audit.reading import Reading
    from amends.insight.audit.reading.ours import ours
    from amends.people.queries import company

    check_encoding(args.encoding)
    return Reading(
        zone=known_zone(args.zone or company().zone or "UTC"),
        kind=None if args.format == "auto" else args.format,
        day_first={"dmy": True, "mdy": False}.get(args.dates),
        encoding=args.encoding,
        company=args.company,
        ours=ours(args.ours),
    )


def known_zone(name: str) -> str:
    from zoneinfo import ZoneInfo

    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):  # what ZoneInfo raises for names of different kinds
        raise Stop(f"There is no time zone {name}.") from None
    return name


def tell_problems(material: "Material") -> None:
    for line, why in material.problems[:SHOWN_PROBLEMS]:
        print(f"line {line}: {why}; left out", file=sys.stderr)
    if material.wrong > SHOWN_PROBLEMS:
        print(f"… and {material.wrong - SHOWN_PROBLEMS} more", file=sys.stderr)


def progress(total: int) -> Callable[[int], None]:
    """A line that is written over on a terminal, every half second."""
    shown = time.monotonic()

    def told(done: int) -> None:
        nonlocal shown
        if not sys.stderr.isatty() or (time.monotonic() - shown < 0.5 and done < total):
            return
        shown = time.monotonic()
        end = "\n" if done == total else ""
        print(f"\r{done:,} of {total:,} conversations", end=end, file=sys.stderr, flush=True)

    return told


def written(path: Path, content: bytes) -> None:
    try:
        path.write_bytes(content)
    except OSError as error:
        raise Stop(f"{path} cannot be written: {error.strerror}.") from error
    print(f"Written to {path}.")
