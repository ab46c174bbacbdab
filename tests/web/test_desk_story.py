"""A complaint from the telephone to closed, by the pages of the desk alone, without script."""

import re

import pytest

from amends.cases.actions import answer_remedy
from amends.cases.models import Case, Message, Remedy
from amends.channels.models import Delivery
from amends.improvement.models import CorrectiveAction
from amends.people.actor import of_customer
from amends.responses.models import Draft
from tests.cast import Cast, complaint, today
from tests.web.desk import Desk

pytestmark = pytest.mark.slow


@pytest.fixture
def case(cast: Cast) -> Case:
    return complaint(cast)


def take_down(emma: Desk, cast: Cast) -> Case:
    emma.do(
        "/desk/new/",
        door="phone",
        name="Zuzana Hrabovská",
        email="zuzana@example.com",
        language="sk",
        answer_by="email",
        state="irritated",
        title="Poškriabaná doska",
        problem="Doska prišla poškriabaná. Nikto sa mi neozval.",
        team=str(cast.team.pk),
        do="register",
    )
    return Case.objects.get()


def test_the_whole_way(cast: Cast) -> None:
    emma, daniel = Desk(cast.emma), Desk(cast.daniel)
    case = take_down(emma, cast)
    at = f"/desk/cases/{case.ref}"
    assert "Poškriabaná doska" in emma.get("/desk/")
    emma.do(f"{at}/assign/", to=str(cast.emma.pk))
    emma.do(f"{at}/assess/", essence="Scratched top", state="irritated", severity="2", route="complex")
    emma.do(f"{at}/add_point/", what="Scratched top", evidence="Doska prišla poškriabaná.")
    emma.do(f"{at}/add_point/", what="Nobody called")
    emma.do(f"{at}/ask_statement/", of_staff=str(cast.peter.pk), question="Who packed it?")
    peter = Desk(cast.peter)
    assert "Who packed it?" in peter.get("/desk/")
    peter.do(f"{at}/give_statement/", text="It was resealed.")
    emma.do(f"{at}/ask_customer/", text="Kedy prišla?")
    emma.do(f"{at}/send_interim_news/", text="Hľadáme príčinu.")
    for verdict in ("justified", "partly"):
        emma.do(f"{at}/decide_point/", verdict=verdict, reason="We found it so.")
    emma.do(f"{at}/propose_remedy/", kind="replacement", what="Nová doska", amount="90")
    emma.do(f"{at}/offer_remedy/", text="")
    emma.do(f"{at}/answer_remedy/", accepted="yes", words="Áno")
    write_and_sign(emma, daniel, case)
    emma.do(f"{at}/carry_out_remedy/", proof="P-12")
    daniel.do(f"{at}/record_cause/", what="Boxes are resealed unseen")
    emma.do(f"{at}/record_satisfaction/", outcome="5", treatment="5", course="4")
    case.refresh_from_db()
    assert (case.stage, case.verdict) == ("closed", "partly")
    assert Remedy.objects.get().done_at
    assert {"first_answer", "question", "news", "remedy", "reply"} <= set(
        Message.objects.filter(case=case, direction="out").values_list("kind", flat=True)
    )
    assert Delivery.objects.filter(message__case=case).count() >= 5
    assert "No." in emma.get(f"{at}/") or "being registered" in emma.get(f"{at}/")
    assert "The reply was signed" in emma.get(f"{at}/journal/")


def write_and_sign(emma: Desk, daniel: Desk, case: Case) -> None:
    reply = f"/desk/cases/{case.ref}/reply/"
    emma.get(reply)
    draft = Draft.objects.get(case=case)
    answers = {
        f"text-{b.pk}": f"Ospravedlňujeme sa. {n}"
        for n, b in enumerate(draft.blocks.all())
        if b.kind == "answer"
    }
    first, second = answers
    status, page = emma.refused(f"{reply}do/ask/", **{first: answers[first]})
    assert status == 409
    assert "2. Nobody called" in page
    assert emma.client.post(f"{reply}do/ask/", {second: answers[second]}).status_code == 303
    sign = f"/desk/sign/{draft.pk}/"
    digest = re.search(r'name="fingerprint" value="([0-9a-f]{64})"', daniel.get(sign))
    assert digest
    status, page = emma.refused(sign, fingerprint=digest[1])
    assert status in (403, 404)
    assert daniel.client.post(sign, {"fingerprint": digest[1]}).status_code == 303
    assert emma.client.post(f"{reply}do/send/").status_code == 303


