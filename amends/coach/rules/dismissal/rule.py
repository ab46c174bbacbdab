"""B203: dismissal."""

from amends.coach.kinds import Avoid
from amends.language.marking import _

RULE = Avoid(
    code="B203",
    folder="dismissal",
    name=_("dismissal"),
    message=_(
        "This sends the customer away. Say what is possible, and if nothing is, say why and where else to turn."
    ),
    source="003",
    severity="stop",
)
