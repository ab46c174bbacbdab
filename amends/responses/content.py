"""What exactly is signed: the reply as canonical bytes."""

import hashlib
import json
from collections.abc import Iterable

from amends.responses.models import Block, Draft


def paragraphs(blocks: Iterable[Block]) -> list[str]:
    """The text of a reply as its reader sees it: blocks in order, empty ones left out, blank lines part paragraphs."""
    parts: list[str] = []
    for block in blocks:
        parts += [part.strip("\n") for part in block.text.replace("\r\n", "\n").split("\n\n") if part.strip()]
    return parts


def letter_text(blocks: Iterable[Block]) -> str:
    return "\n\n".join(paragraphs(blocks))


def canonical(draft: Draft, blocks: Iterable[Block]) -> str:
    """The signed content: case, language and every block with its place and text, as JSON with sorted keys."""
    body = {
        "case": str(draft.case_id),
        "language": draft.language,
        "blocks": [
            {"kind": b.kind, "point": str(b.point_id or ""), "position": b.position, "text": b.text}
            for b in blocks
        ],
    }
    return json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def fingerprint(content: str) -> str:
    """SHA-256 in hex of the canonical content in UTF-8."""
    return hashlib.sha256(content.encode()).hexdigest()
