"""The cautious way to read a mail that could not be read: subject, sender, first words."""

import re

from amends.channels.email.message.address import read_addresses
from amends.channels.email.message.characters import body_text, decode
from amends.channels.email.message.fields import Fields
from amends.channels.email.message.machine import loop_headers
from amends.channels.email.message.shape import Address, ReadMail

START = 65_536
LINE = re.compile(
    rb"^(subject|from|message-id|auto-submitted|precedence|return-path)[ \t]*:[ \t]*([^\r\n]{0,1000})",
    re.I | re.M,
)
END = re.compile(rb"\r?\n\r?\n")


def scanned(raw: bytes, note: str = "unparsed") -> ReadMail:
    """Looks at the first bytes alone."""
    start = raw[:START]
    end = END.search(start)
    fields = Fields(
        [
            (match[1].decode().lower(), match[2])
            for match in LINE.finditer(start, 0, end.end() if end else START)
        ]
    )
    loop = loop_headers(fields)
    robot = bool(loop.auto_submitted and loop.auto_submitted != "no") or loop.precedence in (
        "bulk",
        "junk",
        "list",
    )
    text = body_text(decode(start[end.end() :] if end else start, "utf-8"))[:10_000]
    return ReadMail(
        subject=fields.text("subject")[:1000],
        sender=next(iter(read_addresses(fields.undecoded("from"), 1)), Address("", "")),
        text=text,
        reply_text=text,
        auto_reply=robot,
        machine_reason="auto-submitted" if robot else "",
        message_id=fields.text("message-id").strip("<> "),
        notes=("unparsed", note) if note != "unparsed" else ("unparsed",),
        loop=loop,
    )
