"""Every verb of the procedure that concerns the case itself. Drafting and signing stand in `responses`."""

from amends.cases.actions._step import expect, locked_version
from amends.cases.actions.assess import add_point, assess, join_duplicate, reword_point, withdraw_point
from amends.cases.actions.copies import (
    ask_copy,
    finish_copy,
    give_up_copy,
    note_progress,
    remove_old_copies,
    take_copy,
)
from amends.cases.actions.customers import change_card, join_cards
from amends.cases.actions.decide import decide_point, reconsider_point
from amends.cases.actions.ending import (
    close,
    reach_stage,
    reopen,
    solve_on_the_spot,
    take_apart,
    transfer,
    withdraw,
)
from amends.cases.actions.handing import Handing, give, would_refuse
from amends.cases.actions.judged import forget_judgements
from amends.cases.actions.lists import (
    change_filter,
    may_change_filter,
    note_export,
    remove_filter,
    save_filter,
)
from amends.cases.actions.messages import add_message, attach, attach_file, say
from amends.cases.actions.notes import note
from amends.cases.actions.open import Opened, Opening, prepare_opening, write_openings
from amends.cases.actions.ownership import assign, escalate, hand_over
from amends.cases.actions.promises import (
    break_promise,
    check_ahead,
    keep_promises,
    make_promise,
    pause,
    promise,
    re_promise,
    resume,
    warn_of_promise,
)
from amends.cases.actions.remedies import (
    answer_remedy,
    approve_remedy,
    cancel_remedy,
    carry_out_remedy,
    done_by,
    offer_remedy,
    propose_remedy,
)
from amends.cases.actions.statements import (
    ask_statement,
    give_statement,
    record_responsibility,
    reply_to_finding,
    show_finding,
    waive_statement,
)
from amends.cases.actions.telling import (
    give_to_mail,
    heard,
    take_back_telling,
    tell_customer,
    to_be_told,
    wait_to_tell,
)
from amends.cases.conflict import ConflictOfInterest, conflict_of_interest

__all__ = [
    "ConflictOfInterest",
    "Handing",
    "Opened",
    "Opening",
    "add_message",
    "add_point",
    "answer_remedy",
    "approve_remedy",
    "ask_copy",
    "ask_statement",
    "assess",
    "assign",
    "attach",
    "attach_file",
    "break_promise",
    "cancel_remedy",
    "carry_out_remedy",
    "change_card",
    "change_filter",
    "check_ahead",
    "close",
    "conflict_of_interest",
    "decide_point",
    "done_by",
    "escalate",
    "expect",
    "finish_copy",
    "forget_judgements",
    "give",
    "give_statement",
    "give_to_mail",
    "give_up_copy",
    "hand_over",
    "heard",
    "join_cards",
    "join_duplicate",
    "keep_promises",
    "locked_version",
    "make_promise",
    "may_change_filter",
    "note",
    "note_export",
    "note_progress",
    "offer_remedy",
    "pause",
    "prepare_opening",
    "promise",
    "propose_remedy",
    "re_promise",
    "reach_stage",
    "reconsider_point",
    "record_responsibility",
    "remove_filter",
    "remove_old_copies",
    "reopen",
    "reply_to_finding",
    "resume",
    "reword_point",
    "save_filter",
    "say",
    "show_finding",
    "solve_on_the_spot",
    "take_apart",
    "take_back_telling",
    "take_copy",
    "tell_customer",
    "to_be_told",
    "transfer",
    "wait_to_tell",
    "waive_statement",
    "warn_of_promise",
    "withdraw",
    "withdraw_point",
    "would_refuse",
    "write_openings",
]
