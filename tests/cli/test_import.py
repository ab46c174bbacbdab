"""Complaints of earlier days from a table."""

from datetime import UTC, datetime
from multiprocessing import active_children
from pathlib import Path

import pytest

from amends.cases.models import Case, Message, Promise
from amends.cases.search import search
from amends.channels.bulk import table_import, write
from amends.channels.models import Delivery
from amends.cli import django_ready
from amends.cli.main import main
from amends.people.actor import SYSTEM
from amends.people.models import Customer, Staff
from amends.people.refusal import Refusal
from tests.cast import Cast, assemble

CFPB = """,Complaint ID,Product,Sub-product,Issue,Sub-issue,State,ZIP code,Date received,Date sent to company,\
Company response to consumer,Timely response?,Consumer complaint narrative
0,1291006,Debt collection,,Communication tactics,Frequent calls,TX,02127,3/19/2015,3/20/2015,Closed with explanation,\
Yes,"They call me every day, ""even"" on Sunday."
4,1292165,Debt collection,Loan,Debt not owed,Identity theft,,2127,3/19/2015,3/19/2015,In progress,Yes,
"""


def table(tmp_path: Path, content: str | bytes, name: str = "old.csv") -> Path:
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def taken(path: Path, cast: Cast, **options: str) -> table_import.Report:
    where = write.target(cast.company, cast.team, by=SYSTEM, file=path.name)
    return table_import.import_table(table_import.plan(path, **options), where)


def test_complaints_keep_dates_words_and_numbers(cast: Cast, tmp_path: Path) -> None:
    report = taken(table(tmp_path, CFPB), cast)
    assert (report.made, report.known, report.wrong) == (2, 0, 0)
    closed, still = Case.objects.get(external_id="1291006"), Case.objects.get(external_id="1292165")
    assert closed.received_at.date().isoformat() == "2015-03-19"
    assert (closed.stage, closed.outcome, closed.closed_at.date().isoformat()) == (
        "closed",
        "answered",
        "2015-03-20",
    )
    assert closed.customer.address == "TX 02127"
    said = Message.objects.get(case=closed, kind="complaint")
    assert said.text == 'They call me every day, "even" on Sunday.'
    note = Message.objects.get(case=closed, direction="note")
    assert "ZIP code: 02127" in note.text and "Timely response?: Yes" in note.text
    assert still.stage == "received" and "Debt not owed" in still.title
    assert not Promise.objects.filter(case=closed).exists()
    assert still.due_at is not None and still.due_at > datetime.now(UTC)


@pytest.mark.slow
def test_nothing_is_answered_and_all_is_found(cast: Cast, tmp_path: Path) -> None:
    taken(table(tmp_path, CFPB), cast)
    assert not Delivery.objects.exists() and not Message.objects.filter(direction="out").exists()
    daniel = Staff.objects.get(pk=cast.daniel.pk)
    assert [case.external_id for case in search(daniel, "Sunday calls").cases] == ["1291006"]


def test_again_and_longer_adds_only_what_is_new(cast: Cast, tmp_path: Path) -> None:
    taken(table(tmp_path, CFPB), cast)
    longer = CFPB + "9,99,Debt,,Calls,,TX,1,3/19/2015,,Closed,Yes,More\n"
    report = taken(table(tmp_path, longer), cast)
    assert (report.made, report.known) == (1, 2)


def test_rows_without_numbers_are_known_again_too(cast: Cast, tmp_path: Path) -> None:
    rows = "date,text\n2020-01-02,The same\n2020-01-02,The same\n2020-01-03,Another\n"
    assert taken(table(tmp_path, rows), cast).made == 3
    again = taken(table(tmp_path, rows + "2020-01-04,New\n"), cast)
    assert (again.made, again.known) == (1, 3)


def test_leading_zeros_tell_numbers_apart(cast: Cast, tmp_path: Path) -> None:
    assert taken(table(tmp_path, "id,text,date\n007,a,2020-01-01\n7,b,2020-01-01\n"), cast).made == 2
    assert set(Case.objects.values_list("external_id", flat=True)) == {"007", "7"}


def test_wrong_date_leaves_out_its_row_alone(cast: Cast, tmp_path: Path) -> None:
    report = taken(table(tmp_path, "id,text,date\n1,a,31/02/2026\n2,b,30/01/2026\n"), cast)
    assert report.made == 1 and report.errors[0][0] == 2 and "31/02/2026" in report.errors[0][1]


def test_day_and_month_are_told_apart_or_asked_for(cast: Cast, tmp_path: Path) -> None:
    mixed = table(tmp_path, "id,text,date\n1,a,31/01/2020\n2,b,01/31/2020\n")
    with pytest.raises(Refusal, match="--dates"):
        taken(mixed, cast)
    report = taken(mixed, cast, dates="dmy")
    assert (report.made, report.wrong) == (1, 1)
    assert table_import.plan(table(tmp_path, "text,date\na,1.2.2020\n")).day_first


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_letters_are_read_right_in_every_encoding(encoding: str, cast: Cast, tmp_path: Path) -> None:
    text = "name,subject,date\r\nJosé,Queja – “mal servicio”,2020-01-01\r\n"
    taken(table(tmp_path, text.encode(encoding)), cast)
    case = Case.objects.select_related("customer").get()
    assert (case.customer.full_name, case.title) == ("José", "Queja – “mal servicio”")


