"""P401: absolute promise."""

from amends.coach.kinds import Avoid
from amends.language.marking import _

RULE = Avoid(
    code="P401",
    folder="absolute_promise",
    name=_("absolute promise"),
    message=_("Nobody can promise this. Say what has been done, or what will be tried and by when."),
    source="004.9, 001",
    severity="stop",
)
