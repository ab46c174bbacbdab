"""Somebody at the counter."""

from django.utils.translation import gettext_lazy as _

KEY = "in_person"
WORDS = _("In person")
PLACE = 40
TAKES_IN, BY_STAFF, CARRIES_OUT = True, True, True