@pytest.mark.slow
def test_doubtful_letters_are_never_imported_in_silence(cast: Cast, tmp_path: Path) -> None:
    """Whatever is guessed, either the text is right or the encoding is asked for."""
    for encoding, word in (("cp1251", "Жалба за лошо обслужване"), ("cp1257", "Sūdzība par kavēšanos")):
        path = table(tmp_path, f"id,text,date\n{encoding},{word},2020-01-01\n".encode(encoding))
        try:
            taken(path, cast)
        except Refusal as refused:
            assert "--encoding" in str(refused)
            taken(path, cast, encoding=encoding)
        assert Message.objects.get(case__external_id=encoding).text == word


@pytest.mark.parametrize(
    ("content", "line", "said"),
    [
        ('name,subject\nA,"unterminated\nB,x\n', 2, "quotation mark"),
        ("a," * 20_000 + "\n", 1, "columns"),
        ("name,subject\nA,b\nB,x\0y\n", 3, "NUL"),
        ('name,subject\nA,"b"c\n', 2, "quotation mark"),
    ],
)
def test_what_is_no_table_is_refused_with_its_line(
    content: str, line: int, said: str, cast: Cast, tmp_path: Path
) -> None:
    with pytest.raises(Refusal) as refused:
        taken(table(tmp_path, content), cast)
    assert f"Line {line}:" in str(refused.value) and said in str(refused.value)
    assert Case.objects.count() == 0


def test_stopped_in_the_middle_whole_batches_stand(
    cast: Cast, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(table_import, "BATCH", 10)
    rows = "id,text,date\n" + "".join(f"{n},words {n},2020-01-01\n" for n in range(35))
    path = table(tmp_path, rows)

    def stop(report: table_import.Report) -> None:
        if report.made == 20:
            raise KeyboardInterrupt

    where = write.target(cast.company, cast.team, by=SYSTEM)
    with pytest.raises(KeyboardInterrupt):
        table_import.import_table(table_import.plan(path), where, told=stop)
    assert Case.objects.count() == 20
    report = taken(path, cast)
    assert (report.made, report.known) == (15, 20)


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_a_writer_that_is_killed_is_said_and_nothing_is_lost_or_doubled(
    cast: Cast, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(table_import, "BATCH", 10)
    path = table(tmp_path, "id,text,date\n" + "".join(f"{n},words {n},2020-01-01\n" for n in range(200)))
    where = write.target(cast.company, cast.team, by=SYSTEM)

    def kill(report: table_import.Report) -> None:
        if report.made == 20:
            active_children()[0].kill()

    with pytest.raises(table_import.WriterEnded, match="goes on from there"):
        table_import.import_table(table_import.plan(path), where, told=kill, writers=2)
    stands = Case.objects.count()
    assert 20 <= stands < 200 and stands % 10 == 0
    report = table_import.import_table(table_import.plan(path), where, writers=2)
    assert (report.made, report.known) == (200 - stands, stands)
    assert Case.objects.count() == 200


def test_customers_are_one_by_their_address(cast: Cast, tmp_path: Path) -> None:
    rows = "id,name,email,text,date\n1,Ana,ANA@x.example,a,2020-01-01\n2,Ana,ana@x.example,b,2020-01-01\n"
    taken(table(tmp_path, rows), cast)
    assert Customer.objects.filter(full_name="Ana").count() == 1


def test_looking_ahead_writes_nothing(cast: Cast, tmp_path: Path) -> None:
    plan = table_import.plan(table(tmp_path, CFPB))
    report = table_import.look_ahead(plan, "UTC")
    assert report.read == 2 and len(plan.preview) == 2 and Case.objects.count() == 0


@pytest.mark.slow
def test_real_file_of_the_bureau(cast: Cast, shared: Path) -> None:
    report = taken(shared / "data" / "cfpb_structured_no_text.csv", cast)
    assert (report.made + report.known, report.wrong) == (7039, 0)
    assert Case.objects.filter(stage="closed").count() == Case.objects.exclude(closed_at=None).count() > 6000


def test_years_of_two_figures_are_not_ahead(cast: Cast, tmp_path: Path) -> None:
    taken(table(tmp_path, "id,text,date\n1,a,03/22/23\n2,b,03/22/98\n"), cast)
    years = {case.external_id: case.received_at.year for case in Case.objects.all()}
    assert years == {"1": 2023, "2": 1998}


@pytest.mark.django_db(transaction=True)
def test_command_shows_looks_and_imports(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(django_ready, "ready", lambda role="amends": None)
    assemble()
    path = str(table(tmp_path, CFPB))
    assert main(["import", path, "--dry-run"]) == 0
    said = capsys.readouterr().out
    assert "They call me every day" in said and "Nothing was written" in said and Case.objects.count() == 0
    assert main(["import", path]) == 0
    assert "2 imported, 0 known already, 0 left out" in capsys.readouterr().out
    assert main(["import", path, "--team", "Nowhere"]) == 1
    assert main(["import", str(tmp_path / "missing.csv")]) == 1
