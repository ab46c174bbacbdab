"""Who does something: an employee, a customer, a program with a key, or the system itself."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from amends.people.models import ApiKey, Customer, Staff


@dataclass(frozen=True, slots=True)
class Actor:
    """Passed as `by` to every action; `staff` is there when an employee acts, so that roles can be asked for.

    `deputy_for` is the employee they stand in for with what they do, where they do.
    """

    kind: Literal["staff", "customer", "system", "key"]
    id: str
    name: str
    staff: "Staff | None" = None
    deputy_for: "Staff | None" = None

    @property
    def key(self) -> str:
        """The name by which the journal knows this actor, such as `staff:4`."""
        return f"{self.kind}:{self.id}"


SYSTEM = Actor("system", "", "Amends")


def of_staff(staff: "Staff") -> Actor:
    return Actor("staff", str(staff.pk), staff.full_name, staff)


def as_deputy(by: Actor, absent: "Staff | None") -> Actor:
    """The same actor, standing in for somebody or for nobody."""
    return replace(by, deputy_for=absent)


def of_customer(customer: "Customer | None") -> Actor:
    return Actor("customer", str(customer.pk) if customer else "", customer.full_name if customer else "")


def of_key(key: "ApiKey") -> Actor:
    return Actor("key", str(key.pk), key.name)
