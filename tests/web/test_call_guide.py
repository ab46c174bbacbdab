"""A complaint taken on the phone: the guide says what to say, the record keeps who agreed what, remedies stay in the limit."""

from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest
from pytest_django import DjangoAssertNumQueries

from amends.cases.models import Case, Message, Remedy
from amends.people.models import Company, Membership
from amends.web.desk.record import next_call
from tests.cast import Cast, assemble, today
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


def next_sunday() -> date:
    return today() + timedelta(days=7 - today().weekday() - 1 or 7)


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


def test_each_point_they_name_is_a_point_of_the_complaint(cast: Cast) -> None:
    emma = Desk(cast.emma)
    points = {"point-1": "Where is the <money>?", "point-2": "  ", "point-3": "Why did nobody call?"}
    emma.do("/desk/new/", **told(cast, **points, do="register"))
    assert [(p.number, p.what) for p in Case.objects.get().points.all()] == [
        (1, "Where is the <money>?"),
        (2, "Why did nobody call?"),
    ]
    status, page = emma.refused("/desk/new/", **told(cast, name="", **points, do="register"))
    assert status == 422
    assert 'name="point-2" value="Why did nobody call?"' in page
    assert "Where is the &lt;money&gt;?" in page


def test_the_time_agreed_is_what_the_customer_is_told_and_comes_back_to_today(cast: Cast) -> None:
    emma = Desk(cast.emma)
    agreed = next_call(cast.team).astimezone(ZoneInfo(cast.company.zone))
    values = told(cast, email="ioana@example.com", do="pause", until=f"{agreed:%Y-%m-%dT%H:%M}")
    page = emma.do("/desk/new/", **values, solution="I find out where the money is.")
    case = Case.objects.get()
    assert "Registered. It comes back to Today" in page
    pause = case.pauses.get()
    assert pause.until == agreed
    assert pause.reason == "I find out where the money is."
    news = case.promises.get(kind="next_contact", replaced_by=None)
    assert (news.due, news.told_in.kind) == (agreed, "first_answer")
    assert f"{agreed.day} {agreed:%B}" in news.told_in.text
    assert not case.promises.exclude(replaced_by=None).exists()
    case.promises.exclude(pk=news.pk).update(due=agreed + timedelta(days=9))
    assert f"/cases/{case.ref}/resume/" in emma.get("/desk/")


def test_a_time_nobody_works_at_or_none_registers_nothing(cast: Cast) -> None:
    emma = Desk(cast.emma)
    for until, why in (
        ("", "Say by when they hear from us."),
        ("2020-01-02T11:00", "The date must lie ahead."),
        (f"{next_sunday():%Y-%m-%d}T11:00", "is not a working day"),
    ):
        status, page = emma.refused("/desk/new/", **told(cast, do="pause", until=until))
        assert status == 422
        assert why in page
    assert not Case.objects.exists()


def test_who_may_not_pause_is_not_offered_it(cast: Cast) -> None:
    Membership.objects.filter(staff=cast.emma).update(role="quality")
    page = Desk(cast.emma).get("/desk/new/")
    assert 'value="pause"' not in page
    assert 'value="register"' in page


def test_a_record_sent_twice_is_one_complaint_and_what_changed_is_kept(cast: Cast) -> None:
    emma, once = Desk(cast.emma), "0192-once"
    first = told(cast, once=once, discussion="She called.", do="register", **{"point-1": "Where is it?"})
    emma.do("/desk/new/", **first)
    assert "was registered already" in emma.do("/desk/new/", **first)
    case = Case.objects.get()
    notes = Message.objects.filter(case=case, kind="note")
    assert (case.points.count(), notes.count()) == (1, 1)
    emma.do("/desk/new/", **{**first, "problem": "The sofa is torn, and the money is missing."})
    assert Case.objects.count() == 1
    assert case.points.count() == 1
    assert "the money is missing" in notes.order_by("at").last().text


def test_a_remedy_chosen_needs_no_sentence(cast: Cast) -> None:
    Desk(cast.emma).do("/desk/new/", **told(cast, title="", remedy="gift", amount="15", do="solved"))
    case = Case.objects.get()
    assert (case.outcome, case.title) == ("solved_on_the_spot", "The sofa is <torn>.")
    assert Remedy.objects.get().what == "Gift €15"


def test_the_coach_reads_what_is_written_as_agreed(cast: Cast) -> None:
    emma, where = Desk(cast.emma), "/desk/new/coach/"
    words = "Her sofa is here. It will certainly be solved."
    found = emma.client.post(where, {"solution": words, "language": "en"}).content.decode()
    assert "It will certainly be solved" not in found.partition("data-text=")[0]
    assert 'data-puts="id_solution"' in found
    assert 'data-of="id_solution"' in found
    clean = emma.client.post(where, {"solution": "I call her by 11:00 tomorrow.", "language": "en"})
    assert "data-from" not in clean.content.decode()
    for lang in ('"><script>', "", "xx"):
        hostile = emma.client.post(where, {"solution": "<script>x</script>" + "я" * 30_000, "language": lang})
        assert hostile.status_code == 200
        assert "<script>" not in hostile.content.decode()
    assert emma.client.get(where).status_code == 405
