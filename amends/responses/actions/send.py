"""Sending exactly what was signed, by the channel the customer chose, filed in the journal (M25)."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from amends.cases.actions import attach, keep_promises, reach_stage, say
from amends.cases.models import Case, File
from amends.channels import delivery, sentences
from amends.journal import record as journal
from amends.people.actor import Actor
from amends.people.refusal import NotPossible
from amends.procedure.moment import now
from amends.responses import queries
from amends.responses.actions.draft import void_signature
from amends.responses.actions.sign import LetterChanged
from amends.responses.content import canonical, fingerprint, letter_text
from amends.responses.letter.compose import pdf_of
from amends.responses.models import Block, Draft, Letter, Signature


def send(draft: Draft, *, by: Actor) -> Letter:
    """Send the signed reply. If its bytes are not the signed ones nothing leaves, the signature is void and
    that stays on record: LetterChanged is raised after the voiding is committed.
    """
    letter = _send(draft, by=by)
    if letter is None:
        raise LetterChanged()
    return letter


@transaction.atomic
def _send(draft: Draft, *, by: Actor) -> Letter | None:
    draft = (
        Draft.objects.select_for_update(of=("self",))
        .select_related("case__customer", "case__team")
        .get(pk=draft.pk)
    )
    signature = queries.standing_signature(draft)
    if signature is None or draft.state != "signed":
        raise NotPossible(_("The reply is not signed."))
    blocks = list(Block.objects.filter(draft=draft).order_by("position"))
    if fingerprint(canonical(draft, blocks)) != signature.sha256:
        journal.record(
            "reply.sending_refused", about=draft.case.ref, by=by, facts={"sha256": signature.sha256}
        )
        void_signature(draft, _("the text is not the one that was signed"), by=by)
        Draft.objects.filter(pk=draft.pk).update(state="writing", asked_at=None)
        return None
    case = reach_stage(
        draft.case, "send", by=by, at_hand=frozenset({"signed"}), answered_at=draft.case.answered_at or now()
    )
    return _letter(draft, case, signature, letter_text(blocks), by=by)


def _letter(draft: Draft, case: Case, signature: Signature, text: str, *, by: Actor) -> Letter:
    message = say(case, "reply", text, by=by, subject=sentences.reply_subject(case))
    pdf: File = attach(
        case, f"{case.ref}.pdf", "application/pdf", pdf_of(case, signature, text), by=by, message=message
    )
    pdf.save(force_insert=True)
    letter = Letter.objects.create(
        signature=signature, message=message, pdf=pdf, sent_at=now(), channel=message.channel
    )
    Draft.objects.filter(pk=draft.pk).update(state="sent")
    journal.record(
        "reply.sent", about=case.ref, by=by, facts={"sha256": signature.sha256, "channel": message.channel}
    )
    keep_promises(case, {"next_contact", "interim", "final", "legal", "responsible"}, by=by, message=message)
    delivery.queue(message)
    return letter
