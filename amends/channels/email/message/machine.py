"""Is this mail written by a machine, so that an automatic answer would annoy or loop?"""

import re

from amends.channels.email.message.fields import Fields
from amends.channels.email.message.parts import Part
from amends.channels.email.message.shape import Address, LoopHeaders


def loop_headers(fields: Fields) -> LoopHeaders:
    path = fields.text("return-path") if fields.has("return-path") else None
    return LoopHeaders(
        auto_submitted=fields.text("auto-submitted").lower()[:200],
        precedence=fields.text("precedence").lower()[:100],
        return_path=None if path is None else path.strip("<> ")[:320],
        list_id=fields.text("list-id")[:300],
    )


def machine_reason(fields: Fields, root: Part, sender: Address, subject: str, text: str) -> str:
    """A code for why it is machine mail; empty when a person seems to have written it."""
    loop = loop_headers(fields)
    if re.match(r"no\b", loop.auto_submitted) is None and loop.auto_submitted:
        return "auto-submitted"
    if loop.precedence.split(";")[0].strip() in ("bulk", "junk", "list", "auto_reply"):
        return "precedence"
    if loop.return_path == "" and fields.raw("return-path").strip():
        return "no-return-path"
    if root.media_type == "multipart/report":
        return "report"
    return ""
