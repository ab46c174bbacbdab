"""How well companies answer: measured from files through the command."""

from pathlib import Path

import pytest

from amends.cases.models import Case, Message
from amends.insight.audit.intervals import quantile, quantile_interval, wilson
from amends.people.models import Customer
from tests.insight import files
from tests.insight.conftest import Run


def test_companies_stand_side_by_side(run: Run) -> None:
    found = run(files.ROWS)
    assert found.code == 0
    assert found.value("North Air", "conversations") == "3"
    assert found.value("North Air", "answered") == "0.666667"
    assert found.value("South Air", "answered") == "1.0"
    assert found.value("North Air", "within_a_day") == "0.333333"
    assert found.value("North Air", "median") == "18.25"  # between 2 h and 34.5 h
    assert found.cells["North Air", "answered"]["conversations"] == "3"
    assert "Answered at all" in found.out and "67% (21–94%)" in found.out
    assert "fewer than 30 conversations" in found.out


def test_day_and_night_are_told_apart_where_the_company_is(run: Run) -> None:
    found = run(files.ROWS)
    assert found.value("North Air", "answered_day") == "0.5"
    assert found.value("North Air", "median_night") == "34.5"
    # In Bangkok it is past 22 when it is 16 in London, and 9 in the morning when it is 2.
    there = run(files.ROWS, "--zone", "Asia/Bangkok")
    assert (
        there.cells["South Air", "median_night"]["value"] == found.cells["South Air", "median_night"]["value"]
    )
    named = files.ROWS.replace("2024-04-05 02:00", "2024-04-05 02:00+00:00").replace(
        "2024-04-09 02:00", "2024-04-09 02:00+00:00"
    )
    assert run(named).value("South Air", "median_night") == "96.0"
    assert run(named, "--zone", "Asia/Bangkok").value("South Air", "median_night") == ""


def test_who_writes_to_whom_and_how(run: Run) -> None:
    found = run(files.ROWS)
    for measure in ("by_name", "signed", "personal", "clean", "B201", "C307"):
        assert found.value("North Air", measure) == "0.5", measure
    assert found.value("South Air", "by_name") == "0.5"  # "Dear customer" is nobody's name
    assert found.value("South Air", "B201") == "0.0"
    assert "B201" in found.out and "non-apology" in found.out


def test_the_customers_next_words_say_whether_it_was_solved(run: Run) -> None:
    found = run(files.ROWS)
    assert found.value("North Air", "solved") == "0.5"
    assert found.cells["North Air", "solved"]["conversations"] == "2"
    assert found.value("South Air", "solved") == ""  # "ok" and silence say nothing


@pytest.mark.parametrize(
    ("lang", "thanks", "still"),
    [
        ("en", "It works now, thank you.", "Nobody has called me yet."),
        ("sk", "Peniaze už prišli, ďakujem.", "Stále nič neprišlo, píšem už tretí krát."),
        ("lv", "Liels paldies, naudu saņēmu.", "Joprojām neko neesmu saņēmusi."),
        ("bg", "Получих парите, благодаря ви.", "Все още нищо не съм получила."),
        ("ro", "Am primit banii, vă mulțumesc.", "Nici acum nu am primit nimic."),
        ("th", "ได้รับเงินแล้ว ขอบคุณมากค่ะ", "ยังไม่ได้รับเงินเลยค่ะ"),
    ],
)
def test_solved_in_every_language(run: Run, lang: str, thanks: str, still: str) -> None:
    head = "company;complaint;reply;customer reply;language\n"
    found = run(head + f"A;?;!;{thanks};{lang}\nB;?;!;{still};{lang}\n")
    assert (found.value("A", "solved"), found.value("B", "solved")) == ("1.0", "0.0")


def test_branches_and_months(run: Run) -> None:
    branches = run(files.ROWS, "--by", "branch")
    assert branches.value("Riga", "answered") == "1.0" and branches.value("Vilnius", "answered") == "0.0"
    months = run(files.ROWS, "--by", "month")
    assert [group for group, measure in months.cells if measure == "answered"] == ["2024-03", "2024-04"]


def test_messages_that_answer_each_other_are_conversations(run: Run) -> None:
    """Identifiers as figures with a point, mentions, entities, a company that speaks unasked."""
    found = run(files.TWEETS, "--by", "company")
    assert found.value("AirCo", "conversations") == "2"
    assert found.value("AirCo", "answered") == "0.5"
    assert found.value("AirCo", "median") == "0.25"
    assert found.value("AirCo", "by_name") == found.value("AirCo", "signed") == "1.0"
    assert found.value("AirCo", "solved") == "1.0"


def test_a_sample_does_not_say_what_was_answered(run: Run) -> None:
    found = run(files.SAMPLE)
    assert found.value("AirCo", "answered") == ""
    assert found.value("AirCo", "signed") == "0.5"
    assert "2 replies answer something that is not in the file" in found.out


