"""T504: emotional."""

from amends.coach.kinds import Avoid
from amends.language.marking import _

RULE = Avoid(
    code="T504",
    folder="emotional",
    name=_("emotional"),
    message=_("The writer's own feelings show here. Leave the calm sentences and take this one out."),
    source="001, 003",
    severity="stop",
    of_anyone=True,
)
