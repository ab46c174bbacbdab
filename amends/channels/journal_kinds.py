"""The journal's words for what comes in and goes out by the doors."""

from django.utils.translation import gettext_lazy as _

from amends.cases.channel_words import CHANNELS
from amends.journal.kinds import kind

OF_MAILBOX = {
    "address": _("Address"),
    "team": _("Team"),
    "tags": _("Tags"),
    "host": _("Server"),
    "port": _("Port"),
    "security": _("Encryption"),
    "user": _("User"),
    "password": _("Password"),
    "folder": _("Folder"),
    "done_folder": _("Folder for what was read"),
}

kind(
    "delivery.sent",
    _("The message was handed over for delivery by %(channel)s."),
    personal=["address"],
    codes={"channel": CHANNELS},
)
kind("delivery.failed", _("The message could not be delivered: %(reason)s"), personal=["address"])
kind("delivery.held", _("The message was held back: %(reason)s"), personal=["address"])
kind("case.link_sent", _("The customer had lost their link; it was sent again."))
kind("mail.set_aside", _("A message could not be read and was put aside: %(reason)s"))
kind("mail.settled", _("A message that had been put aside was settled."))
kind(
    "mail.dismissed",
    _("A message that had been put aside is no complaint: %(reason)s"),
    personal=["reason"],
)
kind("mail.dismissal_taken_back", _("A message that had been noted as no complaint waits again."))
kind("mailbox.changed", _("The mailbox %(address)s was changed: %(fields)s."), codes={"fields": OF_MAILBOX})
kind("webhook.added", _("A webhook was added: %(url)s."))
kind("webhook.changed", _("A webhook was changed: %(url)s."))
kind("webhook.removed", _("A webhook was removed: %(url)s."))
kind("webhook.started", _("A webhook is called again: %(url)s."))
kind("webhook.failed", _("A webhook no longer answers: %(url)s."))
kind("mailbox.added", _("The mailbox %(address)s was set up."))
kind("mailbox.stopped", _("The mailbox %(address)s is not read any more."))
kind("mailbox.started", _("The mailbox %(address)s is read again."))
