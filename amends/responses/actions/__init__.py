"""Drafting, signing and sending the written answer (M23–M25)."""

from amends.responses.actions.draft import begin_draft, override_finding, write_block
from amends.responses.actions.passing import tell_transfer
from amends.responses.actions.prepared import (
    add_text,
    bring_back_text,
    change_text,
    put_in_starting_set,
    retire_text,
)
from amends.responses.actions.send import send
from amends.responses.actions.sign import (
    GapLeft,
    LetterChanged,
    OwnLetter,
    PointUnanswered,
    part_of_letter,
    request_signature,
    return_draft,
    sign,
)
from amends.responses.actions.tell import (
    ask_about_remedy,
    ask_customer,
    send_interim_news,
    tell_new_date,
    tell_promise,
)
from amends.responses.actions.waiting import tell_pause, tell_resume

__all__ = [
    "GapLeft",
    "LetterChanged",
    "OwnLetter",
    "PointUnanswered",
    "add_text",
    "ask_about_remedy",
    "ask_customer",
    "begin_draft",
    "bring_back_text",
    "change_text",
    "override_finding",
    "part_of_letter",
    "put_in_starting_set",
    "request_signature",
    "retire_text",
    "return_draft",
    "send",
    "send_interim_news",
    "sign",
    "tell_new_date",
    "tell_pause",
    "tell_promise",
    "tell_resume",
    "tell_transfer",
    "write_block",
]
