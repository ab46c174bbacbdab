"""A101: thanks."""

from amends.coach.kinds import Require
from amends.language.marking import _

RULE = Require(
    code="A101",
    folder="no_thanks",
    name=_("thanks"),
    message=_("Thank the customer for writing, reporting or pointing the matter out."),
    source="000.3, 001",
    act="thanks",
)
