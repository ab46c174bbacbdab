"""B204: excuse."""

from amends.coach.kinds import Avoid
from amends.language.marking import _

RULE = Avoid(
    code="B204",
    folder="excuse",
    name=_("excuse"),
    message=_(
        "This hides behind somebody or something else. Answer for the company, then tell the cause as a fact."
    ),
    source="000.4, 003",
    severity="stop",
    is_the_answer=frozenset({"not_ours"}),
)
