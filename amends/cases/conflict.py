"""M13: whoever handles a complaint took no part in making what is complained about."""

from django.utils.translation import gettext_lazy as _

from amends.cases.models import Case, Responsibility, Statement
from amends.people.models import Staff
from amends.people.refusal import Refusal


class ConflictOfInterest(Refusal):
    """M13: the specialist who handles it took no part in making what is complained about."""

    code = "conflict_of_interest"
    words = _("%(name)s is part of what is complained about. Give it to somebody who took no part in it.")


def conflict_of_interest(case: Case, staff: Staff) -> bool:
    """True when the employee made or sold the product, is asked for a statement, or is held responsible."""
    made = {str(item).casefold() for item in staff.made}
    if case.product and case.product.casefold() in made:
        return True
    return (
        Statement.objects.filter(case=case, of_staff=staff).exists()
        or Responsibility.objects.filter(case=case, staff=staff).exists()
    )
