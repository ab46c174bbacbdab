"""`amends journal`: what an auditor asks for."""

import argparse
from pathlib import Path

import amends

HELP = "export the journal, check it, or show its last hash"
SCRIPT = Path(amends.__file__).parent / "journal" / "verify_journal.py"


def configure(parser: argparse.ArgumentParser) -> None:
    parts = parser.add_subparsers(dest="what", required=True, metavar="export|verify|head|script")
    export = parts.add_parser("export", help="write the journal to FILE, to be checked by verify_journal.py")
    export.add_argument("file", type=Path)
    export.add_argument("--with-personal", action="store_true", help="with names and texts, where not erased")
    verify = parts.add_parser(
        "verify", help="check the journal in the database; names the first broken entry"
    )
    verify.add_argument(
        "noted", nargs="*", metavar="HASH", help="a hash noted earlier, which must still be there"
    )
    parts.add_parser("head", help="the last entry's number and hash")
    parts.add_parser("script", help="print verify_journal.py, the short program that checks an exported file")


def run(args: argparse.Namespace) -> int:
    if args.what == "script":
        print(SCRIPT.read_text(encoding="utf-8"), end="")
        return 0
    from amends.cli.django_ready import ready

    ready()
    from amends.journal import export, seal

    if args.what == "export":
        print(f"{export.export(args.file, args.with_personal)} entries written to {args.file}")
        return 0
    if args.what == "head":
        seq, last, at = seal.head()
        print(f"{seq} {last} {at.isoformat() if at else '-'}")
        return 0
    count, last, why = export.verify(args.noted)
    print(f"BROKEN at entry {count} ({last}): {why}" if why else f"OK {count} entries, last hash {last}")
    return 1 if why else 0
