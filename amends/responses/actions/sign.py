"""The gate: nothing formal leaves without a manager's signature over exactly these bytes (M25)."""

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from amends.cases.actions import reach_stage
from amends.cases.standing_in import manages, signs_for
from amends.journal import record as journal
from amends.language.safe_text import clean, is_blank
from amends.people.actor import Actor, as_deputy
from amends.people.models import Staff
from amends.people.queries import standing
from amends.people.refusal import Invalid, NotPossible, Refusal
from amends.procedure.moment import now
from amends.responses import queries
from amends.responses.actions.draft import void_signature
from amends.responses.coaching import any_stops
from amends.responses.content import canonical, fingerprint
from amends.responses.models import Block, Draft, Signature


class PointUnanswered(Refusal):
    """Every point of the complaint gets its answer before anybody signs (PSD2 art. 101; M23)."""

    code = "point_unanswered"

    def __init__(self, gaps: list[queries.Gap]) -> None:
        super().__init__()
        self.gaps = gaps

    def sentence(self) -> str:
        open_points = [gap.point for gap in self.gaps if gap.point is not None]
        if not open_points:
            return gettext("The reply lacks its opening or its closing.")
        named = "; ".join(f"{point.number}. {point.what}" for point in open_points)
        return ngettext(
            "The reply leaves a point without an answer: %(points)s",
            "The reply leaves %(count)d points without an answer: %(points)s",
            len(open_points),
        ) % {"points": named, "count": len(open_points)}


class GapLeft(Refusal):
    """Every gap of a prepared text is filled in before anybody signs."""

    code = "gap_left"

    def __init__(self, left: list[queries.Unfilled]) -> None:
        super().__init__()
        self.left = left

    def sentence(self) -> str:
        parts: dict[str, list[str]] = {}
        for each in self.left:
            parts.setdefault(part_of_letter(each.block), []).append(each.place.asks or "…")
        named = "; ".join(f"{part}: {', '.join(asked)}" for part, asked in parts.items())
        return ngettext(
            "A gap is not filled in: %(gaps)s",
            "%(count)d gaps are not filled in: %(gaps)s",
            len(self.left),
        ) % {"gaps": named, "count": len(self.left)}


def part_of_letter(block: Block) -> str:
    """What a block is called in the language now in force."""
    if block.point is not None:
        return gettext("Point %(number)s") % {"number": block.point.number}
    return str(Block.Kind(block.kind).label)


class OwnLetter(Refusal):
    code, status = "own_letter", 403
    words = _("You cannot sign your own letter. Somebody else has to read and sign it.")


class LetterChanged(Refusal):
    """The bytes are not the ones that were signed or shown."""

    code = "letter_changed"
    words = _("The reply was changed after it was signed. The signature is void; it has to be signed again.")


def _locked(draft: Draft) -> Draft:
    return Draft.objects.select_for_update(of=("self",)).select_related("case", "author").get(pk=draft.pk)


def _blocks(draft: Draft) -> QuerySet[Block]:
    return Block.objects.filter(draft=draft).select_related("point").order_by("position")


def _check_whole(draft: Draft) -> None:
    """PointUnanswered or GapLeft when something is missing."""
    if missing := queries.gaps(draft):
        raise PointUnanswered(missing)
    if left := queries.unfilled(_blocks(draft)):
        raise GapLeft(left)


def at_hand(draft: Draft, by: Actor) -> frozenset[str]:
    """What the reply fulfils of the procedure's needs, for this person.

    Raises GettingReady where the coach has to read it and cannot yet: a reply no rule may stop waits for none.
    """
    found = set()
    if draft.state in ("waiting", "signed") or not any_stops() or not _stopped(draft):
        found.add("coach_clear")
    if not queries.gaps(draft) and not queries.unfilled(_blocks(draft)):
        found.add("draft_complete")
    if by.staff is not None and by.staff.pk not in draft.writers:
        found.add("not_author")
    return frozenset(found)


def _stopped(draft: Draft) -> bool:
    return any(each.stops for each in queries.coached_reply(draft))


@transaction.atomic
def request_signature(draft: Draft, *, by: Actor) -> Draft:
    """Lay the reply before a manager; refused while a point has no answer or a gap is left, and it is named."""
    draft = _locked(draft)
    if draft.state not in ("writing", "returned"):
        raise NotPossible(_("This reply waits for a signature already."))
    _check_whole(draft)
    case = reach_stage(draft.case, "request_signature", by=by, at_hand=at_hand(draft, by))
    draft.state, draft.asked_at, draft.returned_note = "waiting", now(), ""
    Draft.objects.filter(pk=draft.pk).update(state="waiting", asked_at=draft.asked_at, returned_note="")
    journal.record("reply.signature_asked", about=case.ref, by=by)
    return draft


@transaction.atomic
def return_draft(draft: Draft, note: str, *, by: Actor) -> Draft:
    """Give the reply back to its author with a note on what to change. A signature already given is void."""
    draft = _locked(draft)
    if draft.state not in ("waiting", "signed"):
        raise NotPossible(_("This reply does not wait for a signature."))
    if is_blank(note):
        raise Invalid(_("Write what should be changed."), field="note")
    case = reach_stage(draft.case, "return_draft", by=by)
    void_signature(draft, _("it was returned"), by=by)
    draft.state, draft.returned_note, draft.returned_by = "returned", clean(note), by.staff
    Draft.objects.filter(pk=draft.pk).update(
        state="returned", returned_note=draft.returned_note, returned_by=by.staff, changed_at=now()
    )
    journal.record(
        "reply.returned",
        about=case.ref,
        by=as_deputy(by, signs_for(by.staff, case, draft.writers) if by.staff else None),
        personal={"note": note},
        subjects=[f"customer:{case.customer_id}"],
    )
    return draft


@transaction.atomic
def sign(draft: Draft, *, by: Actor, shown: str) -> Signature:
    """Sign the bytes whose SHA-256 the signer saw (`shown`). Nobody signs what they wrote, and no gap is signed over.

    A deputy signs with their own name, for the manager who is away; ConflictOfInterest where they had a part in it (M13).
    """
    draft = _locked(draft)
    if by.staff is None or by.staff.pk in draft.writers:
        raise OwnLetter()
    signer, by = by.staff, _signing(draft, by.staff, by)
    _check_whole(draft)
    if draft.state != "waiting":
        raise NotPossible(_("This reply does not wait for a signature."))
    case = reach_stage(draft.case, "sign", by=by, at_hand=at_hand(draft, by))
    content = canonical(draft, _blocks(draft))
    digest = fingerprint(content)
    if digest != shown:
        raise LetterChanged(_("The reply was changed while you read it. Read it again before signing."))
    signature = Signature.objects.create(
        draft=draft, by=signer, deputy_for=by.deputy_for, at=now(), sha256=digest, content=content
    )
    Draft.objects.filter(pk=draft.pk).update(state="signed")
    journal.record("reply.signed", about=case.ref, by=by, facts={"sha256": digest, "draft": str(draft.pk)})
    return signature


def _signing(draft: Draft, signer: Staff, by: Actor) -> Actor:
    """The signer for themselves or for the manager who is away; OwnLetter where they could sign for a writer alone."""
    own = standing(signer)
    absent = signs_for(signer, draft.case, draft.writers)
    if absent is None and not manages(signer, draft.case) and "manager" in own.roles_in(draft.case.team_id):
        raise OwnLetter(
            _("Whoever you stand in for wrote in this letter. Somebody else has to read and sign it.")
        )
    return as_deputy(by, absent)
