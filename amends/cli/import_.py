"""`amends import`: complaints of earlier days, from a table or a mail box."""

import argparse
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from amends.channels.bulk.table_import import Plan, Report
    from amends.people.models import Team

HELP = "take over complaints from CSV or mbox, with their own dates"
EPILOG = """examples:
  amends import complaints.csv --dry-run     what would be imported, with a preview
  amends import complaints.csv --team North
  amends import archive.mbox

Run again, it imports only what is new. Ctrl-C leaves whole batches; the next run goes on from there.
"""
SHOWN_ERRORS = 20


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path)
    parser.add_argument("--format", choices=["auto", "cfpb", "csv", "mbox"], default="auto")
    parser.add_argument("--team", help="the team the cases go to; the default team otherwise")
    parser.add_argument("--dry-run", action="store_true", help="look at everything, write nothing")
    parser.add_argument("--encoding", default="", help="of the table, when it cannot be told, such as cp1252")
    parser.add_argument(
        "--dates", choices=["dmy", "mdy"], default="", help="day or month first, when unclear"
    )
    parser.add_argument("--source", default="csv", help="whose numbers the rows carry (default csv)")


def run(args: argparse.Namespace) -> int:
    from amends.cli.django_ready import ready
    from amends.cli.stop import Stop

    if not args.file.is_file():
        raise Stop(f"There is no file {args.file}.")
    check_encoding(args.encoding)
    ready()
    kind = args.format if args.format != "auto" else _kind_of(args.file)
    return _mbox(args) if kind == "mbox" else _table(args)


def check_encoding(name: str) -> None:
    import codecs

    from amends.cli.stop import Stop

    try:
        codecs.lookup(name or "utf-8")
    except LookupError:
        raise Stop(f"There is no encoding {name}.") from None


def _kind_of(path: Path) -> str:
    from amends.cli.stop import Stop

    with path.open("rb") as source:
        head = source.read(8)
    if head.startswith((b"PK", b"\x1f\x8b", b"%PDF", b"\xd0\xcf\x11\xe0")):
        raise Stop(f"{path} is packed or not a table. Unpack it, or save it as CSV.")
    return "mbox" if head.startswith(b"From ") else "csv"


def _team(name: str | None) -> "Team":
    from amends.cli.stop import Stop
    from amends.people.queries import active_teams, company

    found = active_teams().filter(name__iexact=name).first() if name else company().default_team
    if found is None:
        raise Stop(
            f"There is no team {name}."
            if name
            else "No team is set up yet. Start `amends up` once, or run `amends setup --open`."
        )
    return found


def _table(args: argparse.Namespace) -> int:
    from amends.channels.bulk import table_import, write
    from amends.people.actor import SYSTEM
    from amends.people.queries import company

    team = _team(args.team)
    plan = table_import.plan(args.file, encoding=args.encoding, dates=args.dates)
    _describe(plan)
    if args.dry_run:
        report = table_import.look_ahead(plan, team.zone)
        _preview(plan)
        _say(report, dry=True)
        return 0
    where = write.target(company(), team, by=SYSTEM, file=args.file.name)
    report = table_import.import_table(
        plan, where, source=args.source, told=progress(plan.table.rows), writers=2
    )
    _say(report)
    return 0


def _describe(plan: "Plan") -> None:
    table, columns = plan.table, plan.columns
    sure = "" if plan.encoding.certain else " (a guess)"
    print(f"{table.path.name}: {table.rows:,} rows, {len(table.header)} columns, {table.encoding}{sure}")
    named = {meaning: table.header[place] or "–" for meaning, place in columns.places.items()}
    print("  " + ", ".join(f"{meaning} = {name}" for meaning, name in named.items()))
    if columns.rest:
        print(f"  kept beside the case: {', '.join(columns.rest)}")
    if columns.nameless:
        print(f"  {columns.nameless} column(s) without a name left out")
    first = ("day", "month") if plan.day_first else ("month", "day")
    dated = "received" in columns.places
    print(
        f"  dates: {first[0]} before {first[1]}" if dated else "  no column of dates: counted as received now"
    )


def _preview(plan: "Plan") -> None:
    for row in plan.preview:
        ended = f", ended {row.closed_at:%Y-%m-%d}" if row.closed_at else ", open"
        print(f"\nline {row.line}: {row.external_id or '–'}, received {row.received_at:%Y-%m-%d}{ended}")
        print(f"  {row.name}{', ' + row.address.replace(chr(10), ', ') if row.address else ''}")
        print(f"  {row.title}\n  {' '.join(row.text.split())[:200]}")
    print()


def _say(report: "Report", dry: bool = False) -> None:
    for line, why in report.errors[:SHOWN_ERRORS]:
        print(f"line {line}: {why}; left out", file=sys.stderr)
    if report.wrong > SHOWN_ERRORS:
        print(f"… and {report.wrong - SHOWN_ERRORS} more", file=sys.stderr)
    if dry:
        print(
            f"{report.read - report.wrong:,} rows would be imported, {report.wrong:,} left out. Nothing was written."
        )
    else:
        print(f"{report.made:,} imported, {report.known:,} known already, {report.wrong:,} left out")


def progress(total: int) -> Callable[[Any], None]:
    """A line that is written over on a terminal, every half second."""
    began, shown = time.monotonic(), 0.0

    def told(report: Any) -> None:
        nonlocal shown
        at = time.monotonic()
        if not sys.stderr.isatty() or at - shown < 0.5:
            return
        shown = at
        rate = report.read / max(at - began, 0.001)
        left = int(max(total - report.read, 0) / max(rate, 0.001))
        line = f"{report.read:,} of {total:,}, {rate:,.0f}/s, {left // 60}:{left % 60:02} left"
        print(f"\r{line:<70}", end="\n" if report.read >= total else "", file=sys.stderr, flush=True)

    return told


def _mbox(args: argparse.Namespace) -> int:
    from amends.channels.bulk import mbox
    from amends.people.actor import SYSTEM

    team = _team(args.team)
    if args.dry_run:
        report = mbox.look_ahead(args.file)
        print(f"{report.read:,} mails, {report.wrong:,} of them by machines. Nothing was written.")
        return 0
    total = mbox.count(args.file)
    report = mbox.import_mbox(args.file, team, by=SYSTEM, told=progress(total))
    _say(report)
    return 0
