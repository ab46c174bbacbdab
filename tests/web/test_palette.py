"""The command palette: what it finds for whom, and what it may cost."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from selectolax.lexbor import LexborHTMLParser

from amends.cases import actions
from amends.cases.models import Case, SavedFilter
from amends.cases.search_index import index_cases
from tests.cast import Cast, complaint, customer
from tests.web.desk import Desk


def indexed(*cases: Case) -> None:
    index_cases([case.pk for case in cases])


def asked(cast: Cast, name: str = "emma", **query: str) -> dict[str, str]:
    """What the palette offers: words and address."""
    response = Desk(getattr(cast, name)).client.get("/desk/palette/", query)
    assert response.status_code == 200
    options = LexborHTMLParser(response.content.decode()).css("a[role=option]")
    return {" ".join(o.text().split()): str(o.attributes["href"]) for o in options}


def urls(cast: Cast, name: str = "emma", **query: str) -> list[str]:
    return list(asked(cast, name, **query).values())


@pytest.mark.parametrize(
    "typed",
    ["{ref}", "{start}", "{few}", "hrabov", "HRABOVSKÁ", "zuzana hr", "poškri", "poskriabana dos"],
)
def test_a_complaint_is_found_by_reference_customer_and_words_while_one_types(cast: Cast, typed: str) -> None:
    case = complaint(cast)
    indexed(case)
    text = typed.format(ref=case.ref.lower().replace("-", ""), start=case.ref[:6], few=case.ref[:3])
    assert f"/desk/cases/{case.ref}/" in urls(cast, q=text)
    assert f"/desk/cases/{case.ref}/" not in urls(cast, "rudi", q=text)


@pytest.mark.parametrize("typed", ["hrabov", "Zuzana", "zuzana@example.com"])
def test_a_customer_is_found_by_name_or_address_by_who_may_see_them(cast: Cast, typed: str) -> None:
    first, second = complaint(cast), complaint(cast)
    indexed(first, second)
    card = f"/desk/customers/{first.customer_id}/"
    assert urls(cast, q=typed).count(card) == 1
    assert card not in urls(cast, "rudi", q=typed)


def test_pages_are_found_by_who_may_open_them(cast: Cast) -> None:
    assert "/desk/promises/" in urls(cast, q="prom")
    assert "/desk/complaints/?which=overdue" in urls(cast, q="complaints over")
    assert "/desk/settings/mailboxes/" in urls(cast, "ada", q="mail")
    assert not [url for url in urls(cast, q="mail") if "settings" in url or "put-aside" in url]
    assert "/desk/improve/replies/" in urls(cast, "daniel", q="response audit")
    assert "/desk/improve/replies/" not in urls(cast, "emma", q="response audit")


def test_every_page_it_names_opens(cast: Cast) -> None:
    desk = Desk(cast.ada)
    SavedFilter.objects.create(staff=cast.ada, name="Äther of the week", query="which=mine")
    found = {url for letter in "abcdefghijklmnopqrstuvwxyz" for url in urls(cast, "ada", q=letter)}
    assert {"/desk/complaints/?which=mine", "/desk/settings/company/", "/desk/me/"} <= found
    assert {url: desk.status(url) for url in found if desk.client.get(url).status_code != 200} == {}


def test_steps_are_those_the_page_of_the_complaint_offers_to_this_employee(cast: Cast) -> None:
    case = complaint(cast)
    actions.assign(case, cast.emma, by=cast.by("daniel"))
    page = Desk(cast.emma).get(f"/desk/cases/{case.ref}/")
    offered = asked(cast, case=case.ref)
    steps = [url for url in offered.values() if case.ref in url]
    assert steps
    assert all(url.replace("&", "&amp;") in page for url in steps)
    assert urls(cast, q="note", case=case.ref)[0] == f"/desk/cases/{case.ref}/note/"
    assert not [url for url in urls(cast, "rudi", q="note", case=case.ref) if case.ref in url]
    assert not [
        url for url in urls(cast, q="sign", case=case.ref) if url.endswith("/sign/") and case.ref in url
    ]


def test_nothing_typed_offers_what_was_looked_at_last_and_may_be_seen(cast: Cast) -> None:
    case = complaint(cast)
    offered = urls(cast, recent=f"{case.ref},not-one")
    assert f"/desk/cases/{case.ref}/" in offered
    assert {"/desk/new/", "/desk/"} <= set(offered)
    assert f"/desk/cases/{case.ref}/" not in urls(cast, "rudi", recent=case.ref)


def test_what_nobody_is_called_says_so_and_leads_to_the_search(cast: Cast) -> None:
    response = Desk(cast.emma).client.get("/desk/palette/", {"q": "qqq <b>&x=1"})
    page = response.content.decode()
    assert "Nothing is called so." in page
    assert "<b>&x" not in page
    assert "/desk/search/?q=qqq%20%3Cb%3E%26x%3D1" in page


@pytest.mark.parametrize(
    "typed", ['"', 'from:"', "\x00", "%", "_", "\\", "'", "a" * 900, "ref:", "::", "ก", "\u202e!"]
)
def test_hostile_text_is_only_text(cast: Cast, typed: str) -> None:
    assert asked(cast, q=typed, case=typed, recent=typed)


def test_a_stranger_is_asked_to_sign_in(client: Any, db: None) -> None:
    assert client.get("/desk/palette/?q=x").status_code == 302


def test_its_queries_do_not_grow_with_what_is_found(cast: Cast) -> None:
    def cost(**query: str) -> int:
        desk = Desk(cast.emma)
        desk.client.get("/desk/palette/", query)
        with CaptureQueriesContext(
            connection,
        ) as asked_for:
            desk.client.get("/desk/palette/", query)
        return len(asked_for)

    first = complaint(cast)
    indexed(first)
    few = cost(q="doska", case=first.ref), cost(recent=first.ref, case=first.ref)
    more = [complaint(cast, customer=customer(f"Jana {n}", f"j{n}@example.com")) for n in range(12)]
    indexed(*more)
    refs = ",".join(case.ref for case in more[:6])
    assert (cost(q="doska", case=first.ref), cost(recent=refs, case=first.ref)) == few
    assert max(few) <= 40


def test_without_script_the_button_is_a_link_to_the_search(cast: Cast) -> None:
    page = LexborHTMLParser(Desk(cast.emma).get("/desk/"))
    assert page.css_first("a[data-palette]").attributes["href"] == "/desk/search/"