def test_an_own_letter_is_not_offered_and_refused(cast: Cast, case: Case) -> None:
    daniel, at = Desk(cast.daniel), f"/desk/cases/{case.ref}"
    daniel.do(f"{at}/assign/", to=str(cast.daniel.pk))
    daniel.do(f"{at}/add_point/", what="Scratched top")
    daniel.do(f"{at}/assess/", essence="Scratched", state="calm", severity="1", route="simple")
    daniel.do(f"{at}/decide_point/", verdict="justified", reason="It is scratched.")
    daniel.get(f"{at}/reply/")
    draft = Draft.objects.get()
    block = draft.blocks.get(kind="answer")
    assert daniel.client.post(f"{at}/reply/do/ask/", {f"text-{block.pk}": "Sorry."}).status_code == 303
    assert "No letter waits" in daniel.get("/desk/sign/")
    status, page = daniel.refused(f"/desk/sign/{draft.pk}/", fingerprint="0" * 64)
    assert status == 403
    assert "own letter" in page


def test_a_change_is_made_by_whom_it_was_given_to_and_checked_by_another(cast: Cast, case: Case) -> None:
    emma, daniel, at = Desk(cast.emma), Desk(cast.daniel), f"/desk/cases/{case.ref}"
    emma.do(f"{at}/assess/", essence="Scratched", state="calm", severity="1", route="simple")
    emma.do(f"{at}/add_point/", what="Scratched top")
    emma.do(f"{at}/decide_point/", verdict="justified", reason="It is scratched.")
    daniel.do(f"{at}/record_cause/", what="Boxes are resealed unseen")
    plan = {
        "kind": "corrective",
        "what": "A seal",
        "owner": str(cast.emma.pk),
        "criterion": "No such complaint",
    }
    daniel.do(f"{at}/plan_corrective_action/", due=f"{today()}", **plan)
    assert "Say that it is done" in emma.get("/desk/")
    assert Desk(cast.peter).status(f"{at}/finish_corrective_action/") == 404
    emma.do(f"{at}/finish_corrective_action/", proof="Photo of the seal")
    assert emma.status(f"{at}/check_corrective_action/") == 404
    daniel.do(f"{at}/check_corrective_action/", proven="yes")
    assert CorrectiveAction.objects.get().proven


def test_whoever_waits_is_told_on_today(cast: Cast, case: Case) -> None:
    emma, daniel, peter, at = Desk(cast.emma), Desk(cast.daniel), Desk(cast.peter), f"/desk/cases/{case.ref}"
    daniel.do(f"{at}/assign/", to=str(cast.emma.pk))
    assert "This complaint was given to you." in emma.get("/desk/")
    emma.get(f"{at}/")
    assert "This complaint was given to you." not in emma.get("/desk/")
    daniel.do(f"{at}/note/", text="She called twice, @Emma.")
    assert "Daniel Test mentioned you in a note." in emma.get("/desk/")
    emma.do(f"{at}/assess/", essence="Scratched", state="calm", severity="1", route="complex")
    emma.do(f"{at}/add_point/", what="Scratched top")
    emma.do(f"{at}/ask_statement/", of_staff=str(cast.peter.pk), question="Who packed it?")
    peter.do(f"{at}/give_statement/", text="I did.")
    assert "Peter Test gave the statement you asked for." in emma.get("/desk/")
    emma.do(f"{at}/decide_point/", verdict="justified", reason="It is scratched.")
    emma.do(f"{at}/propose_remedy/", kind="replacement", what="Nová doska", amount="20")
    emma.do(f"{at}/offer_remedy/", text="")
    remedy = Remedy.objects.get()
    answer_remedy(remedy, True, by=of_customer(case.customer))
    assert "The customer answered whether the remedy suits them." in emma.get("/desk/")
    assert "answered whether" not in daniel.get("/desk/")
