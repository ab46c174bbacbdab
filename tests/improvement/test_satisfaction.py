"""Was it right? Unhappy opens the case again; causes get an action with what would prove it."""

from datetime import timedelta

import pytest

from amends.cases.models import Case
from amends.improvement import actions
from amends.improvement.models import Survey
from amends.people.actor import of_customer
from amends.people.refusal import Invalid, NotAllowed, NotPossible
from amends.procedure.moment import now
from amends.responses import actions as responses
from tests.cast import Cast
from tests.responses.test_signing import signed


@pytest.fixture
def answered(cast: Cast, case: Case) -> Case:
    responses.send(signed(cast, case), by=cast.by("emma"))
    case.refresh_from_db()
    return case


def test_a_happy_customer_closes_the_case(cast: Cast, answered: Case) -> None:
    actions.record_satisfaction(answered, outcome=5, treatment=4, course=4, by=of_customer(answered.customer))
    answered.refresh_from_db()
    assert (answered.stage, answered.outcome) == ("closed", "answered")


def test_an_unhappy_customer_opens_it_again(cast: Cast, answered: Case) -> None:
    first = answered.answered_at
    actions.record_satisfaction(
        answered, outcome=1, treatment=2, course=2, by=of_customer(answered.customer), words="Still scratched"
    )
    answered.refresh_from_db()
    assert (answered.stage, answered.reopened) == ("investigating", 1)
    assert answered.answered_at == first
    assert answered.due_at is not None and answered.due_at > now()


def test_an_answer_is_given_once(cast: Cast, answered: Case) -> None:
    by = of_customer(answered.customer)
    actions.record_satisfaction(answered, outcome=5, treatment=5, course=5, by=by)
    with pytest.raises(NotPossible):
        actions.record_satisfaction(answered, outcome=1, treatment=1, course=1, by=by)
    with pytest.raises(Invalid):
        actions.record_satisfaction(answered, outcome=9, treatment=1, course=1, by=by)


def test_the_question_is_sent_once(cast: Cast, answered: Case) -> None:
    survey = actions.plan_survey(answered)
    assert survey.due > now()
    assert actions.plan_survey(answered) == survey
    assert actions.send_survey(survey)
    assert not actions.send_survey(survey)
    assert Survey.objects.count() == 1


def test_an_action_is_proven_by_somebody_else(cast: Cast, answered: Case) -> None:
    quinn = cast.by("quinn")
    cause = actions.record_cause(answered, "The release note is not printed.", by=quinn)
    due = (now() + timedelta(days=20)).date()
    with pytest.raises(Invalid, match="show that it worked"):
        actions.plan_corrective_action(cause, "Print it", owner=cast.quinn, due=due, criterion="", by=quinn)
    action = actions.plan_corrective_action(
        cause, "Print it", owner=cast.quinn, due=due, criterion="None in eight weeks", by=quinn
    )
    with pytest.raises(NotPossible):
        actions.check_corrective_action(action, True, by=cast.by("daniel"))
    action = actions.finish_corrective_action(action, "The printer's log", by=quinn)
    with pytest.raises(NotAllowed):
        actions.check_corrective_action(action, True, by=quinn)
    assert actions.check_corrective_action(action, True, by=cast.by("daniel")).proven
