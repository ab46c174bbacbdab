"""The stack of letters to sign: what stands beside a letter, and the way from one to the next."""

import re
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from amends.cases.models import Case, Remedy
from amends.responses.models import Draft
from amends.web.desk.words import money
from tests.cast import Cast
from tests.web.desk import Desk
from tests.web.letters import decided, waiting_letter

pytestmark = pytest.mark.slow


def text_of(page: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page).replace("&nbsp;", " ").replace("\xa0", " ").split())


def euros(amount: int) -> str:
    with override("en"):
        return text_of(money(Decimal(amount)))


def beside(cast: Cast, draft: Draft) -> str:
    return text_of(Desk(cast.daniel).get(f"/desk/sign/{draft.pk}/"))


def test_the_spread_of_what_like_points_got(cast: Cast) -> None:
    for amount in ("10", "20", "90"):
        decided(cast, [("refund", amount)])
    decided(cast, [("apology", ""), ("refund", "30")])
    decided(cast, [])
    said = beside(cast, waiting_letter(cast, cast.emma, amount="40"))
    assert "Of 5 points like it 4 got something." in said
    assert re.search(r"Refund 4; \S+ 1\.", said)
    assert f"Sums from {euros(10)} to {euros(90)}, half of them up to {euros(25)}." in said
    assert "any of them" not in said


@pytest.mark.slow
@pytest.mark.parametrize(("amount", "told"), [("91", "more"), ("9", "less")])
def test_what_lies_outside_of_it_is_said(cast: Cast, amount: str, told: str) -> None:
    for sum_ in ("10", "20", "90"):
        decided(cast, [("refund", sum_)])
    assert f"This is {told} than any of them." in beside(cast, waiting_letter(cast, cast.emma, amount=amount))


@pytest.mark.slow
@pytest.mark.parametrize(
    "unlike",
    [{"verdict": "partly"}, {"severity": 3}, {"route": "complex"}, {"days_ago": 400}],
    ids=lambda unlike: next(iter(unlike)),
)
def test_other_points_are_not_counted(cast: Cast, unlike: dict[str, Any]) -> None:
    for amount in ("10", "20", "30"):
        decided(cast, [("refund", amount)])
    decided(cast, [("refund", "900")], **unlike)
    assert "Of 3 points like it 3 got something." in beside(cast, waiting_letter(cast, cast.emma))


def test_what_was_refused_taken_back_or_only_proposed_was_not_got(cast: Cast) -> None:
    for amount in ("10", "20", "30"):
        decided(cast, [("refund", amount)])
    rows = list(Remedy.objects.order_by("amount"))
    Remedy.objects.filter(pk=rows[0].pk).update(refused_at=rows[0].proposed_at)
    Remedy.objects.filter(pk=rows[1].pk).update(accepted_at=None)
    said = beside(cast, waiting_letter(cast, cast.emma))
    assert "Of 3 points like it 1 got something." in said
    assert f"One sum: {euros(30)}." in said


def test_another_team_and_too_few_say_nothing(cast: Cast) -> None:
    for amount in ("10", "20", "30"):
        decided(cast, [("refund", amount)])
    Case.objects.update(team=cast.other_team)
    said = beside(cast, waiting_letter(cast, cast.emma))
    assert "Too few points like it in the last year to compare." in said
    assert "Sums from" not in said


def test_the_coach_says_what_it_found_and_what_was_kept(cast: Cast) -> None:
    draft = waiting_letter(cast, cast.emma)
    block = draft.blocks.get(kind="answer")
    said = beside(cast, draft)
    assert "The coach" in said
    assert Desk(cast.daniel).get(f"/desk/sign/{draft.pk}/").count("/desk/help/coach/") >= 1
    finding = re.search(r"/desk/help/coach/(C\d+)/", Desk(cast.daniel).get(f"/desk/sign/{draft.pk}/"))
    assert finding
    Draft.objects.filter(pk=draft.pk).update(overrides={f"{finding[1]}-0": "They know us."})
    assert block.text in said


def test_a_done_letter_leads_to_the_next_and_the_last_to_the_end(cast: Cast) -> None:
    first, second, third = (waiting_letter(cast, cast.emma, f"Customer {n}") for n in range(3))
    daniel = Desk(cast.daniel)

    def taken(draft: Draft, **values: str) -> str:
        url = f"/desk/sign/{draft.pk}/"
        answer = daniel.client.post(url, {"fingerprint": daniel.hidden(url)["fingerprint"], **values})
        assert answer.status_code == 303
        return str(answer["Location"])

    page = daniel.get(f"/desk/sign/{second.pk}/")
    assert re.search(rf'<a href="/desk/sign/{first.pk}/" data-key="k"', page)
    assert re.search(rf'<a href="/desk/sign/{third.pk}/" data-key="j"', page)
    assert taken(second) == f"/desk/sign/{third.pk}/"
    assert taken(third, what="return", reason="Say when it comes.") == f"/desk/sign/{first.pk}/"
    assert taken(first) == "/desk/sign/"
    assert "No letter waits" in daniel.get("/desk/sign/")


@pytest.mark.slow
def test_a_long_stack_costs_no_more_queries(cast: Cast) -> None:
    daniel, draft = Desk(cast.daniel), waiting_letter(cast, cast.emma)
    counted = []
    for _again in range(2):
        with CaptureQueriesContext(connection) as asked:
            daniel.get(f"/desk/sign/{draft.pk}/")
        # A process keeps the company for a moment; here it is read each time it is asked for.
        counted.append(len([query for query in asked if '"people_company"."name"' not in query["sql"]]))
        for n in range(3):
            waiting_letter(cast, cast.emma, f"Customer {n}")
            decided(cast, [("refund", "10")])
    assert counted[1] <= counted[0]
    assert counted[0] <= 30
