"""The journal's words for every step of a case."""

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from amends.cases.actions.ending import OUTCOMES
from amends.cases.channel_words import CHANNELS
from amends.cases.models import Case, Message, Promise
from amends.journal.kinds import kind
from amends.procedure.words import REMEDIES, ROUTES, STAGES, STATES, VERDICTS

BY_CHANNEL = {"channel": CHANNELS}
OF_REMEDY = {"kind": REMEDIES}
OF_MESSAGE = {"what": dict(Message.Kind.choices)}

kind(
    "case.received",
    _("A complaint came in by %(channel)s and was registered."),
    personal=["name", "title"],
    registers=True,
    codes=BY_CHANNEL,
)
kind(
    "case.received_message",
    _("%(name)s wrote by %(channel)s."),
    personal=["name", "subject"],
    codes=BY_CHANNEL,
)
kind(
    "case.machine_message",
    _("A machine wrote; it was kept and not answered."),
    personal=["address", "subject"],
)
kind(
    "case.first_answer",
    _("The first answer was queued in %(language)s with a date: %(due)s."),
    codes={"language": dict(settings.LANGUAGES)},
)
kind("case.joined", _("This complaint was found to be the same as %(other)s and joined to it."))
kind("case.customer_changed", _("The card of the customer was changed: %(name)s."), personal=["name"])
kind("case.taken_apart", _("Taken apart from %(other)s again: %(reason)s"), personal=["reason"])
kind("case.parted", _("%(other)s was taken apart from this complaint again: %(reason)s"), personal=["reason"])
kind("case.point_added", _("Point %(number)s was added."), personal=["what"])
kind("case.point_changed", _("Point %(number)s was reworded."), personal=["before", "after"])
kind("case.point_withdrawn", _("Point %(number)s was taken back: %(reason)s"), personal=["reason"])
kind(
    "case.assessed",
    _("Assessed: %(state)s, severity %(severity)s, route %(route)s."),
    personal=["essence", "wish"],
    codes={"state": STATES, "severity": dict(Case.Severity.choices), "route": ROUTES},
)
kind("coach.unlearnt", _("What the coach had learnt here from complaints was forgotten: %(complaints)s."))
kind("case.assigned", _("Given to %(to)s."), personal=["to"])
kind("case.escalated", _("Escalated to %(to)s: %(reason)s"), personal=["to", "reason"])
kind("case.handed_over", _("Handed over to %(to)s: %(reason)s"), personal=["to", "reason"])
kind("case.customer_asked", _("The customer was asked a question."), personal=["question"])
kind("case.note", _("A note was written."), personal=["text"])
kind("case.note_told", _("The note told %(to)s."), personal=["to"])
kind("case.statement_asked", _("%(of)s was asked for a statement, due %(due)s."), personal=["of", "question"])
kind("case.statement_given", _("%(of)s gave a statement."), personal=["of"])
kind(
    "case.statement_waived",
    _("The statement of %(of)s is not waited for: %(reason)s"),
    personal=["of", "reason"],
)
kind(
    "case.finding_shown",
    _("%(of)s was shown the finding and may reply until %(due)s."),
    personal=["of", "finding"],
)
kind("case.finding_replied", _("%(of)s replied to the finding."), personal=["of", "reply"])
kind(
    "case.point_decided",
    _("Point %(number)s was found: %(verdict)s."),
    personal=["reason"],
    codes={"verdict": VERDICTS},
)
kind("case.point_reconsidered", _("Point %(number)s was opened again: %(why)s"), personal=["why"])
kind(
    "case.remedy_proposed",
    _("A remedy was proposed: %(kind)s."),
    personal=["what", "amount"],
    codes=OF_REMEDY,
)
kind("case.remedy_approved", _("The remedy %(kind)s was approved."), personal=["amount"], codes=OF_REMEDY)
kind(
    "case.remedy_offered",
    _("The customer was asked whether the remedy %(kind)s suits them."),
    personal=["what"],
    codes=OF_REMEDY,
)
kind(
    "case.remedy_accepted",
    _("The customer accepted the remedy %(kind)s."),
    personal=["words"],
    codes=OF_REMEDY,
)
kind(
    "case.remedy_refused", _("The customer refused the remedy %(kind)s."), personal=["words"], codes=OF_REMEDY
)
kind(
    "case.remedy_cancelled",
    _("The remedy %(kind)s was taken back: %(reason)s"),
    personal=["reason"],
    codes=OF_REMEDY,
)
kind("case.remedy_done", _("The remedy %(kind)s was carried out."), personal=["proof"], codes=OF_REMEDY)
kind(
    "case.promised",
    _("A date was promised: %(kind)s by %(due)s."),
    codes={"kind": dict(Promise.Kind.choices)},
)
kind(
    "case.promise_moved",
    _("The date was moved from %(before)s to %(after)s: %(reason)s"),
    personal=["reason"],
)
kind("case.promise_kept", _("The promise for %(due)s was kept."))
kind("case.promise_broken", _("The promise for %(due)s was broken."))
kind("case.promise_warned", _("%(level)s %% of the time until %(due)s is used."))
kind("case.news_sent", _("The customer was told how it stands."), personal=["text"])
kind(
    "case.told_by_phone",
    _("%(spoke_to)s was told by phone: %(what)s."),
    personal=["spoke_to", "note"],
    codes=OF_MESSAGE,
)
kind("case.told_by_post", _("Posted to the customer: %(what)s."), personal=["note"], codes=OF_MESSAGE)
kind("case.told_in_person", _("Handed over to the customer: %(what)s."), personal=["note"], codes=OF_MESSAGE)
kind("case.told_by_mail", _("Sent to the customer by email: %(what)s."), codes=OF_MESSAGE)
kind("case.telling_taken_back", _("The customer was not told yet after all: %(what)s."), codes=OF_MESSAGE)
kind("case.paused", _("Paused until %(until)s: %(reason)s"), personal=["reason"])
kind("case.resumed", _("Work goes on after a pause."))
kind("case.solved_on_the_spot", _("Solved on the spot: %(how)s"), personal=["how"])
kind("case.withdrawn", _("The customer took the complaint back: %(reason)s"), personal=["reason"])
kind("case.transferred", _("Passed to another body: %(body)s."), personal=["reason", "contact"])
kind("case.closed", _("Closed: %(outcome)s."), codes={"outcome": OUTCOMES})
kind("case.reopened", _("Opened again: %(reason)s"), personal=["reason"])
kind("case.file_added", _("A file was added: %(name)s."), personal=["name"])
kind("case.responsibility_recorded", _("Responsibility was recorded."), personal=["finding", "measure"])
kind("case.stage_reached", _("The complaint is now: %(stage)s."), codes={"stage": STAGES})
kind("feedback.received", _("A remark without a name came in by %(channel)s."), codes=BY_CHANNEL)
kind("feedback.read", _("A remark was read."))
kind(
    "case.list_exported",
    _("%(name)s took a list out as %(form)s: %(asked)s"),
    personal=["name", "asked"],
)
kind(
    "case.copy_made",
    _("The whole complaint was made into one PDF of %(pages)s pages with the SHA-256 %(sha256)s."),
)
kind(
    "case.redacted_copy_made",
    _("A redacted copy of %(pages)s pages was made with the SHA-256 %(sha256)s, because: %(reason)s"),
    personal=["reason"],
)
kind("case.copy_taken", _("The copy with the SHA-256 %(sha256)s was taken along."))
kind("case.filter_saved", _("The filter %(name)s was saved."), personal=["name"])
kind("case.filter_changed", _("The filter %(name)s was renamed or shared."), personal=["name"])
kind("case.filter_removed", _("The filter %(name)s was removed."), personal=["name"])
