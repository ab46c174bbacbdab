"""T503: officialese."""

from amends.coach.kinds import Avoid
from amends.language.marking import _

RULE = Avoid(
    code="T503",
    folder="officialese",
    name=_("officialese"),
    message=_("This is the language of an office. Say it in words you would use across a table."),
    source="003.3, 000.6",
    of_anyone=True,
)
