"""The company and its people, the customers and those who act for them."""

from amends.people.models.company import Company, Team
from amends.people.models.customer import Contact, Customer, Representative
from amends.people.models.keys import ApiKey
from amends.people.models.staff import Membership, Role, Staff

__all__ = [
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
