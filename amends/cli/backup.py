"""One file with everything in it."""

import argparse
from pathlib import Path

HELP = "write one file with the database, the files and the key; Amends may be running"
EPILOG = """The file holds personal data and the key that signs links: keep it where only you can read it.

examples:
  amends backup /backups/amends-$(date +%F).tar
"""


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, help="the file to write; an older one of that name is replaced")


def run(args: argparse.Namespace) -> int:
    from amends.cli.django_ready import ready

    ready(role="owner")
    from django.conf import settings

    from amends.server.backup import backup

    target = args.file.expanduser().resolve()
    manifest = backup(target, settings.FILES_ROOT, settings.SECRET_KEY)
    rows, size = manifest["rows"], target.stat().st_size / 2**20
    print(f"{target}: {rows['cases_case']} complaints, {len(manifest['sha256']) - 2} files, {size:.1f} MB.")
    return 0
