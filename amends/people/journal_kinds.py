"""The journal's words for what happens to people and teams."""

from django.utils.translation import gettext_lazy as _

from amends.journal.kinds import kind
from amends.people.field_words import OF_COMPANY, OF_CUSTOMER, OF_TEAM
from amends.people.figure_words import changes_in_words
from amends.procedure.words import ROLES

kind("customer.added", _("Customer %(name)s was added."), personal=["name"])
kind(
    "customer.changed",
    _("The customer's card was changed: %(fields)s."),
    personal=["before", "after"],
    codes={"fields": OF_CUSTOMER},
)
kind("customer.merged", _("%(name)s was found to be the same customer and joined."), personal=["name"])
kind("customer.forgotten", _("A customer's personal data was erased: %(cases)s cases, %(files)s files."))
kind("representative.added", _("%(name)s acts for the customer."), personal=["name", "authority"])
kind("staff.added", _("%(name)s was given an account."), personal=["name"])
kind("staff.changed", _("The account of %(name)s was changed."), personal=["name"])
kind("staff.deactivated", _("The account of %(name)s was ended."), personal=["name"])
kind("staff.activated", _("The account of %(name)s was opened again."), personal=["name"])
kind("staff.link_made", _("A link to set a password was made for %(name)s."), personal=["name"])
kind("staff.role_given", _("%(name)s was given the role %(role)s."), personal=["name"], codes={"role": ROLES})
kind(
    "staff.role_taken",
    _("The role %(role)s was taken from %(name)s."),
    personal=["name"],
    codes={"role": ROLES},
)
kind(
    "absence.recorded",
    _("%(name)s is away from %(first)s to %(last)s; %(deputy)s stands in."),
    personal=["name", "deputy"],
)
kind(
    "absence.recorded_alone",
    _("%(name)s is away from %(first)s to %(last)s; nobody stands in."),
    personal=["name", "deputy"],
)
kind(
    "absence.ended",
    _("The absence of %(name)s from %(first)s to %(last)s was ended."),
    personal=["name", "deputy"],
)
kind("company.changed", _("The company's settings were changed: %(fields)s."), codes={"fields": OF_COMPANY})
kind(
    "procedure.published",
    _("Version %(version)s of the procedure was published, for complaints from %(begins)s on: %(changes)s."),
    tells={"changes": changes_in_words},
)
kind("team.changed", _("The team %(team)s was changed: %(fields)s."), codes={"fields": OF_TEAM})
kind("key.created", _("The key %(name)s was created with the scopes %(scopes)s."))
kind("key.revoked", _("The key %(name)s was revoked."))
