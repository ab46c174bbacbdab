"""B202: customer's traits."""

from amends.coach.kinds import Avoid
from amends.language.marking import _

RULE = Avoid(
    code="B202",
    folder="customer_traits",
    name=_("customer's traits"),
    message=_(
        "This explains the matter by a trait of the customer. Tell the facts without judging the person."
    ),
    source="002.5, 003",
    severity="stop",
)
