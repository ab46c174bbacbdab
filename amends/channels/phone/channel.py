"""A call that an employee writes down."""

from django.utils.translation import gettext_lazy as _

KEY = "phone"
WORDS = _("Phone")
PLACE = 30
TAKES_IN, BY_STAFF, CARRIES_OUT = True, True, True
