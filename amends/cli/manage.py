"""Django's own commands, with the database started."""

import argparse

HELP = "run one of Django's own commands, as the owner of the tables: migrate, shell, check …"


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "words", nargs=argparse.REMAINDER, help="the command and its options, as after manage.py"
    )


def run(args: argparse.Namespace) -> int:
    from django.core.management import execute_from_command_line

    from amends.cli.django_ready import ready

    ready(role="owner")
    execute_from_command_line(["amends manage", *args.words])
    return 0
