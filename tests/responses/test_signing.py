"""The gate: five points and four answers, own letters, one character changed after signing."""

import pytest

from amends.cases import actions as cases
from amends.cases.models import Case
from amends.channels.models import Delivery
from amends.journal.models import Entry
from amends.people.refusal import NotPossible
from amends.responses import actions, queries
from amends.responses.content import canonical, fingerprint
from amends.responses.models import Block, Draft, Letter, Signature
from tests.cast import Cast


def decided(cast: Cast, case: Case, points: int) -> Case:
    emma = cast.by("emma")
    cases.assess(case, state="calm", essence="Scratched", severity=1, route="simple", by=emma)
    for number in range(points):
        point = cases.add_point(case, f"Matter {number + 1}", by=emma)
        case.refresh_from_db()
        point.case = case
    for point in case.points.all():
        cases.decide_point(point, "justified", "It was so.", by=emma)
    case.refresh_from_db()
    return case


def written(cast: Cast, case: Case, leave_out: int | None = None) -> Draft:
    draft = actions.begin_draft(case, by=cast.by("emma"))
    for block in Block.objects.filter(draft=draft, kind="answer").select_related("point"):
        if block.point is not None and block.point.number != leave_out:
            draft = actions.write_block(draft, block, f"Answer to {block.point.what}", by=cast.by("emma"))
    return draft


def shown(draft: Draft) -> str:
    return fingerprint(canonical(draft, Block.objects.filter(draft=draft).order_by("position")))


def signed(cast: Cast, case: Case) -> Draft:
    draft = actions.request_signature(written(cast, decided(cast, case, 2)), by=cast.by("emma"))
    actions.sign(draft, by=cast.by("daniel"), shown=shown(draft))
    return Draft.objects.get(pk=draft.pk)


def test_five_points_four_answers_names_the_point(cast: Cast, case: Case) -> None:
    draft = written(cast, decided(cast, case, 5), leave_out=4)
    with pytest.raises(actions.PointUnanswered, match=r"4\. Matter 4"):
        actions.request_signature(draft, by=cast.by("emma"))
    Draft.objects.filter(pk=draft.pk).update(state="waiting")
    with pytest.raises(actions.PointUnanswered, match=r"4\. Matter 4"):
        actions.sign(draft, by=cast.by("daniel"), shown=shown(draft))
    assert not Signature.objects.exists()


def test_nobody_signs_what_they_wrote_in(cast: Cast, case: Case) -> None:
    decided(cast, case, 1)
    draft = written(cast, case)
    block = Block.objects.get(draft=draft, kind="closing")
    draft = actions.write_block(draft, block, "Best wishes, Daniel", by=cast.by("daniel"))
    draft = actions.write_block(
        draft, Block.objects.get(pk=block.pk), "Best wishes, Emma", by=cast.by("emma")
    )
    draft = actions.request_signature(draft, by=cast.by("emma"))
    with pytest.raises(actions.OwnLetter):
        actions.sign(draft, by=cast.by("daniel"), shown=shown(draft))


def test_a_signed_letter_leaves_as_it_was_signed(cast: Cast, case: Case) -> None:
    draft = signed(cast, case)
    letter = actions.send(draft, by=cast.by("emma"))
    case.refresh_from_db()
    assert case.stage == "answered"
    assert "Answer to Matter 2" in letter.message.text
    assert letter.pdf is not None and letter.pdf.media_type == "application/pdf"
    assert Delivery.objects.filter(message=letter.message).count() == 1
    assert Entry.objects.filter(kind="reply.sent", facts__sha256=letter.signature.sha256).exists()
    with pytest.raises(NotPossible):
        actions.send(draft, by=cast.by("emma"))
    assert Letter.objects.count() == 1


def test_one_character_changed_after_signing(cast: Cast, case: Case) -> None:
    """Changed through the door: the signature is void at once and sending is refused."""
    draft = signed(cast, case)
    block = Block.objects.filter(draft=draft, kind="answer").first()
    assert block is not None
    draft = actions.write_block(draft, block, block.text + ".", by=cast.by("emma"))
    assert queries.standing_signature(draft) is None
    assert Entry.objects.filter(kind="reply.signature_voided").exists()
    with pytest.raises(NotPossible):
        actions.send(draft, by=cast.by("emma"))


def test_one_character_changed_behind_the_program(cast: Cast, case: Case) -> None:
    """Changed in the database: sending compares the bytes, voids the signature and says so."""
    draft = signed(cast, case)
    Block.objects.filter(draft=draft, kind="closing").update(text="Goodbye")
    with pytest.raises(actions.LetterChanged):
        actions.send(draft, by=cast.by("emma"))
    assert Signature.objects.get().voided_at
    assert Entry.objects.filter(kind="reply.sending_refused").exists()
    assert not Letter.objects.exists()


def test_signing_what_one_did_not_see_is_refused(cast: Cast, case: Case) -> None:
    draft = actions.request_signature(written(cast, decided(cast, case, 1)), by=cast.by("emma"))
    with pytest.raises(actions.LetterChanged):
        actions.sign(draft, by=cast.by("daniel"), shown="0" * 64)


def test_a_returned_reply_goes_back_with_its_note(cast: Cast, case: Case) -> None:
    draft = signed(cast, case)
    draft = actions.return_draft(draft, "Say by when.", by=cast.by("daniel"))
    assert (draft.state, draft.returned_note) == ("returned", "Say by when.")
    assert queries.standing_signature(draft) is None
    assert list(queries.returned_to(cast.emma)) == [draft]


def test_own_letters_are_not_in_the_stack(cast: Cast, case: Case) -> None:
    draft = actions.request_signature(written(cast, decided(cast, case, 1)), by=cast.by("emma"))
    assert list(queries.sign_stack(cast.daniel)) == [draft]
    assert list(queries.sign_stack(cast.emma)) == []
    assert list(queries.sign_stack(cast.rudi)) == []
