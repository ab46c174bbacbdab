"""Mail by a pipe: the door for a mail server that hands each message to a command."""

import argparse
import sys

HELP = "take in one raw mail from standard input (for a mail server's pipe)"
NOT_STORED = 75  # EX_TEMPFAIL: the mail server keeps it and tries again


def configure(parser: argparse.ArgumentParser) -> None:
    kinds = parser.add_subparsers(dest="kind", required=True)
    mail = kinds.add_parser("mail", help="exit 0 when it is stored, 75 when the mail server should try again")
    mail.add_argument("--to", action="append", default=[], metavar="ADDRESS", help="the envelope's recipient")
    mail.add_argument(
        "--from", dest="sender", metavar="ADDRESS", help="the envelope's sender; empty for a bounce"
    )


def run(args: argparse.Namespace) -> int:
    raw = sys.stdin.buffer.read()
    try:
        from amends.cli.django_ready import ready

        ready()
        from amends.channels.email.taking import Letter, take

        letter = Letter(raw, "pipe", tuple(args.to), args.sender)
        outcome = next((o for _try in range(3) if (o := take([letter])[0]) != "later"), "later")
    except Exception as error:  # whatever it is, the mail server still has the message
        print(f"not stored: {error}", file=sys.stderr)
        return NOT_STORED
    return NOT_STORED if outcome == "later" else 0
