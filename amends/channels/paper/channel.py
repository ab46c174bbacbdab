"""A letter or a printed questionnaire."""

from django.utils.translation import gettext_lazy as _

KEY = "paper"
WORDS = _("On paper")
PLACE = 50
TAKES_IN, BY_STAFF, CARRIES_OUT = True, True, True
