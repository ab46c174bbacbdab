"""A backup becomes this installation."""

import argparse
import os
from pathlib import Path

from amends.cli.stop import Stop

HELP = "make a backup this installation; Amends must not be running"
EPILOG = """The backup is read and compared as a whole before anything changes.

examples:
  amends restore amends.tar
  amends restore amends.tar --replace
"""


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, help="a file that `amends backup` wrote")
    parser.add_argument(
        "--replace", action="store_true", help="although there are complaints here, which are lost"
    )


def run(args: argparse.Namespace) -> int:
    from amends.cli.django_ready import ready
    from amends.server import preparation
    from amends.server.postgres import home
    from amends.server.supervision.lock import UpLock

    source = args.file.expanduser().resolve()
    if not source.is_file():
        raise Stop(f"There is no file {source}.")
    with UpLock(home()) as other:
        if other is not None:
            raise Stop(f"Amends is running here as process {other}. End it first.")
        ready(role="owner")
        from django.conf import settings

        from amends.server.restore import restore

        restore(source, home(), settings.FILES_ROOT, say, replace=args.replace)
        preparation.forget(home())
        preparation.prepare(home(), say)
    if os.environ.get("AMENDS_SECRET_KEY"):
        say(
            "AMENDS_SECRET_KEY is set and counts instead of the backup's key: links sent earlier may not open."
        )
    say(f"{source.name} is restored.")
    return 0


def say(sentence: str) -> None:
    print(sentence, flush=True)
