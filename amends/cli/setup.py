"""Prepares the data folder, the database and everything made from sources."""

import argparse

HELP = "prepare this installation: data folder, database, tables, fonts, translations, static files"
EPILOG = "It may be repeated at any time and does only what is missing."


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--open", action="store_true", help="also make the company and the first administrator"
    )
    parser.add_argument(
        "--demo", action="store_true", help="fill an empty installation with a company's complaints"
    )


def run(args: argparse.Namespace) -> int:
    from amends.cli.django_ready import ready
    from amends.server import preparation
    from amends.server.postgres import home

    ready(role="owner")
    if not preparation.is_done(home(), "prepared"):
        preparation.prepare(home(), say, in_haste=args.open)
    if args.demo:
        from amends.cli.demo import fill

        fill()
    if args.open:
        preparation.open_for_work(home(), say)
    return 0


def say(sentence: str) -> None:
    print(sentence, flush=True)
