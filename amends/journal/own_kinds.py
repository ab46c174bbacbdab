"""The journal's words for what happens to itself."""

from django.utils.translation import gettext_lazy as _

from amends.journal.kinds import kind

kind("journal.forgotten", _("Personal data was erased from %(entries)s entries."))
