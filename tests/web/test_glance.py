"""A complaint beside the list: as much as one needs, for those who may see it, without marking anything as seen."""

from pytest_django import DjangoAssertNumQueries

from amends.cases import actions
from amends.cases.models import Message, Notice
from tests.cast import Cast, complaint
from tests.web.desk import Desk


def test_a_glance_shows_promise_step_points_and_words(
    cast: Cast, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    case = complaint(cast, order_ref="AB-4711")
    actions.assign(case, cast.emma, by=cast.by("daniel"))
    actions.add_point(case, "The board is <scratched>", by=cast.by("emma"))
    for n in range(6):
        actions.note(case, f"Note {n} " + "long " * 400, by=cast.by("emma"))
    emma, url = Desk(cast.emma), f"/desk/cases/{case.ref}/glance/"
    emma.get(url)
    unseen = Notice.objects.filter(staff=cast.emma, seen_at=None).count()
    with django_assert_max_num_queries(24):
        page = emma.get(url, headers={"HX-Request": "true"})
    assert "<html" not in page
    assert "The board is &lt;scratched&gt;" in page
    assert "Order AB-4711" in page
    assert "Emma Test answers for it" in page
    assert page.count('class="glance-said"') == 3
    assert "Note 5" in page
    assert "Read on" in page
    assert unseen == Notice.objects.filter(staff=cast.emma, seen_at=None).count() == 1


def test_mail_without_plain_words_leads_to_the_complaint(cast: Cast) -> None:
    case = complaint(cast)
    Message.objects.filter(case=case).update(text="", html="<script>alert(1)</script><p>Hello</p>")
    page = Desk(cast.emma).get(f"/desk/cases/{case.ref}/glance/", headers={"HX-Request": "true"})
    assert "alert(1)" not in page
    assert "Read on" in page


def test_a_glance_is_not_for_everybody(cast: Cast) -> None:
    assert Desk(cast.rudi).status(f"/desk/cases/{complaint(cast).ref}/glance/") == 404
