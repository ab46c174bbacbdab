"""T501: opposition."""

from amends.coach.kinds import Avoid
from amends.language.marking import _

RULE = Avoid(
    code="T501",
    folder="opposition",
    name=_("opposition"),
    message=_(
        '"But" takes back what stands before it. End the sentence there, and begin the next one with the fact.'
    ),
    source="002.4",
)
