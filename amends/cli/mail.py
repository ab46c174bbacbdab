"""Mail without an installation: what would be read out of a message."""

import argparse
import json
import sys
from typing import Any

HELP = "read one raw mail from standard input and print what it says, as JSON"


def configure(parser: argparse.ArgumentParser) -> None:
    verbs = parser.add_subparsers(dest="verb", required=True)
    verbs.add_parser("read", help="print subject, people, text, attachments and threading of the mail given")


def run(args: argparse.Namespace) -> int:
    from amends.channels.email.message import read_guarded

    mail = read_guarded(sys.stdin.buffer.read())
    json.dump(answer(mail), sys.stdout, ensure_ascii=True, indent=1)
    print()
    return 0


def answer(mail: Any) -> dict[str, Any]:
    """The mail as others read it; the contents of its files left out."""
    return {
        "subject": mail.subject,
        "from": {"name": mail.sender.name, "address": mail.sender.address},
        "to": [{"name": one.name, "address": one.address} for one in mail.to],
        "cc": [{"name": one.name, "address": one.address} for one in mail.cc],
        "date": mail.date.isoformat() if mail.date else None,
        "text": mail.text,
        "reply_text": mail.reply_text,
        "quoted_from": mail.quoted_from,
        "attachments": [
            {
                "name": file.name,
                "size": len(file.content),
                "media_type": file.media_type,
                "inline": file.inline,
            }
            for file in mail.attachments
        ],
        "auto_reply": mail.auto_reply,
        "machine_reason": mail.machine_reason,
        "bounced": list(mail.bounced),
        "message_id": mail.message_id,
        "in_reply_to": list(mail.in_reply_to),
        "references": list(mail.references),
        "delivered_to": list(mail.delivered_to),
        "notes": list(mail.notes),
    }
