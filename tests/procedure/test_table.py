"""The standard procedure as a table: what it allows, and that it allows nothing else."""

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from amends.procedure import words
from amends.procedure.decide import Facts, check, next_step, possible_steps, stage_after, verdict_of_case
from amends.procedure.definition import START, standard
from amends.procedure.step_words import STEPS
from tests.examples import tries

PLAN = standard()
ALL = frozenset(PLAN.needs)
EVERYONE = frozenset(PLAN.roles)
FACTS = some.builds(
    Facts,
    stage=some.sampled_from([START, *PLAN.stages]),
    route=some.sampled_from(list(PLAN.routes)),
    roles=some.frozensets(some.sampled_from(list(PLAN.roles))),
    have=some.frozensets(some.sampled_from(list(PLAN.needs))),
    paused=some.booleans(),
)


def reached(have: frozenset[str], without: str = "") -> set[str]:
    """The stages one can come to with these facts, leaving one step out."""
    found, fresh = {START}, {START}
    while fresh:
        fresh = {
            stage_after(PLAN, facts, step)
            for stage, route, paused, step in itertools.product(fresh, PLAN.routes, (False, True), PLAN.steps)
            for facts in [Facts(stage, route, EVERYONE, have, paused)]
            if step != without and check(PLAN, facts, step) is None
        } - found
        found |= fresh
    return found


def test_every_step_has_words_and_every_word_a_step() -> None:
    assert set(PLAN.steps) == set(STEPS)
    assert all(step.words and step.says for step in PLAN.steps.values())


def test_every_stage_can_be_reached_and_every_step_taken() -> None:
    ways = reached(ALL) | reached(ALL - {"all_points_decided"})
    assert ways == {START, *PLAN.stages}
    for step in PLAN.steps.values():
        assert step.may, step.name
        assert step.leaves <= ways, step.name


def test_nothing_is_answered_without_a_signature() -> None:
    assert "answered" in reached(ALL)
    assert "answered" not in reached(ALL - {"signed"})
    assert "answered" not in reached(ALL, without="send")


def test_nothing_is_signed_by_its_author_or_with_a_point_open() -> None:
    for need in ("not_author", "draft_complete", "all_points_decided", "coach_clear", "statements_settled"):
        refused = check(PLAN, Facts("responding", "simple", frozenset({"manager"}), ALL - {need}), "sign")
        assert refused is not None
        assert [missing.name for missing in refused.missing] == [need]
        assert refused.missing[0].words == words.NEEDS[need]


def test_only_a_manager_signs() -> None:
    assert PLAN.steps["sign"].may == {"manager"}
    assert PLAN.steps["return_draft"].may == {"manager"}


def test_an_auditor_changes_nothing() -> None:
    assert not [step.name for step in PLAN.steps.values() if "auditor" in step.may]


def test_responsibility_is_for_manager_and_quality_alone() -> None:
    assert PLAN.steps["record_responsibility"].may == {"manager", "quality"}


def test_no_closing_without_reply_and_outcome() -> None:
    manager = frozenset({"manager"})
    for route in ("", "simple", "complex"):
        refused = check(PLAN, Facts("decided", route, manager, ALL - {"reply_sent"}), "close")
        assert refused is not None and [need.name for need in refused.missing] == ["reply_sent"]
    assert check(PLAN, Facts("answered", "simple", manager, ALL), "close") is None
    refused = check(PLAN, Facts("answered", "simple", manager, ALL - {"outcome"}), "close")
    assert refused is not None and refused.code == "missing"


def test_a_complex_complaint_is_not_solved_on_the_spot() -> None:
    refused = check(PLAN, Facts("assessed", "complex", frozenset({"handler"}), ALL), "solve_on_the_spot")
    assert refused is not None and refused.code == "route"


