"""T511: interrogation."""

from amends.coach.kinds import Avoid
from amends.language.marking import _

RULE = Avoid(
    code="T511",
    folder="interrogation",
    name=_("interrogation"),
    message=_("This question accuses. Ask for the fact you need, and say why you need it."),
    source="001",
)
