"""C302: solution."""

from amends.coach.kinds import Require
from amends.language.marking import _

RULE = Require(
    code="C302",
    folder="no_solution",
    name=_("solution"),
    message=_("Say what you have done or will do in this case, or how the customer can get it solved."),
    source="001, 003",
    act="solution",
    when=frozenset({"justified", "not_justified", "not_ours"}),
)
