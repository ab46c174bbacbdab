"""B201: non-apology."""

from amends.coach.kinds import Avoid
from amends.language.marking import _

RULE = Avoid(
    code="B201",
    folder="non_apology",
    name=_("non-apology"),
    message=_(
        "This regrets what the customer feels or supposes instead of what happened. Say what you did and apologise for that."
    ),
    source="000.4, 004.8",
    severity="stop",
)
