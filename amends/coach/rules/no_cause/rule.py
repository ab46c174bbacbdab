"""C301: why it happened."""

from amends.coach.kinds import Require
from amends.language.marking import _

RULE = Require(
    code="C301",
    folder="no_cause",
    name=_("why it happened"),
    message=_("Say why it happened. Without a cause the customer expects it again."),
    source="001, 002.3",
    act="cause",
    when=frozenset({"justified"}),
)
