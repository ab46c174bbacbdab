"""The journal's words for the written answer."""

from django.utils.translation import gettext_lazy as _

from amends.cases.channel_words import CHANNELS
from amends.journal.kinds import kind

# Kept as it is said in English, so that the record is the same whoever made it, and told in the reader's language.
VOIDED = {
    "the text was changed after signing": _("the text was changed after signing"),
    "the text is not the one that was signed": _("the text is not the one that was signed"),
    "it was returned": _("it was returned"),
}
OF_TEXT = {
    "name": _("Name"),
    "kind": _("What it is for"),
    "language": _("Language"),
    "verdict": _("For which verdict"),
    "channel": _("For which way of answering"),
    "staff": _("Who has it"),
    "team": _("Team"),
    "text": _("Words"),
}
kind("reply.begun", _("A reply was begun."))
kind("reply.written", _("The reply was changed: %(words)s words."))
kind("reply.signature_asked", _("The reply was laid before a manager."))
kind("reply.returned", _("The reply was returned: %(note)s"), personal=["note"])
kind("reply.signed", _("The reply was signed over %(sha256)s."))
kind(
    "reply.signature_voided",
    _("The signature over %(sha256)s is void: %(why)s"),
    codes={"why": VOIDED},
)
kind("reply.sending_refused", _("Sending was refused: the text is not the one signed over %(sha256)s."))
kind("reply.sent", _("The signed reply %(sha256)s left by %(channel)s."), codes={"channel": CHANNELS})
kind("reply.override", _("A finding of the coach was overridden: %(code)s."), personal=["reason"])
kind("text.added", _("The prepared text %(name)s was added."), personal=["name"])
kind(
    "text.changed",
    _("The prepared text %(name)s was changed: %(fields)s."),
    personal=["name"],
    codes={"fields": OF_TEXT},
)
kind("text.retired", _("The prepared text %(name)s was retired."), personal=["name"])
kind("text.brought_back", _("The prepared text %(name)s is in use again."), personal=["name"])
kind("text.starting_set", _("The starting set of prepared texts was put in: %(texts)s texts."))
