"""A list as a file: the same filters, typed cells, nothing that runs, nothing one may not see."""

import csv
import io
import zipfile
from datetime import datetime
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest import MonkeyPatch

from amends.cases import actions
from amends.cases.models import Case
from amends.cases.search_index import index_cases
from amends.journal.models import Entry
from amends.procedure import moment
from amends.web.desk import chosen
from tests.cast import MONDAY, Cast, complaint, customer
from tests.web.desk import Desk

SHEET = {"s": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}


def export(desk: Desk, form: str, query: str = "") -> bytes:
    answer = desk.client.post(f"/desk/complaints/export/?{query}", {"as": form})
    assert answer.status_code == 200
    assert answer["Content-Disposition"].startswith("attachment")
    return b"".join(answer.streaming_content)


def lines(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def cells(content: bytes) -> dict[str, tuple[str, str]]:
    """Every cell of the first sheet: its type (`n` number, `s` text, `f` formula) and what it shows."""
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        sheet = ElementTree.fromstring(book.read("xl/worksheets/sheet1.xml"))
        kept = book.read("xl/sharedStrings.xml") if "xl/sharedStrings.xml" in book.namelist() else b"<a/>"
    shared = ["".join(si.itertext()) for si in ElementTree.fromstring(kept)]
    found = {}
    for cell in sheet.iterfind(".//s:c", SHEET):
        text = "".join(cell.itertext())
        kind = "f" if cell.find("s:f", SHEET) is not None else "n" if cell.get("t", "n") == "n" else "s"
        found[cell.get("r", "")] = (kind, shared[int(text)] if cell.get("t") == "s" else text)
    return found


def test_csv_holds_what_the_list_shows(cast: Cast) -> None:
    with moment.set_to(MONDAY):
        mine, other = complaint(cast, at=MONDAY), complaint(cast, at=MONDAY)
        actions.assign(mine, cast.emma, by=cast.by("daniel"))
        emma = Desk(cast.emma)
        assert {row["Reference"] for row in lines(export(emma, "csv"))} == {mine.ref, other.ref}
        rows = lines(export(emma, "csv", "which=mine"))
    assert [row["Reference"] for row in rows] == [mine.ref]
    assert rows[0]["Customer"] == "Zuzana Hrabovská"
    assert rows[0]["Who answers for it"] == "Emma Test"
    assert datetime.fromisoformat(rows[0]["Received"]) == MONDAY
    assert rows[0]["Received"].endswith("+01:00")


def test_a_search_is_taken_out_too(cast: Cast) -> None:
    case, other = complaint(cast), complaint(cast, "Stôl je nestabilný.")
    index_cases([case.pk, other.pk])
    assert [row["Reference"] for row in lines(export(Desk(cast.emma), "csv", "q=nestabiln%C3%BD"))] == [
        other.ref
    ]


def test_cells_of_a_spreadsheet_have_types(cast: Cast) -> None:
    with moment.set_to(MONDAY):
        case = complaint(cast, at=MONDAY)
        Case.objects.filter(pk=case.pk).update(severity=2)
        found = cells(export(Desk(cast.emma), "xlsx"))
    heads = {text: place[:-1] for place, (_kind, text) in found.items() if place.endswith("1")}
    assert found[f"{heads['Reference']}2"] == ("s", case.ref)
    assert found[f"{heads['Severity']}2"] == ("n", "2")
    kind, serial = found[f"{heads['Received (Europe/Bratislava)']}2"]
    assert (kind, float(serial)) == ("n", pytest.approx(46342 + 10 / 24, abs=1e-6))  # 16 November 2026, 10:00


@pytest.mark.parametrize(
    "text",
    ['=HYPERLINK("http://evil.example","x")', "+1+1", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "＝1+1", "  =1"],
)
def test_what_a_customer_wrote_is_no_formula(cast: Cast, text: str) -> None:
    case = complaint(cast)
    Case.objects.filter(pk=case.pk).update(title=text, order_ref=text)
    emma = Desk(cast.emma)
    row = lines(export(emma, "csv"))[0]
    assert (row["What it is about"], row["Order"]) == (f"'{text}", f"'{text}")
    found = cells(export(emma, "xlsx"))
    assert {kind for kind, _text in found.values()} <= {"s", "n"}
    assert text.strip() in {shown.strip() for _kind, shown in found.values()} or "_x00" in str(found)


def test_nobody_takes_out_what_they_may_not_see(cast: Cast) -> None:
    case = complaint(cast)
    index_cases([case.pk])
    for query in ("", "q=doska", f"team={cast.team.pk}", "q=stage:open"):
        assert lines(export(Desk(cast.rudi), "csv", query)) == []
        assert case.ref not in str(cells(export(Desk(cast.rudi), "xlsx", query)))


def test_it_is_on_record_and_never_by_a_link(cast: Cast) -> None:
    emma = Desk(cast.emma)
    assert emma.status("/desk/complaints/export/?as=csv") == 404
    assert emma.client.post("/desk/complaints/export/", {"as": "exe"}).status_code == 404
    assert not Entry.objects.filter(kind="case.list_exported").exists()
    export(emma, "csv", "which=mine")
    assert Entry.objects.get(kind="case.list_exported").actor_id == str(cast.emma.pk)


def test_long_lists_are_read_in_pages(cast: Cast, monkeypatch: MonkeyPatch) -> None:
    made = {complaint(cast, customer=customer(f"C {n}", f"c{n}@example.com")).ref for n in range(9)}
    emma = Desk(cast.emma)
    with CaptureQueriesContext(connection) as whole:
        assert {row["Reference"] for row in lines(export(emma, "csv"))} == made
    monkeypatch.setattr(chosen, "AT_ONCE", 4)
    with CaptureQueriesContext(connection) as paged:
        assert sorted(row["Reference"] for row in lines(export(emma, "csv"))) == sorted(made)
    assert len(paged) == len(whole) + 2


def test_it_speaks_the_employees_language_to_the_last_line(cast: Cast) -> None:
    complaint(cast)
    emma = Desk(cast.emma)
    emma.do("/desk/me/", language="sk", zone="Europe/Riga")
    answer = emma.client.post("/desk/complaints/export/", {"as": "csv"})
    row = lines(b"".join(answer.streaming_content))[0]
    assert "Prijatá" in row.values()
