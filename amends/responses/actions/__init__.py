"""Drafting, signing and sending the written answer (M23–M25)."""

from amends.responses.actions.draft import begin_draft, override_finding, write_block
from amends.responses.actions.send import send
from amends.responses.actions.sign import (
    LetterChanged,
    OwnLetter,
    PointUnanswered,
    request_signature,
    return_draft,
    sign,
)

__all__ = [
    "LetterChanged",
    "OwnLetter",
    "PointUnanswered",
    "begin_draft",
    "override_finding",
    "request_signature",
    "return_draft",
    "send",
    "sign",
    "write_block",
]
