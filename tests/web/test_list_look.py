"""Lists look as each employee wishes: columns and density, kept for themselves."""

from pytest_django import DjangoAssertNumQueries

from amends.cases import actions
from amends.cases.search_index import index_cases
from tests.cast import Cast, complaint, customer
from tests.web.desk import Desk

URL = "/desk/complaints/look/?which=mine"


def keep(desk: Desk, *columns: str, close: bool = False) -> str:
    answer = desk.client.post(URL, {"column": columns, "density": "close" if close else ""})
    assert answer.status_code == 303
    return str(answer["Location"])


def test_columns_are_ones_own(cast: Cast) -> None:
    case = complaint(cast, order_ref="AB-4711")
    actions.assign(case, cast.emma, by=cast.by("daniel"))
    index_cases([case.pk])
    emma = Desk(cast.emma)
    assert "AB-4711" not in emma.get("/desk/complaints/")
    assert keep(emma, "order", "owner", close=True) == "/desk/complaints/?which=mine"
    for url in ("/desk/complaints/", "/desk/search/?q=doska"):
        page = emma.get(url)
        assert 'data-cells="2"' in page
        assert "data-close" in page
        assert page.count('class="cell"') == 2
        assert "AB-4711" in page
        assert 'value="order" checked' in page
    assert 'data-cells="0"' in Desk(cast.daniel).get("/desk/complaints/")
    keep(emma)
    assert 'data-cells="0"' in emma.get("/desk/complaints/")
    assert "data-close" not in emma.get("/desk/complaints/")


def test_too_many_columns_change_nothing(cast: Cast) -> None:
    emma = Desk(cast.emma)
    keep(emma, "order")
    answer = emma.client.post(URL, {"column": ["order", "owner", "team", "stage", "received"]})
    assert answer.status_code == 422
    assert "Choose at most 4 columns." in answer.content.decode()
    cast.emma.refresh_from_db()
    assert cast.emma.list_columns == ["order"]
    keep(emma, "team", "junk", "customer")
    cast.emma.refresh_from_db()
    assert cast.emma.list_columns == ["team"]
    assert emma.status(URL) == 404


def test_columns_read_nothing_more(cast: Cast, django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    for n in range(12):
        complaint(cast, customer=customer(f"Customer {n}", f"c{n}@example.com"))
    emma = Desk(cast.emma)
    keep(emma, "team", "owner", "stage", "verdict")
    emma.get("/desk/complaints/")
    with django_assert_max_num_queries(22):
        emma.get("/desk/complaints/")
