"""Somebody else tells what a customer grumbled about."""

from django.utils.translation import gettext_lazy as _

KEY = "third_person"
WORDS = _("From a third person")
PLACE = 60
TAKES_IN, BY_STAFF, CARRIES_OUT = True, True, False
