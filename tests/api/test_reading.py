"""What programs see of complaints: what their key allows, and never what colleagues note."""

import json

from amends.api import auth
from amends.cases.actions import note, tell_customer
from amends.cases.models import Case
from amends.people.actions import revoke_key
from amends.people.actor import SYSTEM
from amends.people.models import ApiKey, Contact
from amends.responses.actions import ask_customer
from tests.api.conftest import BODY, Program, program
from tests.cast import Cast


def test_complaint_shows_promises_and_messages(shop: Program) -> None:
    ref = shop.take_in(wish="Another top")["reference"]
    answer = shop.get(f"complaints/{ref}")
    found = answer.json()
    assert (found["stage"], found["wish"], found["customer"]["name"]) == (
        "received",
        "Another top",
        "Zuzana Hrabovská",
    )
    assert [m["kind"] for m in found["messages"]] == ["complaint", "first_answer"]
    assert {p["state"] for p in found["promises"]} == {"open"}
    assert answer["ETag"] == f'"{found["version"]}"'


def test_a_message_no_mail_carries_shows_how_it_was_told(shop: Program, cast: Cast) -> None:
    ref = shop.take_in()["reference"]
    case = Case.objects.get(ref=ref)
    Contact.objects.filter(customer=case.customer_id).delete()
    asked = ask_customer(case, "Which board?", by=cast.by("emma"))

    def shown() -> list[dict[str, str | None] | None]:
        return [m["telling"] for m in shop.get(f"complaints/{ref}").json()["messages"]]

    assert shown() == [None, None, {"how": "", "told_at": None}]
    row = tell_customer(asked, "phone", spoke_to="Her daughter Jana", by=cast.by("emma"))
    last = shown()[-1]
    assert (
        last
        and last["how"] == "phone"
        and row.told_at
        and str(last["told_at"])[:16] == row.told_at.isoformat()[:16]
    )
    assert "Jana" not in shop.get(f"complaints/{ref}").content.decode()


def test_reference_is_read_however_it_is_typed(shop: Program) -> None:
    ref = shop.take_in()["reference"]
    assert shop.get(f"complaints/{ref.lower().replace('-', '')}").json()["reference"] == ref


def test_notes_are_never_shown(shop: Program, cast: Cast) -> None:
    ref = shop.take_in()["reference"]
    note(Case.objects.get(ref=ref), "He is a difficult one", by=cast.by("emma"))
    for query in ("", "?include=internal_notes", "?include=notes"):
        assert "difficult" not in shop.get(f"complaints/{ref}{query}").content.decode()


def test_other_team_and_nothing_there_look_the_same(cast: Cast, shop: Program) -> None:
    ref = shop.take_in()["reference"]
    workshop = program(team=cast.other_team)
    other, nothing = workshop.get(f"complaints/{ref}"), workshop.get("complaints/2222-2222-2")
    assert (other.status_code, nothing.status_code) == (404, 404)
    assert other.content == nothing.content == workshop.get("complaints/nonsense").content
    assert workshop.get("complaints").json()["complaints"] == []
    assert workshop.post(f"complaints/{ref}/note", {"text": "x"}).content == other.content


def test_key_of_a_team_takes_in_for_it_alone(cast: Cast) -> None:
    workshop = program(team=cast.other_team)
    ref = workshop.take_in()["reference"]
    assert Case.objects.get(ref=ref).team == cast.other_team
    refused = workshop.post("complaints", BODY | {"team": cast.team.name})
    assert refused.status_code == 422 and refused.json()["errors"][0]["field"] == "team"


def test_pages_go_on_where_the_last_ended(shop: Program) -> None:
    refs = [shop.take_in()["reference"] for _n in range(5)]
    first = shop.get("complaints?page_size=2").json()
    second = shop.get(f"complaints?page_size=2&after={first['next']}").json()
    third = shop.get(f"complaints?page_size=2&after={second['next']}").json()
    seen = [c["reference"] for page in (first, second, third) for c in page["complaints"]]
    assert seen == refs[::-1] and third["next"] is None


def test_page_size_is_clamped(shop: Program) -> None:
    shop.take_in()
    for size in ("999999999", "0", "-5"):
        assert len(shop.get(f"complaints?page_size={size}").json()["complaints"]) == 1
    assert shop.get("complaints?page_size=1.0e3").status_code == 400
    assert shop.get("complaints?after=nonsense").status_code == 422


def test_filters(shop: Program, cast: Cast) -> None:
    shop.take_in(external_id="A-1")
    shop.take_in(external_id="A-2", team=cast.other_team.name)
    assert len(shop.get("complaints?external_id=A-1").json()["complaints"]) == 1
    assert len(shop.get("complaints?team=Workshop&stage=received").json()["complaints"]) == 1
    assert shop.get("complaints?stage=closed").json()["complaints"] == []
    assert shop.get("complaints?since=2999-01-01T00:00:00Z").json()["complaints"] == []
    assert shop.get("complaints?since=2026-02-30T00:00:00Z").status_code == 400


def test_no_key_wrong_key_and_too_little_scope(cast: Cast) -> None:
    reader = program("complaints:read")
    nobody = Program("amends_wrong")
    assert nobody.get("complaints").status_code == 401
    assert "WWW-Authenticate" in nobody.get("complaints")
    refused = reader.post("complaints", BODY)
    assert refused.status_code == 403 and refused.json()["code"] == "scope_missing"
    assert reader.client.get("/api/v1/complaints", headers={"X-API-Key": reader.secret}).status_code == 200


def test_revoked_key_stops_working(shop: Program) -> None:
    assert shop.get("complaints").status_code == 200
    revoke_key(ApiKey.objects.get(), by=SYSTEM)
    auth.forget_known()
    assert shop.get("complaints").status_code == 401


def test_customers_are_found_by_their_address(shop: Program, cast: Cast) -> None:
    ref = shop.take_in()["reference"]
    found = shop.get("customers?email=ZUZANA@example.com").json()
    assert [c["name"] for c in found] == ["Zuzana Hrabovská"]
    card = shop.get(f"customers/{found[0]['id']}").json()
    assert card["complaints"] == [ref] and card["contacts"][0]["value"] == "zuzana@example.com"
    workshop = program(team=cast.other_team)
    assert workshop.get(f"customers/{found[0]['id']}").status_code == 404
    assert workshop.get("customers?email=zuzana@example.com").json() == []
    assert shop.get("customers").status_code == 422
    assert shop.get("customers/1.0e3").status_code == 400


def test_errors_speak_the_callers_language_and_keep_their_code(shop: Program) -> None:
    english = shop.get("complaints/2222-2222-2").json()
    slovak = shop.get("complaints/2222-2222-2", Accept_Language="sk").json()
    assert english["code"] == slovak["code"] == "not_found"


def test_contract_is_served_without_a_key(client: object) -> None:
    answer = client.get("/api/v1/openapi.json")  # type: ignore[attr-defined]
    assert json.loads(answer.content)["info"]["title"] == "Amends"
    assert client.get("/api/v1/docs").status_code == 404  # type: ignore[attr-defined]
