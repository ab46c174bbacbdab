"""A program with a key."""

from django.utils.translation import gettext_lazy as _

KEY = "api"
WORDS = _("Another program")
PLACE = 70
TAKES_IN, BY_STAFF, CARRIES_OUT = True, False, False
