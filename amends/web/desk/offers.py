"""Every verb that is possible now, as buttons: from the procedure's table, spread over the rows they are about."""

from dataclasses import dataclass, field

from django.utils.translation import gettext_lazy as _

from amends.procedure.decide import Offer
from amends.web.desk.case_file import CaseFile
from amends.web.desk.next_step import place, why_not
from amends.web.desk.verbs import VERBS
from amends.web.desk.verbs._verb import Verb

# Which verbs stand together, in the order of work.
GROUPS = (
    (
        _("Understand it"),
        ("assess", "add_point", "reword_point", "withdraw_point", "join_duplicate", "note", "attach_file"),
    ),
    (_("Answer for it"), ("assign", "escalate", "hand_over")),
    (
        _("Hear people"),
        (
            "ask_customer",
            "ask_statement",
            "give_statement",
            "waive_statement",
            "show_finding",
            "reply_to_finding",
        ),
    ),
    (
        _("Decide and put right"),
        (
            "decide_point",
            "reconsider_point",
            "propose_remedy",
            "approve_remedy",
            "offer_remedy",
            "answer_remedy",
            "carry_out_remedy",
            "cancel_remedy",
            "solve_on_the_spot",
        ),
    ),
    (
        _("Keep the promise"),
        ("send_interim_news", "tell_customer", "promise", "re_promise", "pause", "resume"),
    ),
    (
        _("Learn from it"),
        (
            "record_cause",
            "plan_corrective_action",
            "finish_corrective_action",
            "check_corrective_action",
            "record_responsibility",
        ),
    ),
    (_("End it"), ("record_satisfaction", "close", "reopen", "take_apart", "withdraw", "transfer")),
)


FEW = 1


@dataclass(frozen=True)
class Button:
    """One verb, about one row if it needs one; `refused` says why not yet."""

    label: str
    url: str
    refused: str = ""
    stop: bool = False
    spread: tuple["Button", ...] = ()  # the same verb for each of many rows, behind one button


@dataclass
class ButtonGroup:
    """Buttons that stand together."""

    title: str
    buttons: list[Button] = field(default_factory=list)


def groups(file: CaseFile) -> list[ButtonGroup]:
    """What this employee may do now; a step that is not theirs is left out, one that lacks something is dashed."""
    offers = {offer.step.name: offer for offer in file.offers if not offer.forbidden}
    found = []
    for title, names in GROUPS:
        group = ButtonGroup(str(title))
        for name in names:
            if offer := offers.get(VERBS[name].step):
                group.buttons += buttons(file, VERBS[name], offer)
        if group.buttons:
            found.append(group)
    return found


def buttons(file: CaseFile, verb: Verb, offer: Offer) -> list[Button]:
    url = place("desk:case_verb", file.case.ref, verb.name)
    refused = why_not(offer)
    if verb.rows is None:
        return [Button(str(verb.words), url, refused, verb.stop)]
    found = [
        Button(str(verb.words) % {"what": verb.naming(r)}, f"{url}?on={r.pk}", refused, verb.stop)
        for r in verb.rows(file)
    ]
    if len(found) <= FEW:
        return found
    return [Button(str(verb.words).replace("%(what)s", "…"), "", refused, verb.stop, tuple(found))]


def is_open(file: CaseFile, step: str) -> bool:
    return any(offer.step.name == step and offer.open for offer in file.offers)


def beside_next(file: CaseFile) -> list[Button]:
    """Two quiet links under the next step: what is most often needed besides it."""
    found = []
    for name in ("pause", "send_interim_news", "hand_over", "assign"):
        verb = VERBS[name]
        if is_open(file, verb.step) and (file.next is None or file.next.step.name != verb.step):
            found += buttons(file, verb, next(o for o in file.offers if o.step.name == verb.step))
    return found[:2]
