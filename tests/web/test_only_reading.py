"""Who audits, or is only asked for a statement, reads; and nobody learns of another team's customers."""

import pytest

from amends.cases.actions import ask_statement
from amends.cases.models import Case, Statement
from amends.channels.incoming import Incoming
from amends.channels.intake import receive
from amends.journal.models import Entry
from amends.people.actions import give_role
from amends.people.actor import SYSTEM
from amends.people.models import Customer, Membership
from amends.people.refusal import NotAllowed
from amends.responses.actions import override_finding
from amends.responses.models import Draft
from tests.cast import Cast, assemble, complaint, customer
from tests.responses.test_signing import decided, written
from tests.web.desk import Desk


@pytest.fixture
def cast(db: None) -> Cast:
    found = assemble()
    Membership.objects.filter(staff=found.rudi).delete()
    return found


@pytest.fixture(params=["auditor", "asked"])
def reader(request: pytest.FixtureRequest, cast: Cast) -> tuple[Desk, Draft]:
    """Rudi at his desk, who sees the complaint but has no part in it; and its reply, being written."""
    draft = written(cast, decided(cast, complaint(cast), 1))
    if request.param == "auditor":
        give_role(cast.rudi, "auditor", None, by=SYSTEM)
    else:
        ask_statement(draft.case, "What happened?", by=cast.by("emma"), of_staff=cast.rudi)
    return Desk(cast.rudi), draft


def test_a_reader_changes_no_card_and_is_offered_nothing(cast: Cast, reader: tuple[Desk, Draft]) -> None:
    rudi, draft = reader
    url = f"/desk/customers/{draft.case.customer_id}/"
    page = rudi.get(url)
    assert "Zuzana Hrabovská" in page and "disabled" in page
    for words in ("Keep the card", "Somebody acts for them", "Forget this customer"):
        assert words not in page
    given = {"full_name": "Changed", "kind": "person"}
    assert rudi.client.post(url, given).status_code == 403
    person = {"name": "Eva Malá", "email": "eva@example.org"}
    assert rudi.client.post(f"{url}act-for/", person).status_code == 403
    assert [one.full_name for one in Customer.objects.all()] == ["Zuzana Hrabovská"]


def test_a_reader_keeps_no_words_against_the_coach(cast: Cast, reader: tuple[Desk, Draft]) -> None:
    _rudi, draft = reader
    with pytest.raises(NotAllowed):
        override_finding(draft, "B201", "Because.", by=cast.by("rudi"))
    assert Draft.objects.get().overrides == {} and not Entry.objects.filter(kind="reply.override").exists()


def test_a_reader_takes_in_no_complaint(cast: Cast, reader: tuple[Desk, Draft]) -> None:
    rudi, _draft = reader
    assert "Your role does not allow this." in rudi.refused("/desk/new/", name="A", problem="B")[1]
    assert rudi.status("/desk/new/") == 403
    assert 'href="/desk/new/"' not in rudi.get("/desk/")
    one = Incoming("phone", "The lamp is broken.", sender_name="Ann", team=cast.team, taken_by=cast.rudi)
    with pytest.raises(NotAllowed):
        receive(one, by=cast.by("rudi"))
    assert Case.objects.count() == 1 and Statement.objects.count() <= 1


def test_who_is_no_customer_of_ones_teams_is_not_known(cast: Cast) -> None:
    give_role(cast.rudi, "handler", cast.other_team, by=SYSTEM)
    complaint(cast, customer=customer())
    asked = "/desk/new/known/?email=zuzana@example.com"
    assert "We know Zuzana" in Desk(cast.emma).get(asked)
    assert "Zuzana" not in Desk(cast.rudi).get(asked)
