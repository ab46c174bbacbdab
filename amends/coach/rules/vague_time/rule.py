"""P402: vague time."""

from amends.coach.kinds import Avoid
from amends.language.marking import _

RULE = Avoid(
    code="P402",
    folder="vague_time",
    name=_("vague time"),
    message=_("A date belongs here. Give the day, even if it is only the day of the next news."),
    source="001, 003.4",
)
