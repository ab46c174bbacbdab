"""The one next step of a case, in words and with its address."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext, gettext_noop
from django.utils.translation import gettext as _

from amends.cases.models import Case, Point
from amends.cases.permission import next_steps
from amends.people.actor import Actor
from amends.procedure.decide import Offer
from amends.responses.queries import reply_facts
from amends.web.desk import words

ON_THE_REPLY = {"draft", "request_signature", "send", "return_draft", "sign"}
FIRST = gettext_noop(
    "Write the reply"
)  # as the table calls drafting: what a letter lacks is put into it there
VERB_OF = {"split_into_points": "add_point"}
KEYS = {
    "assess": "e",
    "assign": "o",
    "split_into_points": "a",
    "decide_point": "d",
    "draft": "r",
    "ask_statement": "s",
    "close": "x",
}


@dataclass(frozen=True)
class NextStep:
    """What a line, a case or a page offers. `refused` says why it is not possible yet, or for whom it waits;
    `because` what has to be done first, where the address leads to the place to do it."""

    label: str
    url: str
    refused: str = ""
    key: str = ""
    step: str = ""
    because: str = ""


def next_of(cases: Sequence[Case], by: Actor) -> dict[Any, NextStep]:
    """The next step of every case of a list; two queries whatever its length."""
    offers = next_steps(cases, by, reply_facts(cases)) if cases else {}
    worded: dict[int, NextStep] = {}  # cases that stand alike share their offer, and so its words
    found = {}
    for case in cases:
        if offer := offers.get(case.pk):
            words_of = worded.get(id(offer)) or worded.setdefault(id(offer), as_next(case, offer))
            found[case.pk] = replace(words_of, url=address(case, offer.step.name))
        else:
            found[case.pk] = look_at(case)
    return found


def look_at(case: Case) -> NextStep:
    return NextStep(_("Open it"), place("desk:case", case.ref))


@lru_cache(maxsize=4096)
def place(name: str, *about: str) -> str:
    """`reverse`, remembered: a list asks for a hundred addresses, and the next page for most of them again."""
    return reverse(name, args=about)


def as_next(case: Case, offer: Offer, points: Iterable[Point] = (), draft: Any = None) -> NextStep:
    """An offer of the procedure as the button of a page; the first undecided point is named where it is known."""
    step = offer.step.name
    url, label = address(case, step), gettext(offer.step.words)
    if step == "decide_point" and (point := next((p for p in points if not p.verdict), None)):
        url += f"?on={point.pk}"
        label = _("Decide point %(number)s") % {"number": point.number}
    if step == "request_signature" and offer.missing and not offer.forbidden:
        return NextStep(gettext(FIRST), url, "", KEYS["draft"], "draft", why_not(offer))
    if step == "sign" and draft is not None:
        url = reverse("desk:sign_one", args=[draft])
    return NextStep(label, url, why_not(offer), KEYS.get(step, ""), step)


def address(case: Case, step: str) -> str:
    if step in ON_THE_REPLY:
        return place("desk:reply", case.ref)
    return place("desk:case_verb", case.ref, VERB_OF.get(step, step))


def why_not(offer: Offer) -> str:
    """Why an offered step is not possible yet; empty when it is."""
    if offer.missing:
        return " ".join(gettext(need.words) for need in offer.missing)
    if offer.forbidden:
        return _("This waits for: %(roles)s.") % {"roles": words.roles(offer.step.may)}
    return ""


def for_rows(steps: Mapping[Any, NextStep], case: Case) -> NextStep:
    """In a list a step that is not possible becomes a look at the case."""
    found = steps.get(case.pk)
    return found if found and not found.refused else look_at(case)
