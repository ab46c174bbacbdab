"""The journal's words for the written answer."""

from django.utils.translation import gettext_lazy as _

from amends.journal.kinds import kind

kind("reply.begun", _("A reply was begun."))
kind("reply.written", _("The reply was changed: %(words)s words."))
kind("reply.signature_asked", _("The reply was laid before a manager."))
kind("reply.returned", _("The reply was returned: %(note)s"), personal=["note"])
kind("reply.signed", _("The reply was signed over %(sha256)s."))
kind("reply.signature_voided", _("The signature over %(sha256)s is void: %(why)s"))
kind("reply.sending_refused", _("Sending was refused: the text is not the one signed over %(sha256)s."))
kind("reply.sent", _("The signed reply %(sha256)s left by %(channel)s."))
kind("reply.override", _("A finding of the coach was overridden: %(code)s."), personal=["reason"])
