"""Mail, by IMAP, SMTP, LMTP or a pipe."""

from django.utils.translation import gettext_lazy as _

KEY = "email"
WORDS = _("Email")
PLACE = 10
TAKES_IN, BY_STAFF, CARRIES_OUT = True, False, True