def test_a_chain_without_end_and_one_that_bites_its_tail(run: Run) -> None:
    long = "".join(f"{n},it broke,{n - 1},{n % 2 == 1}\n" for n in range(30_000, 0, -1))
    found = run(
        "id,text,in_reply_to,inbound\na,it broke,b,true\nb,we mend it,a,false\n" + long, "--by", "company"
    )
    assert found.value("", "conversations") == "2" and found.value("", "answered") == "1.0"


def test_reviews_with_answers(run: Run) -> None:
    found = run(files.REVIEWS)
    assert found.value("Old Town", "median") == "24.0"
    assert found.value("Old Town", "personal") == "1.0"
    assert found.value("Airport", "answered") == "0.0"


def test_whole_conversations_an_object_a_line(run: Run) -> None:
    found = run(files.TALKS)
    assert found.value("Inn", "median") == "1.0" and found.value("Inn", "solved") == "1.0"
    assert found.value("Lodge", "answered") == "0.0"


def test_a_mail_box_counts_no_machine_as_an_answer(run: Run) -> None:
    found = run(files.BOX, "--by", "branch")
    assert found.value("north@airco.example", "median") == "5.0"
    assert found.value("north@airco.example", "personal") == "1.0"
    assert found.value("south@airco.example", "answered") == "0.0"


def test_ones_own_mail_that_answers_nothing_is_no_complaint(run: Run) -> None:
    news = files.BOX.replace(b"In-Reply-To: <1@example.com>\n", b"").replace(
        b"Auto-Submitted: auto-replied\n", b""
    )
    found = run(news, "--by", "company", "--ours", "airco.example")
    assert found.value("airco.example", "conversations") == "2"
    assert found.value("airco.example", "answered") == "0.0"


def test_nothing_of_it_is_stored(run: Run) -> None:
    before = [model.objects.count() for model in (Case, Customer, Message)]
    assert run(files.ROWS).code == run(files.BOX).code == 0
    assert [model.objects.count() for model in (Case, Customer, Message)] == before


def test_groups_that_are_too_many_stand_together(run: Run) -> None:
    rows = "".join(f"Shop {n:02},it broke,we mend it\n" for n in range(15))
    found = run("company,complaint,reply\n" + rows)
    groups = {group for group, _measure in found.cells}
    assert len(groups) == 13 and found.value("*", "conversations") == "3"
    assert "all others" in found.out


def test_a_group_is_no_formula(run: Run) -> None:
    found = run("company,complaint,reply\n=HYPERLINK(1),it broke,we mend it\n")
    assert ("'=HYPERLINK(1)", "answered") in found.cells


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("", "The file is empty."),
        ("a,b\n1,2\n", "The columns show no conversations."),
        ("text,in_reply_to\nhi,1\n", "have no column `id`"),
        ("complaint,reply\n", "holds no conversation"),
        ('complaint,reply\n"never closed,1\n', "Line 2"),
        ("complaint,reply,received\na,b,13/1/2024\na,b,1/13/2024\n", "Some dates begin with the day"),
        ("{broken", "no valid JSON"),
        ('[{"stars": 5}]', "holds no reviews"),
        ("[" * 100_000, "nested too deeply"),
        (b"PK\x03\x04", "packed"),
        (b'[{"text": "\xff"}]', "not UTF-8"),
    ],
)
def test_what_cannot_be_read_is_said_in_a_sentence(run: Run, content: str | bytes, sentence: str) -> None:
    found = run(content)
    assert found.code == 1 and found.cells == {}
    assert sentence in found.err and "Traceback" not in found.err


def test_a_wrong_row_is_named_and_left_out(run: Run) -> None:
    found = run("complaint,received,reply\nlamp,31.02.2024,sorry\nvase,1.3.2024,we mend it\n,,\n")
    assert "line 2: 31.02.2024 is not a date; left out" in found.err
    assert "1 row was left out." in found.out


def test_options_that_mean_nothing(run: Run, tmp_path: Path) -> None:
    assert "no time zone Mars/Base" in run(files.ROWS, "--zone", "Mars/Base").err
    assert "no encoding klingon" in run(files.ROWS, "--encoding", "klingon").err
    assert "cannot be written" in run(files.ROWS, "--csv", str(tmp_path / "none" / "x.csv")).err


def test_intervals_are_those_of_the_books() -> None:
    assert wilson(10, 20) == pytest.approx((0.2993, 0.7007), abs=1e-4)
    assert wilson(0, 10) == pytest.approx((0, 0.2775), abs=1e-4)
    assert wilson(0, 0) == (0, 1)
    ten = [float(n) for n in range(1, 11)]
    assert quantile(ten, 0.5) == 5.5
    assert quantile_interval(ten, 0.5) == (2.0, 9.0)  # order statistics 2 and 9: 97.9 %
    assert quantile_interval([1.0, 2.0, 3.0], 0.5) == (None, None)
    assert quantile_interval([float(n) for n in range(1, 101)], 0.5) == (40.0, 61.0)
