"""`amends mailbox`: the mailboxes that complaints are read from."""

import argparse
import getpass
import os

HELP = "add a mailbox to read, try it, list them"


def configure(parser: argparse.ArgumentParser) -> None:
    parts = parser.add_subparsers(dest="what", required=True, metavar="add|try|stop|list")
    added = parts.add_parser("add", help="the password is asked for, or read from AMENDS_MAILBOX_PASSWORD")
    added.add_argument("address")
    added.add_argument(
        "--host", default="", help="the IMAP server; left out: mail is handed to us (SMTP, LMTP, pipe)"
    )
    added.add_argument("--port", type=int, default=993)
    added.add_argument("--security", choices=("tls", "starttls", "none"), default="tls")
    added.add_argument("--user", default="", help="left out: the address")
    added.add_argument("--folder", default="INBOX")
    added.add_argument("--done-folder", default="", help="read mail is moved there; left out: marked as seen")
    added.add_argument("--team", help="the team that answers; left out: the company's first")
    for word in ("try", "stop"):
        parts.add_parser(word).add_argument("address")
    parts.add_parser("list")


def run(args: argparse.Namespace) -> int:
    from amends.cli.django_ready import ready

    ready()
    from amends.channels import mailboxes
    from amends.channels.email.trial import trial
    from amends.channels.models import Mailbox
    from amends.people.actor import SYSTEM

    if args.what == "list":
        for row in Mailbox.objects.order_by("address"):
            state = (
                "stopped"
                if not row.active
                else row.last_error or (f"read {row.last_seen_at}" if row.host else "")
            )
            print(f"{row.address:<36} {row.host or 'handed to us':<28} {state}")
        return 0
    if args.what == "add":
        return _add(args)
    found = Mailbox.objects.filter(address__iexact=args.address).first()
    if found is None:
        raise SystemExit(f"There is no mailbox {args.address}. `amends mailbox list` shows them.")
    box = found
    if args.what == "stop":
        mailboxes.stop_mailbox(box, by=SYSTEM)
        print(f"{box.address} is not read any more.")
        return 0
    wrong = trial(box)
    print(f"{box.address} cannot be read. {wrong}" if wrong else f"{box.address} can be read.")
    return 1 if wrong else 0


def _add(args: argparse.Namespace) -> int:
    from amends.channels import mailboxes
    from amends.channels.email.trial import trial
    from amends.people.actor import SYSTEM
    from amends.people.models import Team

    password = os.environ.get("AMENDS_MAILBOX_PASSWORD") or (getpass.getpass() if args.host else "")
    box = mailboxes.add_mailbox(
        args.address,
        by=SYSTEM,
        password=password,
        host=args.host,
        port=args.port,
        security=args.security,
        user=args.user or args.address,
        folder=args.folder,
        done_folder=args.done_folder,
        team=Team.objects.filter(name=args.team).first() if args.team else None,
    )
    wrong = trial(box) if box.host else None
    print(
        f"{box.address} is set up, but cannot be read yet. {wrong}" if wrong else f"{box.address} is set up."
    )
    return 1 if wrong else 0
