"""A step taken back from the notice: by a new entry in the journal, for whoever took it, while nothing else happened."""

import re

import pytest
from django.core import signing

from amends.cases.actions import note
from amends.cases.models import Case, SavedFilter
from amends.channels.models import SetAside
from amends.journal.models import Entry
from tests.cast import Cast, complaint
from tests.web.desk import Desk
from tests.web.test_put_aside import address, aside, reader  # noqa: F401


@pytest.fixture
def case(cast: Cast) -> Case:
    return complaint(cast)


def offered(page: str) -> str:
    found = re.search(r'name="undo" value="([^"]+)"', page)
    return found[1] if found else ""


def handed_over(cast: Cast, case: Case) -> str:
    """Emma's complaint goes to Daniel; what her page offers then."""
    emma, at = Desk(cast.emma), f"/desk/cases/{case.ref}"
    assert offered(emma.do(f"{at}/assign/", to=str(cast.emma.pk))) == "", "nobody answered for it before"
    return offered(emma.do(f"{at}/hand_over/", to=str(cast.daniel.pk), reason="He knows boards."))


def test_what_was_handed_over_comes_back_by_a_new_step(cast: Cast, case: Case) -> None:
    way_back = handed_over(cast, case)
    entries = list(Entry.objects.order_by("at", "id").values_list("id", flat=True))
    emma = Desk(cast.emma)
    answer = emma.client.post("/desk/undo/", {"undo": way_back})
    assert answer.status_code == 303
    assert "It is as it was before." in emma.get(answer["Location"])
    case.refresh_from_db()
    assert case.owner == cast.emma
    added = Entry.objects.exclude(id__in=entries)
    assert [entry.kind for entry in added] == ["case.handed_over"]
    assert Entry.objects.filter(id__in=entries).count() == len(entries)
    status, page = emma.refused("/desk/undo/", undo=way_back)
    assert status == 409, "once"
    assert "changed meanwhile" in page


def test_after_another_step_and_for_another_person_it_is_refused(cast: Cast, case: Case) -> None:
    way_back = handed_over(cast, case)
    assert Desk(cast.daniel).refused("/desk/undo/", undo=way_back)[0] == 409
    assert Desk(cast.emma).refused("/desk/undo/", undo=way_back + "x")[0] == 409
    assert Desk(cast.emma).refused("/desk/undo/", undo="")[0] == 409
    forged = signing.dumps({"what": "owner", "staff": cast.emma.pk}, salt="another")
    assert Desk(cast.emma).refused("/desk/undo/", undo=forged)[0] == 409
    note(case, "He called again.", by=cast.by("daniel"))
    status, page = Desk(cast.emma).refused("/desk/undo/", undo=way_back)
    assert status == 409 and "changed meanwhile" in page
    case.refresh_from_db()
    assert case.owner == cast.daniel
    assert Desk(cast.emma).status("/desk/undo/") == 405


def test_what_the_customer_was_told_and_what_is_out_of_sight_offer_none(cast: Cast, case: Case) -> None:
    emma, at = Desk(cast.emma), f"/desk/cases/{case.ref}"
    emma.do(f"{at}/assign/", to=str(cast.emma.pk))
    assert offered(emma.do(f"{at}/ask_customer/", text="Which board was it?")) == ""
    assert offered(emma.do(f"{at}/note/", text="Asked.")) == ""
    values = {"to": str(cast.rudi.pk), "team": str(cast.other_team.pk), "reason": "Theirs."}
    shown = {k: v for k, v in emma.hidden(f"{at}/hand_over/").items() if k in ("version", "on")}
    assert emma.client.post(f"{at}/hand_over/", {**shown, **values})["Location"] == "/desk/"
    page = emma.get("/desk/")
    assert "It is handed over." in page and offered(page) == ""
    assert emma.status(f"{at}/") == 404


def test_a_removed_filter_of_ones_own_comes_back(cast: Cast) -> None:
    emma = Desk(cast.emma)
    emma.client.post("/desk/filters/save/?which=overdue", {"name": "Late", "team": str(cast.team.pk)})
    row = SavedFilter.objects.get()
    assert emma.client.post(f"/desk/filters/{row.pk}/remove/").status_code == 303
    way_back = offered(emma.get("/desk/filters/"))
    assert emma.client.post("/desk/undo/", {"undo": way_back}).status_code == 303
    back = SavedFilter.objects.get()
    assert (back.name, back.query, back.team, back.staff) == ("Late", row.query, cast.team, cast.emma)
    assert emma.refused("/desk/undo/", undo=way_back)[0] == 422, "it is there already"
    assert Desk(cast.daniel).client.post(f"/desk/filters/{back.pk}/remove/").status_code == 303
    assert offered(Desk(cast.daniel).get("/desk/filters/")) == "", "it was not his"


def test_a_mail_noted_as_no_complaint_waits_again(cast: Cast, aside: SetAside) -> None:  # noqa: F811
    ada = Desk(cast.ada)
    assert ada.client.post(address(aside, "dismiss"), {"reason": "Advertising"}).status_code == 303
    way_back = offered(ada.get("/desk/put-aside/"))
    assert ada.client.post("/desk/undo/", {"undo": way_back}).status_code == 303
    assert "It is <b>broken</b>" not in ada.get("/desk/put-aside/")
    aside.refresh_from_db()
    assert aside.settled_at is None
    kinds = list(Entry.objects.filter(kind__startswith="mail.dismiss").values_list("kind", flat=True))
    assert sorted(kinds) == ["mail.dismissal_taken_back", "mail.dismissed"]
    assert ada.refused("/desk/undo/", undo=way_back)[0] == 409, "once"
