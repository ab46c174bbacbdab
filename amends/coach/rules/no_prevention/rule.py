"""C303: prevention."""

from amends.coach.kinds import Require
from amends.language.marking import _

RULE = Require(
    code="C303",
    folder="no_prevention",
    name=_("prevention"),
    message=_("Say what is done so that it does not happen again."),
    source="001 (rule 8), 002.6",
    act="prevention",
    when=frozenset({"justified"}),
)
