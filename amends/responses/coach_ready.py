"""Whether the coach has learnt: after an upgrade it does for a minute or two, beside the pages, and nobody waits for it."""

from django.utils.translation import gettext_lazy as _

from amends.coach import scorer
from amends.coach.scorer.examples import Kind
from amends.people.refusal import Refusal


class GettingReady(Refusal):
    """Nothing was read, and nothing changed."""

    code, status, retry_after = "coach_getting_ready", 503, 20
    words = _("The coach is still getting ready. Try again in a minute or two.")


def is_ready(lang: str, *kinds: Kind) -> bool:
    """Whether the coach can read texts of a language now. When it cannot, it is set to learn."""
    if scorer.is_ready(lang, *kinds):
        return True
    scorer.learn_beside()
    return False


def be_ready(lang: str, *kinds: Kind) -> None:
    """Raises GettingReady."""
    if not is_ready(lang, *kinds):
        raise GettingReady()
