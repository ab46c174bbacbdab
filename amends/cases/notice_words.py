"""The words of each kind of notice, with named placeholders filled from its facts."""

from django.utils.translation import gettext as translate
from django.utils.translation import gettext_lazy as _

WORDS = {
    "promise_warned": _("%(level)s %% of the time until %(due)s is used."),
    "promise_broken": _("The promise for %(due)s was broken."),
    "assigned": _("This complaint was given to you."),
    "mentioned": _("%(by)s mentioned you in a note."),
    "statement_given": _("%(by)s gave the statement you asked for."),
    "customer_wrote": _("The customer wrote again."),
    "remedy_answered": _("The customer answered whether the remedy suits them."),
    "delivery_failed": _("A message could not be delivered: %(error)s"),
    "unhappy": _("The customer is not satisfied; the complaint is open again."),
    "loop_stopped": _("Automatic answers to this address were stopped; it may be a machine."),
}

# What was told to somebody absent, to whoever hears it for them: %(for)s is their name.
FOR_ANOTHER = {
    "assigned": _("This complaint was given to %(for)s."),
    "mentioned": _("%(by)s mentioned %(for)s in a note."),
    "statement_given": _("%(by)s gave the statement %(for)s asked for."),
}


def sentence(kind: str, facts: dict[str, object]) -> str:
    words = (FOR_ANOTHER.get(kind) if "for" in facts else None) or WORDS.get(kind)
    return str(words) % facts if words else translate("Look at this complaint.")
