"""What the coach hears in a complaint, offered where an employee assesses it and never written by itself (M7)."""

from dataclasses import dataclass
from functools import lru_cache

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from amends.cases.judged import leaning_of
from amends.cases.models import Case
from amends.coach.incoming import Assessment, assess, most_likely
from amends.responses.coach_ready import is_ready
from amends.web.desk import words
from amends.web.desk.case_file import CaseFile

WANTS = {
    "refund": gettext_lazy("money back"),
    "replacement": gettext_lazy("another one in its place"),
    "repair": gettext_lazy("a repair"),
    "redo": gettext_lazy("the work done again"),
    "compensation": gettext_lazy("compensation"),
    "apology": gettext_lazy("an apology"),
    "explanation": gettext_lazy("an explanation"),
    "correction": gettext_lazy("something put right on record"),
    "stop": gettext_lazy("that it stops"),
    "other": gettext_lazy("something else"),
}
SURE = 0.4  # share of all wishes; a guess below it is not offered
SIGNS_SHOWN = 4
SIGN_LENGTH = 80  # characters of one that are shown


@lru_cache(maxsize=256)
def _assess(text: str, lang: str) -> Assessment:
    return assess(text, lang)


LEARNS = gettext_lazy(
    "The coach is still getting ready. Open this page again in a minute or two for what it hears, or choose by yourself."
)


def can_hear(file: CaseFile) -> bool:
    """Whether the coach has learnt; when not, it is set to."""
    return is_ready(file.case.language, "state", "wants")


@dataclass(frozen=True)
class Heard:
    """`said` is what the complaint says by itself; `state` and `wish` what it sounds like in the light of those judged here
    before. `wish` is empty where none is likely enough to be offered.
    """

    said: Assessment
    state: str
    wish: str


def heard(file: CaseFile) -> Heard | None:
    """None where the complaint has no words of its own."""
    complaint, lang = file.complaint(), file.case.language
    text = complaint.own_text.strip() if complaint else ""
    if not text:
        return None
    said = _assess(text, lang)
    leans = leaning_of(file.case, text, said.states, said.wishes)
    wish = most_likely(leans.wishes, said.wants)
    return Heard(
        said, most_likely(leans.states, said.state), wish if leans.wishes.get(wish, 0) >= SURE else ""
    )


def state_hint(heard: Heard) -> str:
    """The state it sounds like, with the words that say so, and whether only what was judged here says so."""
    hint = _sounds(heard.said, heard.state)
    return (
        hint if heard.state == heard.said.state else f"{hint} {_('Complaints like it were judged so here.')}"
    )


def _sounds(found: Assessment, state: str) -> str:
    label = str(Case.State(state).label).lower()
    beside = (
        {"politeness"} if state == found.state else {"politeness", "wording"}
    )  # which speaks for its own state
    signs = list(dict.fromkeys(sign.text for sign in found.signals if sign.kind not in beside))[:SIGNS_SHOWN]
    if not signs:
        return _("Sounds %(state)s.") % {"state": label}
    quoted = ", ".join(words.quoted(_shortened(sign)) for sign in signs)
    return _("Sounds %(state)s: %(signs)s.") % {"state": label, "signs": quoted}


def _shortened(sign: str) -> str:
    said = " ".join(sign.split())
    return said if len(said) <= SIGN_LENGTH else f"{said[:SIGN_LENGTH].rstrip()}…"


def wish_hint(heard: Heard) -> str:
    if not heard.wish:
        return ""
    hint = _("Sounds like: %(wish)s.") % {"wish": WANTS[heard.wish]}
    return (
        hint if heard.wish == heard.said.wants else f"{hint} {_('Complaints like it were judged so here.')}"
    )


def facts_hint(found: Assessment) -> str:
    """The facts as the customer wrote them, to be checked by whoever assesses."""
    named = ", ".join(fact.text for fact in found.facts)
    return _("They name: %(facts)s.") % {"facts": named} if named else ""
