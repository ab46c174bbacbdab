"""A complaint taken on the phone: the guide says what to say, the record keeps who agreed what, remedies stay in the limit."""

import pytest
from pytest_django import DjangoAssertNumQueries

from amends.cases.models import Case, Message, Remedy
from amends.people.models import Company, Membership
from tests.cast import Cast, assemble
from tests.web.desk import Desk

INTEGRITY = "I want to help you. Please let us speak without insults."
TOO_MUCH = "This remedy is more than your role may grant on the spot."


@pytest.fixture
def cast(db: None) -> Cast:
    found = assemble()
    Company.objects.update(languages=["en", "sk", "ro"])
    Membership.objects.filter(staff=found.emma).update(role="clerk")
    found.emma.department, found.emma.phone = "Customer care", "02 5555 0148"
    found.emma.save()
    return found


def told(cast: Cast, **more: str) -> dict[str, str]:
    values = {"door": "phone", "name": "Ioana Munteanu", "phone": "+421255550199", "language": "en"}
    values |= {"title": "The sofa", "problem": "The sofa is <torn>.", "team": str(cast.team.pk)}
    return {**values, **more}


def test_the_guide_stands_beside_the_form(
    cast: Cast, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    emma = Desk(cast.emma)
    emma.get("/desk/new/")
    with django_assert_max_num_queries(16):
        page = emma.get("/desk/new/")
    assert page.count('name="guide-step"') == 11
    assert page.count("checked") >= 1
    for words in (INTEGRITY, "I understand your anger.", "We made a mistake, and I apologise for it."):
        assert words in page
    assert page.index(INTEGRITY) < page.index('id="record"')


def test_the_phrases_follow_the_customers_language_and_keep_the_step(cast: Cast) -> None:
    emma = Desk(cast.emma)
    page = emma.get("/desk/new/guide/?language=ro&guide-step=7")
    assert "<html" not in page
    assert 'class="phrase" lang="ro"' in page
    assert page.count(" checked") == 1
    assert (
        'id="step-7" aria-labelledby="step-title-7" aria-describedby="said-7" autocomplete="off" checked'
        in page
    )


@pytest.mark.parametrize(
    "asked", ["language=%22%3E%3Cscript%3E&guide-step=99", "language=th&guide-step=%00", ""]
)
def test_a_language_not_ours_or_no_such_step_is_the_beginning(cast: Cast, asked: str) -> None:
    page = Desk(cast.emma).get(f"/desk/new/guide/?{asked}")
    assert 'class="phrase" lang="en"' in page
    assert "<script>" not in page
    assert 'aria-describedby="said-1" autocomplete="off" checked' in page


def test_the_guide_is_for_employees(cast: Cast) -> None:
    from django.test import Client

    assert Client().get("/desk/new/guide/").status_code == 302


def test_solved_on_the_spot_in_the_same_step(cast: Cast) -> None:
    emma = Desk(cast.emma)
    emma.do(
        "/desk/new/",
        **told(cast, remedy="gift", amount="20", solution="A voucher, sent today.", do="solved"),
    )
    case = Case.objects.get()
    assert case.outcome == "solved_on_the_spot"
    assert Remedy.objects.get().done_by == cast.emma


def test_more_than_the_limit_registers_nothing_and_loses_nothing(cast: Cast) -> None:
    emma = Desk(cast.emma)
    shown = emma.get("/desk/new/")
    assert "Gift, up to €20" in shown
    status, page = emma.refused(
        "/desk/new/", **told(cast, remedy="gift", amount="20.01", solution="A <big> voucher", do="solved")
    )
    assert status == 422
    assert TOO_MUCH in page
    assert "A &lt;big&gt; voucher" in page
    assert "The sofa is &lt;torn&gt;." in page
    assert not Case.objects.exists()


def test_who_may_grant_nothing_is_offered_nothing(cast: Cast) -> None:
    Membership.objects.filter(staff=cast.emma).update(role="quality")
    page = Desk(cast.emma).get("/desk/new/")
    assert 'value="gift"' not in page
    assert "Nothing now" in page


def test_what_was_agreed_stays_in_the_record_when_it_is_not_solved_yet(cast: Cast) -> None:
    page = Desk(cast.emma).do(
        "/desk/new/",
        **told(
            cast,
            discussion="Called twice.",
            remedy="gift",
            amount="20",
            solution="I call her by 11:00 tomorrow.",
            do="register",
        ),
    )
    assert "is registered" in page
    assert not Remedy.objects.exists()
    notes = [m.text for m in Message.objects.filter(kind="note").order_by("at")]
    assert notes[0] == "Called twice."
    assert notes[1].splitlines() == [
        "Solution, agreed with them",
        "I call her by 11:00 tomorrow.",
        "Gift €20",
        "Emma Test, Customer care, 02 5555 0148",
    ]
