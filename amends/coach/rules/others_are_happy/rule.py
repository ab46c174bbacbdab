"""C307: others are happy."""

from amends.coach.kinds import Avoid
from amends.language.marking import _

RULE = Avoid(
    code="C307",
    folder="others_are_happy",
    name=_("others are happy"),
    message=_("Other customers' satisfaction does not help this one. Leave it out."),
    source="002.4",
    severity="stop",
)
