"""Each verb: what it does, and what refuses it."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import transaction
from django.http import Http404

from amends.cases import actions, queries
from amends.cases.models import Case, Pause, Point, Promise, Remedy, Statement
from amends.journal.models import Entry
from amends.people import actions as people
from amends.people.actor import of_customer
from amends.people.refusal import Invalid, Missing, NotAllowed, NotPossible, Outdated, Refusal
from amends.procedure import moment
from amends.procedure.moment import now
from tests.cast import MONDAY, Cast, complaint, customer


def assess(case: Case, cast: Cast, route: str = "simple", **more: object) -> Case:
    return actions.assess(
        case,
        state="irritated",
        essence="Scratched top",
        severity=2,
        route=route,
        by=cast.by("emma"),
        **more,  # type: ignore[arg-type]
    )


def decided(case: Case, cast: Cast) -> Point:
    assess(case, cast)
    point = actions.add_point(case, "The top is scratched", by=cast.by("emma"))
    return actions.decide_point(point, "justified", "The box had been opened.", by=cast.by("emma"))


def test_assessing_gives_state_route_and_owner(cast: Cast, case: Case) -> None:
    case = assess(case, cast)
    case.refresh_from_db()
    assert (case.stage, case.state, case.route, case.owner) == ("assessed", "irritated", "simple", cast.emma)
    assert Entry.objects.filter(kind="case.assessed", case_ref=case.ref).count() == 1


@pytest.mark.parametrize(
    ("field", "value"), [("state", "furious"), ("route", "scenic"), ("severity", 9), ("essence", "\u200b ")]
)
def test_assessing_names_the_field_that_is_wrong(cast: Cast, case: Case, field: str, value: object) -> None:
    values = {"state": "calm", "essence": "x", "severity": 1, "route": "simple", field: value}
    with pytest.raises(Invalid) as refused:
        actions.assess(case, by=cast.by("emma"), **values)  # type: ignore[arg-type]
    assert refused.value.field == field
    assert not Entry.objects.filter(kind="case.assessed").exists()


def test_a_stranger_cannot_tell_whether_a_case_exists(cast: Cast, case: Case) -> None:
    for ref in (case.ref, "K7TR-4MXD-9", "nonsense"):
        with pytest.raises(Http404):
            queries.case_for(cast.rudi, ref)
    assert queries.case_for(cast.emma, case.ref.lower().replace("-", " ")).pk == case.pk


def test_a_page_that_is_behind_is_refused(cast: Cast, case: Case) -> None:
    shown = case.version
    actions.note(case, "Called her.", by=cast.by("emma"))
    with transaction.atomic(), pytest.raises(Outdated):
        actions.expect(case, shown)
    with pytest.raises(Outdated):
        actions.join_duplicate(case, complaint(cast), by=cast.by("emma"), shown=shown)


def test_who_made_it_cannot_handle_it(cast: Cast, case: Case) -> None:
    """M13: no part in making the product complained about."""
    cast.emma.made = ["Vidra table"]
    cast.emma.save()
    assess(case, cast, product="vidra table")
    with pytest.raises(actions.ConflictOfInterest, match="took no part"):
        actions.assign(case, cast.emma, by=cast.by("daniel")) if case.owner_id != cast.emma.pk else None
        actions.hand_over(case, cast.emma, "back", by=cast.by("daniel"))


def test_points_are_decided_one_by_one(cast: Cast, case: Case) -> None:
    assess(case, cast)
    first = actions.add_point(case, "Scratched", by=cast.by("emma"))
    second = actions.add_point(case, "Late", by=cast.by("emma"))
    actions.decide_point(first, "justified", "The box was opened.", by=cast.by("emma"))
    case.refresh_from_db()
    assert (case.stage, case.verdict) == ("assessed", "")
    actions.decide_point(second, "not_justified", "It came on the day agreed.", by=cast.by("emma"))
    case.refresh_from_db()
    assert (case.stage, case.verdict) == ("decided", "partly")


def test_a_verdict_needs_its_reason(cast: Cast, case: Case) -> None:
    assess(case, cast)
    point = actions.add_point(case, "Scratched", by=cast.by("emma"))
    with pytest.raises(Invalid, match="reason"):
        actions.decide_point(point, "justified", " ", by=cast.by("emma"))
    with pytest.raises(Invalid, match="competent"):
        actions.decide_point(point, "not_ours", "The courier's van.", by=cast.by("emma"))


def test_a_complex_complaint_waits_for_a_statement(cast: Cast, case: Case) -> None:
    assess(case, cast, route="complex")
    row = actions.ask_statement(case, "What happened to the box?", by=cast.by("emma"), of_staff=cast.peter)
    assert row.due > now()
    with pytest.raises(NotAllowed):
        actions.give_statement(row, "I did.", by=cast.by("emma"))
    row = actions.give_statement(row, "It had been opened and resealed.", by=cast.by("peter"))
    with pytest.raises(NotPossible):
        actions.give_statement(row, "No, it had not.", by=cast.by("peter"))
    row = actions.show_finding(row, "The box left the stock open.", by=cast.by("emma"))
    assert actions.reply_to_finding(row, "It was open when it came to me.", by=cast.by("peter")).replied_at
    assert Statement.objects.get().text.startswith("It had been")


def test_a_remedy_above_the_limit_waits_for_approval(cast: Cast, case: Case) -> None:
    decided(case, cast)
    row = actions.propose_remedy(case, "refund", "All back", by=cast.by("emma"), amount=Decimal("500"))
    assert row.needs_approval_of == "manager"
    with pytest.raises(NotPossible):
        actions.offer_remedy(row, by=cast.by("emma"))
    actions.approve_remedy(row, by=cast.by("daniel"))
    row = actions.offer_remedy(row, by=cast.by("emma"))
    row = actions.answer_remedy(row, True, by=of_customer(case.customer), words="Áno")
    with pytest.raises(NotPossible):
        actions.answer_remedy(row, False, by=of_customer(case.customer))
    assert actions.carry_out_remedy(row, by=cast.by("emma"), proof="Bank transfer 17 Nov").done_at


def test_only_what_the_customer_accepted_is_carried_out(cast: Cast, case: Case) -> None:
    row = actions.propose_remedy(case, "gift", "A lamp", by=cast.by("emma"), amount=Decimal("20"))
    actions.offer_remedy(row, by=cast.by("emma"))
    with pytest.raises(NotPossible):
        actions.carry_out_remedy(row, by=cast.by("emma"))


@pytest.mark.parametrize("amount", ["-1", "NaN", "Infinity", "99999999999"])
def test_an_amount_is_a_sensible_number(cast: Cast, case: Case, amount: str) -> None:
    with pytest.raises(Invalid):
        actions.propose_remedy(case, "refund", "x", by=cast.by("emma"), amount=Decimal(amount))
    assert not Remedy.objects.exists()


def test_a_date_is_moved_before_it_passes_with_the_reason(cast: Cast) -> None:
    with moment.set_to(MONDAY):
        case = complaint(cast)
        old = Promise.objects.get(case=case, kind="final", to_customer=True)
        with pytest.raises(Invalid, match="not a working day"):
            actions.re_promise(old, MONDAY + timedelta(days=6), "The workshop is full", by=cast.by("emma"))
        new = actions.re_promise(old, MONDAY + timedelta(days=21), "The workshop is full", by=cast.by("emma"))
    old.refresh_from_db()
    assert old.replaced_by == new
    assert old.replaced_reason == "The workshop is full"


def test_a_broken_promise_stays_broken(cast: Cast) -> None:
    from amends.cases.watch import watch_promises

    with moment.set_to(MONDAY):
        case = complaint(cast)
    with moment.set_to(MONDAY + timedelta(days=30)):
        broken, _warned = watch_promises()
        assert broken >= 2
        assert watch_promises() == (0, 0)
        old = Promise.objects.filter(case=case, kind="final", to_customer=True).get()
        actions.re_promise(old, MONDAY + timedelta(days=35), "Late", by=cast.by("emma"))
    old.refresh_from_db()
    assert old.broken_at
    assert old.replaced_by is None


def test_a_pause_has_a_reason_and_a_date(cast: Cast) -> None:
    with moment.set_to(MONDAY):
        case = complaint(cast)
        with pytest.raises(Invalid):
            actions.pause(case, MONDAY + timedelta(days=4), "", by=cast.by("emma"))
        actions.pause(case, MONDAY + timedelta(days=4), "She sends photos", by=cast.by("emma"))
        with pytest.raises(NotPossible):
            assess(case, cast) and actions.pause(
                case, MONDAY + timedelta(days=4), "again", by=cast.by("emma")
            )
    told = Promise.objects.get(case=case, kind="next_contact", replaced_by=None, to_customer=True)
    assert told.due == MONDAY + timedelta(days=4)
    legal_before = set(Promise.objects.filter(case=case, kind="legal").values_list("due", flat=True))
    with moment.set_to(MONDAY + timedelta(days=3)):
        actions.resume(case, by=cast.by("emma"))
    assert set(Promise.objects.filter(case=case, kind="legal").values_list("due", flat=True)) == legal_before


def test_solved_on_the_spot_is_closed_at_once(cast: Cast, case: Case) -> None:
    case = actions.solve_on_the_spot(
        case, "New screws sent", by=cast.by("peter"), remedy="discount", amount=Decimal("10")
    )
    case.refresh_from_db()
    assert (case.stage, case.outcome) == ("closed", "solved_on_the_spot")
    assert not queries.open_promises(case).exists()


def test_a_clerk_grants_no_more_than_the_limit(cast: Cast, case: Case) -> None:
    with pytest.raises(Invalid):
        actions.solve_on_the_spot(
            case, "Money back", by=cast.by("peter"), remedy="refund", amount=Decimal("400")
        )
    case.refresh_from_db()
    assert case.stage == "received"


def test_a_duplicate_leads_to_the_case_it_was_joined_to(cast: Cast, case: Case) -> None:
    again = complaint(cast, "Ešte raz: doska je poškriabaná.")
    actions.join_duplicate(again, case, by=cast.by("emma"))
    again.refresh_from_db()
    assert queries.final_case(again) == case
    assert len(queries.conversation(case)) == 2
    with pytest.raises(Refusal):
        actions.join_duplicate(case, case, by=cast.by("emma"))


def test_complaints_of_two_customers_are_never_joined(cast: Cast, case: Case) -> None:
    theirs = complaint(cast, "Aj mne praskla.", customer=customer("Ivo Malý", "ivo@example.org"))
    with pytest.raises(Invalid, match="different customers"):
        actions.join_duplicate(theirs, case, by=cast.by("emma"))
    people.merge_customers(case.customer, theirs.customer, by=cast.by("ada"))
    theirs = Case.objects.get(pk=theirs.pk)
    actions.join_duplicate(theirs, case, by=cast.by("emma"))
    theirs.refresh_from_db()
    assert queries.final_case(theirs) == case


def test_what_was_joined_is_taken_apart_by_a_new_step(cast: Cast, case: Case) -> None:
    again = complaint(cast, "Ešte raz: doska je poškriabaná.")
    with pytest.raises(NotPossible):
        actions.take_apart(again, "It was never joined.", by=cast.by("emma"))
    actions.join_duplicate(again, case, by=cast.by("emma"))
    again.refresh_from_db()
    with pytest.raises(Invalid):
        actions.take_apart(again, " ", by=cast.by("emma"))
    with pytest.raises(NotAllowed):
        actions.take_apart(again, "Another board.", by=cast.by("peter"))
    actions.take_apart(again, "Another board.", by=cast.by("emma"))
    again.refresh_from_db()
    assert (again.joined_to, again.stage, again.outcome, again.closed_at) == (None, "investigating", "", None)
    assert again.reopened == 0, "no customer asked for it"
    assert again.due_at and again.due_at > now()
    assert len(queries.conversation(case)) == 1
    kinds = set(Entry.objects.filter(case_ref__in=[case.ref, again.ref]).values_list("kind", "case_ref"))
    assert {("case.taken_apart", again.ref), ("case.parted", case.ref), ("case.joined", again.ref)} <= kinds


def test_nothing_is_closed_without_an_outcome(cast: Cast, case: Case) -> None:
    decided(case, cast)
    with pytest.raises(Missing):
        actions.close(case, by=cast.by("emma"))


def test_an_auditor_changes_nothing(cast: Cast, case: Case) -> None:
    from amends.people import actions as people
    from amends.people.actor import SYSTEM

    people.give_role(cast.rudi, "auditor", cast.team, by=SYSTEM)
    for verb in (
        lambda: actions.note(case, "x", by=cast.by("rudi")),
        lambda: actions.add_point(case, "x", by=cast.by("rudi")),
        lambda: actions.withdraw(case, "x", by=cast.by("rudi")),
    ):
        with pytest.raises(NotAllowed):
            verb()


def test_the_same_customer_is_known_by_every_address(cast: Cast) -> None:
    first = customer()
    assert customer("Z. Hrabovská", "ZUZANA@EXAMPLE.COM") == first
    assert customer("Somebody", "zuzаna@example.com") != first  # a Cyrillic letter is another address


def test_a_wait_moves_the_reply_of_the_chosen_way_too(cast: Cast) -> None:
    case = complaint(cast)
    emma, calendar = cast.by("emma"), case.team.calendar
    due = Promise.objects.get(case=case, kind="final", to_customer=True).due
    actions.pause(case, calendar.add_working_days(now(), 5), "The photos", by=emma)
    Pause.objects.update(started_at=case.received_at - timedelta(days=14))
    actions.resume(case, by=emma)
    moved = Promise.objects.get(case=case, kind="final", to_customer=True, replaced_by=None).due
    waited = calendar.working_days_between(Pause.objects.get().started_at, now())
    assert moved == calendar.add_working_days(due, waited)