def test_paused_once_and_continued_only_then() -> None:
    handler = frozenset({"handler"})
    paused = Facts("investigating", "simple", handler, ALL, paused=True)
    assert check(PLAN, paused, "pause") is not None
    assert check(PLAN, paused, "resume") is None
    running = Facts("investigating", "simple", handler, ALL)
    assert check(PLAN, running, "pause") is None
    assert check(PLAN, running, "resume") is not None
    offer = next_step(PLAN, paused)
    assert offer is not None and offer.step.name == "resume"


@given(FACTS, some.sampled_from([*PLAN.steps, "burn_everything"]))
@settings(max_examples=tries(500))
def test_closed_by_default(facts: Facts, name: str) -> None:
    """A step is taken only when role, stage, route and every need agree; what is offered open is never refused."""
    refused = check(PLAN, facts, name)
    offers = {offer.step.name: offer for offer in possible_steps(PLAN, facts)}
    assert (refused is None) == (name in offers and offers[name].open)
    if refused is None:
        step = PLAN.steps[name]
        assert facts.stage in step.leaves and facts.roles & step.may
        assert set(step.needs_for(facts.route)) <= facts.have
    else:
        assert refused.words == words.REFUSALS[refused.code]


@given(FACTS)
@settings(max_examples=tries(300))
def test_the_next_step_is_one_of_the_possible(facts: Facts) -> None:
    offer = next_step(PLAN, facts)
    if offer is not None and facts.stage in PLAN.stages:
        assert offer in possible_steps(PLAN, facts)


def test_every_open_stage_has_a_next_step() -> None:
    for stage, route in itertools.product(PLAN.open_stages, PLAN.routes):
        assert next_step(PLAN, Facts(stage, route, EVERYONE, frozenset())) is not None
        assert next_step(PLAN, Facts(stage, route, EVERYONE, ALL)) is not None


@pytest.mark.parametrize(
    ("stage", "have", "step"),
    [
        ("received", (), "assign"),
        ("received", ("owner", "has_points"), "assess"),
        ("assessed", ("owner", "has_points"), "decide_point"),
        ("decided", ("owner", "has_points", "all_points_decided"), "draft"),
        ("responding", ("draft_complete",), "request_signature"),
        ("responding", ("draft_complete", "signature_requested"), "sign"),
        ("responding", ("draft_complete", "signed"), "send"),
        ("answered", ("reply_sent",), "record_satisfaction"),
    ],
)
def test_the_order_of_work(stage: str, have: tuple[str, ...], step: str) -> None:
    offer = next_step(PLAN, Facts(stage, "simple", frozenset({"handler"}), frozenset(have)))
    assert offer is not None and offer.step.name == step


def test_stages_move_only_when_the_facts_say_so() -> None:
    have = frozenset({"assessed", "owner", "has_points"})
    one_left = Facts("assessed", "simple", frozenset({"handler"}), have)
    assert stage_after(PLAN, one_left, "decide_point") == "assessed"
    done = Facts("assessed", "simple", frozenset({"handler"}), have | {"all_points_decided"})
    assert stage_after(PLAN, done, "decide_point") == "decided"
    new_point = Facts("responding", "simple", frozenset({"handler"}), have)
    assert stage_after(PLAN, new_point, "split_into_points") == "investigating"
    edited = Facts("responding", "simple", frozenset({"handler"}), have | {"all_points_decided"})
    assert stage_after(PLAN, edited, "split_into_points") == "responding"
    assert stage_after(PLAN, Facts("investigating"), "assess") == "investigating"


@pytest.mark.parametrize(
    ("points", "case"),
    [
        ([], ""),
        (["justified", ""], ""),
        (["justified", "justified"], "justified"),
        (["justified", "not_justified"], "partly"),
        (["partly"], "partly"),
        (["not_ours", "not_ours"], "not_ours"),
        (["not_ours", "justified"], "justified"),
        (["not_ours", "not_justified", "partly"], "partly"),
    ],
)
def test_the_verdict_of_a_case(points: list[str], case: str) -> None:
    assert verdict_of_case(points) == case
