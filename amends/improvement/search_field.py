"""The field `cause:` of a search: complaints with a cause of this kind, in the words somebody gave it."""

from amends.cases.search_fields import Conditions
from amends.cases.search_query import Field
from amends.people.models import Staff

NO_KIND = "none"


def cause(to: Conditions, _staff: Staff, asked: Field) -> bool:
    """`cause:none` finds causes without a kind."""
    wanted = "" if asked.value.lower() == NO_KIND else asked.value
    to.add(
        "EXISTS (SELECT FROM improvement_cause k WHERE k.case_id = c.id AND lower(k.category) = lower(%s))",
        wanted,
    )
    return True
