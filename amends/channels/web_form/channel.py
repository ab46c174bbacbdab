"""The company's own complaints page; the answer is read on the case's page."""

from django.utils.translation import gettext_lazy as _

KEY = "web_form"
WORDS = _("Complaints page")
PLACE = 20
TAKES_IN, BY_STAFF, CARRIES_OUT = True, False, True
