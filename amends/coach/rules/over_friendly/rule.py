"""T502: over-friendly."""

from amends.coach.kinds import Avoid
from amends.language.marking import _

RULE = Avoid(
    code="T502",
    folder="over_friendly",
    name=_("over-friendly"),
    message=_("Too hearty for somebody who had to complain. Be warm in what you do, measured in tone."),
    source="000.7",
)
