"""What may be done to people: customers kept and joined, employees and teams set up, keys given."""

from amends.people.actions.absence import end_absence, may_record_absence, may_stand_in, record_absence
from amends.people.actions.contacts import LONGEST_CONTACT, change_contacts
from amends.people.actions.customers import (
    act_for,
    change_customer,
    check_keeps_customers,
    find_or_add_customer,
    hold_cards,
    may_keep_customers,
    merge_customers,
    normal_contact,
)
from amends.people.actions.keys import create_key, revoke_key
from amends.people.actions.organisation import add_team, change_company, change_team, set_up_company
from amends.people.actions.procedure import publish_procedure
from amends.people.actions.staff import (
    activate,
    add_staff,
    change_own,
    change_staff,
    deactivate,
    give_role,
    invite,
    note_link,
    take_role,
)

__all__ = [
    "LONGEST_CONTACT",
    "act_for",
    "activate",
    "add_staff",
    "add_team",
    "change_company",
    "change_contacts",
    "change_customer",
    "change_own",
    "change_staff",
    "change_team",
    "check_keeps_customers",
    "create_key",
    "deactivate",
    "end_absence",
    "find_or_add_customer",
    "give_role",
    "hold_cards",
    "invite",
    "may_keep_customers",
    "may_record_absence",
    "may_stand_in",
    "merge_customers",
    "normal_contact",
    "note_link",
    "publish_procedure",
    "record_absence",
    "revoke_key",
    "set_up_company",
    "take_role",
]
