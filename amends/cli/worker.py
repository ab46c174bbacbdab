"""The background work alone, for machines beside the one that answers pages."""

import argparse

HELP = "run the background work: jobs, the journal's seal, mail doors (`amends up` starts it by itself)"
EPILOG = """examples:
  amends worker                      everything
  amends worker --only jobs sealer   no mail doors here
  amends worker --only listener      the SMTP and LMTP door alone
"""
PARTS = ("jobs", "sealer", "carrier", "indexer", "mailboxes", "listener")


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--only", nargs="+", choices=PARTS, default=list(PARTS), help="these parts and no other"
    )


def run(args: argparse.Namespace) -> int:
    from amends.cli.django_ready import ready

    ready()
    from amends.server import worker

    return worker.run(args.only)
