"""C308: where to turn."""

from amends.coach.kinds import Require
from amends.language.marking import _

RULE = Require(
    code="C308",
    folder="nowhere_to_turn",
    name=_("where to turn"),
    message=_("Name who is competent for this, and how to reach them."),
    source="003",
    act="where_to_turn",
    when=frozenset({"not_ours"}),
)
