"""What the software will not do, said once and shown by every face in its own way."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from amends.language import dates
from amends.language.numbers import Count


class Refusal(Exception):
    """An action refused: nothing was changed. `words` is a whole sentence with named placeholders.

    `code` goes to programs, `status` is the HTTP status, `field` names the input that has to change,
    `retry_after` the seconds after which the same may succeed by itself.
    """

    code = "refused"
    status = 409
    retry_after: int | None = None
    words: str | Promise = _("This cannot be done now.")

    def __init__(self, words: str | Promise | None = None, *, field: str = "", **params: Any) -> None:
        super().__init__(str(words or self.words))
        self.words = words or self.words
        self.field = field
        self.params: Mapping[str, Any] = params

    def sentence(self) -> str:
        """The refusal in the language now in force; a day and a count among its values are said as people write them."""
        if not self.params:
            return str(self.words)
        lang = (get_language() or "en").split("-")[0]
        said = str(self.words) % {name: _written(value, lang) for name, value in self.params.items()}
        return said[:1].upper() + said[1:]

    def __str__(self) -> str:
        return self.sentence()


def _written(value: Any, lang: str) -> Any:
    if type(value) is date:
        return dates.long_date(value, lang)
    return Count(value, lang) if type(value) is int else value


class NotAllowed(Refusal):
    code, status = "not_allowed", 403
    words = _("Your role does not allow this.")


class NotPossible(Refusal):
    """The step exists, but not from where the case stands."""

    code = "not_possible_now"


class Missing(Refusal):
    """Something must be there first; `params['missing']` is the sentence that names it."""

    code = "something_missing"
    words = _("%(missing)s")


class Invalid(Refusal):
    code, status = "invalid", 422
    words = _("This value cannot be used.")


class Outdated(Refusal):
    """The page showed an earlier version of the complaint."""

    code = "changed_meanwhile"
    words = _(
        "This complaint was changed meanwhile. What you typed is still here: look at what changed, then do it again."
    )


class Settled(Refusal):
    """What it was about is settled or gone meanwhile."""

    code = "settled_meanwhile"
    words = _(
        "This was settled meanwhile, and nothing was done now. What you typed is still here, to be copied."
    )


class Changed(Refusal):
    """Somebody else changed the same text meanwhile."""

    code, status = "changed_meanwhile", 409
    words = _("Somebody changed this meanwhile. Both texts are shown; keep what is right and save again.")

    def __init__(self, theirs: str = "", mine: str = "") -> None:
        super().__init__()
        self.theirs, self.mine = theirs, mine
