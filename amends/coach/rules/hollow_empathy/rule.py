"""T505: hollow empathy."""

from amends.coach.kinds import Avoid
from amends.language.marking import _

RULE = Avoid(
    code="T505",
    folder="hollow_empathy",
    name=_("hollow empathy"),
    message=_(
        "Nobody knows exactly how another person feels. Say what it must have been like, or what you would have felt."
    ),
    source="004.5",
)
