"""Writing a reply block by block. Any edit voids a signature, and the journal says so."""

from django.db import transaction
from django.db.models import F
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from amends.cases.actions import reach_stage
from amends.cases.models import Case, Point
from amends.journal import record as journal
from amends.language.safe_text import clean, is_blank
from amends.people.actor import Actor
from amends.people.refusal import Changed, Invalid, NotPossible
from amends.procedure.moment import now
from amends.responses.models import Block, Draft, Signature
from amends.responses.opening_words import laid_out


@transaction.atomic
def begin_draft(case: Case, *, by: Actor) -> Draft:
    """The reply of a case with its blocks laid out: opening, one answer per point, prevention, closing.

    Called again it returns the open draft and adds blocks for points found since.
    """
    found = _open(case)  # always locked before the case, as every verb of the reply does
    case = reach_stage(case, "draft", by=by, counts=False)
    found = found or _open(case)
    assert by.staff is not None
    if found is None:
        at = now()
        found = Draft.objects.create(
            case=case,
            language=case.language,
            author=by.staff,
            writers=[by.staff.pk],
            begun_at=at,
            changed_at=at,
        )
        journal.record("reply.begun", about=case.ref, by=by)
    _lay_out(found, case)
    return found


def _open(case: Case) -> Draft | None:
    return Draft.objects.select_for_update().filter(case=case).exclude(state="sent").first()


def _lay_out(draft: Draft, case: Case) -> None:
    """Make the blocks that are missing and put all in order; what is written stays."""
    there = {(b.kind, b.point_id): b for b in Block.objects.filter(draft=draft)}
    points = list(Point.objects.filter(case=case, withdrawn=False).order_by("number"))
    order = [("opening", None), *(("answer", p.pk) for p in points), ("prevention", None), ("closing", None)]
    for position, (kind, point_id) in enumerate(order):
        block = there.get((kind, point_id))
        if block is None:
            text = laid_out(case, kind, draft.language)
            Block.objects.create(draft=draft, kind=kind, point_id=point_id, position=position, text=text)
        elif block.position != position:
            Block.objects.filter(pk=block.pk).update(position=position)
    gone = [
        b.pk for (kind, point), b in there.items() if kind == "answer" and point not in {p.pk for p in points}
    ]
    Block.objects.filter(pk__in=gone).delete()


@transaction.atomic
def write_block(draft: Draft, block: Block, text: str, *, by: Actor, shown: int | None = None) -> Draft:
    """Put `text` into a block. `shown` is the draft's version on the page; Changed when somebody wrote meanwhile.

    A signature over the former text is void from here on; a draft that waited is being written again.
    """
    draft = Draft.objects.select_for_update(of=("self",)).select_related("case").get(pk=draft.pk)
    fresh = Block.objects.get(pk=block.pk, draft=draft)
    text = clean(text)
    if fresh.text == text:
        return draft
    if draft.state == "sent":
        raise NotPossible(_("This reply was sent. Write a new one."))
    if shown is not None and draft.version != shown and fresh.text != block.text:
        raise Changed(theirs=fresh.text, mine=text)
    case = reach_stage(draft.case, "draft", by=by, counts=False)
    assert by.staff is not None
    Block.objects.filter(pk=fresh.pk).update(text=text, written_by=by.staff, written_at=now())
    void_signature(draft, _("the text was changed after signing"), by=by)
    draft.author = by.staff
    draft.writers = sorted({*draft.writers, by.staff.pk})
    draft.state, draft.changed_at = "writing", now()
    Draft.objects.filter(pk=draft.pk).update(
        author=draft.author,
        writers=draft.writers,
        state="writing",
        changed_at=draft.changed_at,
        asked_at=None,
        version=F("version") + 1,
    )
    draft.version += 1
    journal.record(
        "reply.written", about=case.ref, by=by, facts={"words": len(text.split()), "block": fresh.kind}
    )
    return draft


def void_signature(draft: Draft, why: object, *, by: Actor) -> bool:
    """Void the standing signature, if there is one, and write it down; True when there was one."""
    standing = Signature.objects.filter(draft=draft, voided_at=None).first()
    if standing is None:
        return False
    with translation.override("en"):
        reason = str(why)
    Signature.objects.filter(pk=standing.pk).update(voided_at=now(), voided_why=reason)
    journal.record(
        "reply.signature_voided",
        about=draft.case.ref,
        by=by,
        facts={"sha256": standing.sha256, "why": reason},
    )
    return True


@transaction.atomic
def override_finding(draft: Draft, code: str, reason: str, *, by: Actor) -> None:
    """Keep one's own wording against the coach; the signer sees the reason (M24)."""
    if is_blank(reason):
        raise Invalid(_("Say why your wording stays; the signer will read it."), field="reason")
    draft = Draft.objects.select_for_update(of=("self",)).select_related("case").get(pk=draft.pk)
    if draft.state == "sent":
        raise NotPossible(_("This reply was sent. Write a new one."))
    reach_stage(draft.case, "draft", by=by, counts=False)
    draft.overrides = {**draft.overrides, code: clean(reason)}
    Draft.objects.filter(pk=draft.pk).update(overrides=draft.overrides)
    journal.record(
        "reply.override",
        about=draft.case.ref,
        by=by,
        facts={"code": code},
        personal={"reason": reason},
        subjects=[f"customer:{draft.case.customer_id}"],
    )
