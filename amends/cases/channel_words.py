"""Words for the ways by which a complaint comes and an answer goes."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

CHANNELS: dict[str, str | Promise] = {
    "email": _("Email"),
    "web": _("Web form"),
    "web_form": _("Web form"),
    "phone": _("Phone"),
    "in_person": _("In person"),
    "post": _("Letter"),
    "paper": _("Paper"),
    "page": _("Case page"),
    "api": _("Another program"),
    "import": _("Import"),
    "reviews": _("Review site"),
    "chat": _("Chat"),
    "third_person": _("Third person"),
    "": _("Note"),
}
