"""The company and its people, the customers and those who act for them."""

from amends.people.models.absence import Absence
from amends.people.models.company import Company, Team
from amends.people.models.customer import Contact, Customer, Representative
from amends.people.models.keys import ApiKey
from amends.people.models.staff import LENT_ROLES, Membership, Role, Staff

__all__ = [
    "LENT_ROLES",
    "Absence",
    "ApiKey",
    "Company",
    "Contact",
    "Customer",
    "Membership",
    "Representative",
    "Role",
    "Staff",
    "Team",
]
