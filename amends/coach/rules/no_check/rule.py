"""C305: check."""

from amends.coach.kinds import Require
from amends.language.marking import _

RULE = Require(
    code="C305",
    folder="no_check",
    name=_("check"),
    message=_("Ask whether this suits the customer, or invite an answer."),
    source="001 (rule 7), 004.10",
    act="check",
)
