"""A file of complaints from elsewhere."""

from django.utils.translation import gettext_lazy as _

KEY = "import_file"
WORDS = _("Import")
PLACE = 80
TAKES_IN, BY_STAFF, CARRIES_OUT = True, False, False
