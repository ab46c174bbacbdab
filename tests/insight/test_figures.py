"""Insight: every figure is true of the complaints received in the time asked for, and leads to exactly these."""

import csv
import io
import math
import random
import re
import statistics
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from amends.cases import actions
from amends.cases.models import Case, Promise
from amends.improvement import actions as improvement
from amends.improvement import counting
from amends.improvement.models import CountedUntil, DailySum, DayToCount
from amends.insight.figures.spread import spread_of
from amends.people.models import Company
from amends.procedure.moment import now
from tests.cast import Cast, assemble, complaint, customer
from tests.web.desk import Desk

pytestmark = pytest.mark.slow

PAGE = "/desk/insight/"


@pytest.fixture
def cast(db: None) -> Cast:
    found = assemble()
    Company.objects.update(languages=["en", "sk"])
    return found


def one(cast: Cast, n: int, **more: object) -> Case:
    return complaint(cast, customer=customer(f"Jana {n}", f"jana{n}@example.com"), **more)


def test_what_is_shown_is_true_and_leads_to_exactly_these(cast: Cast) -> None:
    emma, daniel = cast.by("emma"), cast.by("daniel")
    cases = [one(cast, n) for n in range(5)]
    actions.solve_on_the_spot(cases[0], "A voucher.", by=emma, remedy="gift", amount=Decimal("15.50"))
    actions.solve_on_the_spot(cases[1], "A voucher.", by=emma, remedy="gift", amount=Decimal("4.50"))
    improvement.record_cause(cases[0], "Boxes are resealed.", by=daniel, category="Packing")
    improvement.record_cause(cases[1], "Boxes are resealed.", by=daniel, category="packing")
    actions.reopen(cases[1], "It is not solved.", by=daniel)
    Promise.objects.filter(case=cases[2], to_customer=True, kind="next_contact").update(
        due=now() - timedelta(hours=1)
    )
    for row in Promise.objects.filter(case=cases[2], kind="next_contact", to_customer=True):
        actions.break_promise(row.pk, at=now())
    assert counting.count_days() > 0

    quinn = Desk(cast.quinn)
    page = quinn.get(PAGE)
    assert "5 complaints were received." in page
    assert line(page, "What remedies cost", "Gift") == ("€20", "2 times")
    assert line(page, "What caused them", "Packing")[0] == "2"
    assert line(page, "Promised dates", "Broken")[0] == "1"
    assert line(page, "What came back", "Opened again after a reply")[0] == "1"
    assert line(page, "Languages", "Slovak")[0] == "5"
    for title, label, expected in (
        ("What remedies cost", "Gift", cases[:2]),
        ("What caused them", "Packing", cases[:2]),
        ("Promised dates", "Broken", cases[2:3]),
        ("What came back", "Opened again after a reply", cases[1:2]),
        ("Languages", "Slovak", cases),
        ("Teams", "Complaints", cases),
    ):
        listed = quinn.get(link(page, title, label))
        assert set(re.findall(r"/desk/cases/([A-Z0-9-]+)/", listed)) == {case.ref for case in expected}, title


def section(page: str, title: str) -> str:
    return page.split(f"<h2>{title}</h2>")[1].split("</section>")[0]


def row(page: str, title: str, label: str) -> str:
    return next(part for part in section(page, title).split("<tr>") if f">{label}<" in part)


def line(page: str, title: str, label: str) -> tuple[str, str]:
    found = row(page, title, label)
    besides = re.search(r'class="s two">([^<]*)<', found)
    value = re.search(r"<td>([^<]*)</td>", found)
    assert value
    return unescape(value[1]).replace("\u00a0", " "), besides[1] if besides else ""


def link(page: str, title: str, label: str) -> str:
    found = re.search(r'href="([^"]+)"', row(page, title, label))
    assert found
    return unescape(found[1])


def test_what_changes_is_counted_again_and_nothing_else(cast: Cast) -> None:
    old, new = one(cast, 1), one(cast, 2)
    Case.objects.filter(pk=old.pk).update(received_at=now() - timedelta(days=40))
    counting.count_days()
    assert sum(s.count for s in DailySum.objects.filter(measure="received")) == 2
    CountedUntil.objects.update(at=now() + counting.LATE)
    assert counting.count_days() == 0
    DailySum.objects.filter(measure="received").update(count=7)
    before = now()
    actions.note(new, "She called.", by=cast.by("emma"))
    CountedUntil.objects.update(at=before + counting.LATE)
    assert counting.count_days() == 1
    assert sorted(DailySum.objects.filter(measure="received").values_list("count", flat=True)) == [1, 7]


