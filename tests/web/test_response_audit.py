"""The response audit at the desk: a file in, a comparison out, nothing kept."""

import csv
import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from pytest_django import DjangoAssertNumQueries

from amends.cases.models import Case, File
from amends.journal.models import Entry
from amends.people.models import Customer
from tests.cast import Cast
from tests.insight import files
from tests.web.desk import Desk

pytestmark = pytest.mark.slow

PAGE = "/desk/improve/replies/"


@pytest.fixture
def daniel(cast: Cast) -> Desk:
    return Desk(cast.daniel)


def sent(desk: Desk, content: str | bytes, **more: str) -> Any:
    data = content if isinstance(content, bytes) else content.encode()
    return desk.client.post(PAGE, {"file": SimpleUploadedFile("talks.csv", data), **more})


def text_of(response: Any) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def kept(response: Any) -> str:
    return re.search(r'name="result" value="([^"]+)"', response.content.decode())[1]  # type: ignore[index]


def test_managers_and_quality_find_it_and_nobody_else(cast: Cast) -> None:
    for name in ("daniel", "quinn"):
        desk = Desk(getattr(cast, name))
        assert f'href="{PAGE}"' in desk.get("/desk/improve/")
        assert "Read and compare" in desk.get(PAGE)
    emma = Desk(cast.emma)
    assert f'href="{PAGE}"' not in emma.get("/desk/improve/")
    assert emma.status(PAGE) == sent(emma, files.ROWS).status_code == 404
    assert emma.client.post(f"{PAGE}csv/", {"result": "x"}).status_code == 404


@pytest.mark.slow
def test_companies_stand_side_by_side(daniel: Desk) -> None:
    response = sent(daniel, files.ROWS)
    assert response.status_code == 200
    text = text_of(response)
    assert "Company North Air South Air" in text
    assert "Answered at all 67% 21–94% 100% 34–100%" in text
    assert "B201 non-apology 50% 9–91%" in text
    assert 'href="/desk/help/coach/B201/"' in response.content.decode()
    assert "Branch Riga Split Vilnius" in text_of(sent(daniel, files.ROWS, by="branch"))


@pytest.mark.slow
def test_mail_boxes_and_reviews_are_told_by_their_beginning(daniel: Desk) -> None:
    assert "Branch Airport Old Town" in text_of(sent(daniel, files.REVIEWS))
    box = text_of(sent(daniel, files.BOX, by="company", ours="@airco.example, other.example"))
    assert "airco.example" in box and "Answered at all 50%" in box


@pytest.mark.slow
def test_the_result_is_taken_along_as_csv_and_pdf(daniel: Desk) -> None:
    result = kept(sent(daniel, files.ROWS))
    table = daniel.client.post(f"{PAGE}csv/", {"result": result})
    assert 'filename="response-audit.csv"' in table["Content-Disposition"]
    rows = list(csv.DictReader(table.getvalue().decode("utf-8-sig").splitlines()))
    assert {(r["group"], r["value"]) for r in rows if r["measure"] == "answered"} == {
        ("North Air", "0.666667"),
        ("South Air", "1.0"),
    }
    pdf = daniel.client.post(f"{PAGE}pdf/", {"result": result})
    assert pdf["Content-Type"] == "application/pdf" and pdf.getvalue().startswith(b"%PDF")
    assert daniel.client.post(f"{PAGE}exe/", {"result": result}).status_code == 404


def test_a_result_nobody_signed_is_not_believed(daniel: Desk) -> None:
    result = kept(sent(daniel, files.ROWS))
    for forged in ("", "x", result[:-3] + "abc"):
        response = daniel.client.post(f"{PAGE}csv/", {"result": forged})
        assert response.status_code == 422 and "Let the file be read once more" in response.content.decode()


def test_nothing_of_it_is_kept(daniel: Desk) -> None:
    before = [model.objects.count() for model in (Case, Customer, File, Entry)]
    response = sent(daniel, files.ROWS)
    assert [model.objects.count() for model in (Case, Customer, File, Entry)] == before
    for words in ("Jane Novak", "Tom Hill", "bag is lost", "Peter Lee"):
        assert words not in response.content.decode()
    assert response["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "The file is empty."),
        (b"a,b\n1,2\n", "The columns show no conversations."),
        (b"PK\x03\x04rest", "packed or not text"),
        (b"{broken", "no valid JSON"),
        (b"complaint,reply\na\x00b,c\n", "a NUL character"),
        (b"complaint,reply\n<script>alert(1)</script>,\n", ""),
    ],
)
def test_what_cannot_be_read_is_said_and_what_was_chosen_stays(
    daniel: Desk, content: bytes, sentence: str
) -> None:
    response = sent(daniel, content, by="branch", ours="shop.example")
    page = response.content.decode()
    assert response.status_code == (422 if sentence else 200)
    assert sentence in page and "<script>alert" not in page
    assert 'value="shop.example"' in page and '<option value="branch" selected>' in page


def test_no_file_and_one_too_large(daniel: Desk, settings: Any) -> None:
    assert "Choose a file." in daniel.client.post(PAGE, {}).content.decode()
    settings.LARGEST_UPLOAD = 100
    response = sent(daniel, files.ROWS)
    assert response.status_code == 422
    assert "larger than this installation takes" in response.content.decode()


def test_more_than_a_page_can_wait_for_is_sent_to_the_command(
    daniel: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("amends.web.desk.response_audit.MOST", 4)
    response = sent(daniel, files.ROWS)
    assert response.status_code == 422
    assert "more than 4 conversations" in response.content.decode()
    monkeypatch.setattr("amends.insight.audit.apart.LONGEST_WAIT", 0.001)
    monkeypatch.setattr("amends.web.desk.response_audit.MOST", 5)
    assert "longer than a page can wait" in sent(daniel, files.ROWS).content.decode()


def test_queries_do_not_grow_with_the_file(
    daniel: Desk, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    many = "company,complaint,reply\n" + "".join(f"Shop {n % 7},broken,we mend it\n" for n in range(200))
    with django_assert_max_num_queries(7):
        assert sent(daniel, many).status_code == 200
