"""What to say on the phone, step by step, in the customer's language with its meaning beside it (M4)."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from amends.people import queries as people
from amends.web.desk.lines import language as spoken
from amends.web.desk.page import DeskRequest, desk_page
from amends.web.showing import show

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

INSULT = "insult"


@dataclass(frozen=True)
class Phrase:
    """A sentence to say; `when` tells for which case it is, `avoid` that it is better not said, and `why`."""

    words: "StrOrPromise"
    when: "StrOrPromise" = ""
    avoid: bool = False
    why: "StrOrPromise" = ""


@dataclass(frozen=True)
class Step:
    """One step of the call."""

    title: "StrOrPromise"
    phrases: tuple[Phrase, ...]


STEPS = (
    Step(_("Let them speak"), (Phrase(_("I am listening. Please tell me what happened.")),)),
    Step(_("Show that you listen"), (Phrase(_("Yes, I see. Please go on.")),)),
    Step(
        _("Let it out"),
        (
            Phrase(_("Take your time. I am writing everything down.")),
            Phrase(_("Please calm down."), avoid=True, why=_("They hear that their anger is the problem.")),
        ),
    ),
    Step(
        _("Feel with them"),
        (
            Phrase(_("I can imagine how unpleasant this was.")),
            Phrase(
                _("I understand your anger."), avoid=True, why=_("They hear that their anger is the problem.")
            ),
        ),
    ),
    Step(_("Ask for the story"), (Phrase(_("How did it begin, and what happened then?")),)),
    Step(_("Check the facts, yes or no"), (Phrase(_("Did I write this down correctly?")),)),
    Step(
        _("Apologise, the right kind"),
        (
            Phrase(_("We made a mistake, and I apologise for it."), when=_("Our fault is clear")),
            Phrase(
                _("I am sorry that this happened to you."), when=_("It is not known yet whose fault it is")
            ),
            Phrase(_("I am sorry that you have to wait for us."), when=_("It takes longer")),
        ),
    ),
    Step(
        _("Promise to try"),
        (
            Phrase(_("I will do all I can, and you will hear from me by the day we agree.")),
            Phrase(
                _("It will certainly be solved."), avoid=True, why=_("Promise what you do, not how it ends.")
            ),
        ),
    ),
    Step(
        _("Agree, then say it back"),
        (
            Phrase(_("So this is settled. Is it right for you?"), when=_("All is settled")),
            Phrase(
                _("This part stays open, and I will call you about it. Is it right for you?"),
                when=_("Something stays open"),
            ),
        ),
    ),
    Step(_("Write it down"), (Phrase(_("Thank you for telling us.")),)),
)
INSULTED = Step(_("They insult me"), (Phrase(_("I want to help you. Please let us speak without insults.")),))


@dataclass(frozen=True)
class Spoken:
    """A phrase in the customer's language; `meaning` in the employee's, empty where both are the same."""

    phrase: Phrase
    words: str
    meaning: str


@dataclass(frozen=True)
class Shown:
    """A step as the page draws it; `key` names it among the radio buttons, `next` and `last` its neighbours."""

    key: str
    title: str
    phrases: list[Spoken]
    next: str = ""
    next_title: str = ""
    last: str = ""


@dataclass(frozen=True)
class Guide:
    """The whole guide: its steps, the key of the one that is open, and the language the phrases are in."""

    steps: list[Shown]
    at: str
    language: str


def guide(language: str, at: str = "1") -> Guide:
    """The guide for a customer who speaks `language`, opened at a step; anything unknown falls back to ours and the first."""
    lang = language if language in people.languages() else spoken()
    steps = [
        Shown(
            str(n),
            str(step.title),
            _spoken(step, lang),
            next=str(n + 1) if n < len(STEPS) else "",
            next_title=str(STEPS[n].title) if n < len(STEPS) else "",
            last=str(n - 1) if n > 1 else "",
        )
        for n, step in enumerate(STEPS, start=1)
    ]
    steps.append(Shown(INSULT, str(INSULTED.title), _spoken(INSULTED, lang)))
    return Guide(steps, at if at in {s.key for s in steps} else "1", lang)


def _spoken(step: Step, lang: str) -> list[Spoken]:
    return [_in_both(phrase, lang) for phrase in step.phrases]


def _in_both(phrase: Phrase, lang: str) -> Spoken:
    ours = str(phrase.words)
    with override(lang):
        theirs = str(phrase.words)
    return Spoken(phrase, theirs, ours if theirs != ours else "")


@desk_page
def guide_words(request: DeskRequest) -> HttpResponse:
    """The guide again, when the customer turns out to speak another language."""
    found = guide(request.GET.get("language", ""), request.GET.get("guide-step", ""))
    return show(request, "desk/_call_guide.html", guide=found)