def test_days_begin_anew_where_the_company_moves_to(cast: Cast) -> None:
    Case.objects.filter(pk=one(cast, 1).pk).update(received_at=datetime(2026, 3, 2, 23, 30, tzinfo=UTC))

    def days() -> list[date]:
        return list(DailySum.objects.filter(measure="received").values_list("day", flat=True))

    counting.count_days()
    assert days() == [date(2026, 3, 3)], "half past midnight in Bratislava"
    Company.objects.update(zone="America/New_York")
    counting.count_days()
    assert days() == [date(2026, 3, 2)]


def test_a_count_that_breaks_off_goes_on_where_it_was(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    for n, days in enumerate((1, 2, 3)):
        Case.objects.filter(pk=one(cast, n).pk).update(received_at=now() - timedelta(days=days))
    assert counting.count_days(limit=1) == 1
    assert DayToCount.objects.count() == 2
    with monkeypatch.context() as broken:
        broken.setattr(counting, "_STATEMENT", "SELECT 1 / 0")
        with pytest.raises(Exception, match="division"):
            counting.count_days()
    assert (
        DayToCount.objects.count() == 3
    )  # the day just counted too: its complaint changed within ten minutes
    counting.count_days()
    assert DailySum.objects.filter(measure="received").count() == 3


def test_a_manager_sees_their_team_and_a_handler_no_such_page(cast: Cast) -> None:
    one(cast, 1)
    Case.objects.filter(pk=one(cast, 2).pk).update(team=cast.other_team)
    counting.count_days()
    assert "1 complaint was received." in Desk(cast.daniel).get(PAGE)
    assert "1 complaint was received." in Desk(cast.daniel).get(f"{PAGE}?team={cast.other_team.pk}")
    quinn = Desk(cast.quinn)
    assert "2 complaints were received." in quinn.get(PAGE)
    assert "1 complaint was received." in quinn.get(f"{PAGE}?team={cast.other_team.pk}")
    assert Desk(cast.emma).status(PAGE) == 404
    assert Desk(cast.emma).status(f"{PAGE}csv/") == 404
    assert PAGE not in Desk(cast.emma).get("/desk/")
    assert PAGE in quinn.get("/desk/")


@pytest.mark.parametrize(
    "asked",
    [
        "from=x&until=%00",
        "from=2026-13-40",
        "team=999999999999999999999",
        "team=٣",
        "from=0001-01-01&until=9999-12-31",
    ],
)
def test_what_is_no_date_and_no_team_is_left_out(cast: Cast, asked: str) -> None:
    one(cast, 1)
    counting.count_days()
    assert "1 complaint was received." in Desk(cast.quinn).get(f"{PAGE}?{asked}")


def test_the_file_holds_the_same_and_no_formula(cast: Cast) -> None:
    case = one(cast, 1)
    actions.solve_on_the_spot(case, "Done.", by=cast.by("emma"))
    improvement.record_cause(case, "x", by=cast.by("daniel"), category='=HYPERLINK("x")<b>')
    counting.count_days()
    quinn = Desk(cast.quinn)
    response = quinn.client.get(f"{PAGE}csv/")
    rows = list(csv.reader(io.StringIO(b"".join(response).decode("utf-8-sig"))))  # type: ignore[arg-type]
    assert rows[0] == ["from", "until", "measure", "key", "value", "of"]
    today = f"{now():%Y-%m}"
    assert [r[4] for r in rows if r[2:4] == ["received", today]] == ["1"]
    assert not [r for r in rows if any(cell.startswith("=") for cell in r)]
    page = quinn.get(PAGE)
    assert "=HYPERLINK(&quot;x&quot;)&lt;b&gt;" in page


def test_a_year_is_read_in_few_queries_however_many_there_are(cast: Cast) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as seen:
            quinn.get(PAGE)
        return len(seen)

    quinn = Desk(cast.quinn)
    one(cast, 0)
    counting.count_days()
    quinn.get(PAGE)
    few = queries()
    for n in range(1, 12):
        Case.objects.filter(pk=one(cast, n).pk).update(received_at=now() - timedelta(days=20 * n))
    CountedUntil.objects.all().delete()
    counting.count_days()
    assert queries() == few
    assert few <= 20


def test_the_middle_and_nine_of_ten_are_right_to_a_fortieth() -> None:
    chance = random.Random(7)
    seconds = [chance.lognormvariate(11, 1.5) for _n in range(4001)]
    steps: dict[str, int] = {}
    for one_took in seconds:
        step = str(round(math.log(one_took) / math.log(counting.STEP)))
        steps[step] = steps.get(step, 0) + 1
    found = spread_of(steps)
    assert found is not None
    assert found.half == pytest.approx(statistics.median(seconds), rel=0.026)
    assert found.nine_of_ten == pytest.approx(statistics.quantiles(seconds, n=10)[8], rel=0.03)
    assert spread_of({}) is None
