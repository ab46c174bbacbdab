"""The steps of the procedure by program: the same actions, the same refusals."""

from amends.cases.models import Case, Message, Remedy
from tests.api.conftest import Program, program
from tests.cast import Cast

ASSESSED = {"state": "calm", "essence": "The top is scratched", "severity": 1, "route": "simple"}


def step(
    shop: Program, ref: str, path: str, body: dict[str, object] | None = None, **headers: str
) -> dict[str, object]:
    answer = shop.post(f"complaints/{ref}/{path}", body, **headers)
    assert answer.status_code == 200, answer.content
    found: dict[str, object] = answer.json()
    return found


def test_a_complaint_goes_from_assessing_to_a_verdict(shop: Program, cast: Cast) -> None:
    ref = shop.take_in()["reference"]
    assert step(shop, ref, "assess", ASSESSED)["stage"] == "assessed"
    step(shop, ref, "assign", {"to": cast.emma.email})
    assert step(shop, ref, "points", {"what": "The scratch"})["made"] == "1"
    done = step(shop, ref, "points/1/verdict", {"verdict": "justified", "reason": "It was packed badly."})
    assert (done["stage"], done["verdict"]) == ("decided", "justified")
    assert shop.get(f"complaints/{ref}").json()["points"][0]["verdict"] == "justified"


def test_a_remedy_is_proposed_offered_and_accepted(shop: Program) -> None:
    ref = shop.take_in()["reference"]
    kind = "apology"
    made = step(shop, ref, "remedies", {"kind": kind, "what": "We apologise"})["made"]
    step(shop, ref, f"remedies/{made}/offer", {"text": "We looked into it."})
    step(shop, ref, f"remedies/{made}/answer", {"accepted": True, "words": "Yes"})
    assert Remedy.objects.get().accepted_at is not None
    assert Message.objects.filter(kind="remedy", direction="out").count() == 1
    again = shop.post(f"complaints/{ref}/remedies/{made}/answer", {"accepted": False})
    assert again.status_code == 409


def test_step_that_is_not_possible_is_a_problem(shop: Program) -> None:
    ref = shop.take_in()["reference"]
    refused = shop.post(f"complaints/{ref}/close")
    assert refused.status_code == 409 and refused["Content-Type"] == "application/problem+json"
    assert refused.json()["detail"]
    assert (
        shop.post(f"complaints/{ref}/points/7/verdict", {"verdict": "partly", "reason": "x"}).status_code
        == 404
    )
    wrong = shop.post(f"complaints/{ref}/assess", ASSESSED | {"route": "scenic"})
    assert wrong.status_code == 422 and wrong.json()["errors"][0]["field"] == "route"


def test_stale_version_is_refused(shop: Program) -> None:
    """Somebody assessed it meanwhile: what was seen is no longer what is there."""
    ref = shop.take_in()["reference"]
    seen = shop.get(f"complaints/{ref}")["ETag"]
    step(shop, ref, "assess", ASSESSED, If_Match=seen)
    refused = shop.post(f"complaints/{ref}/note", {"text": "late"}, If_Match=seen)
    assert refused.status_code == 412 and refused.json()["code"] == "version_passed"
    step(shop, ref, "note", {"text": "in time"}, If_Match=shop.get(f"complaints/{ref}")["ETag"])
    step(shop, ref, "note", {"text": "whatever"}, If_Match="*")
    assert Message.objects.filter(direction="note").count() == 2


def test_steps_need_their_scope(cast: Cast, shop: Program) -> None:
    ref = shop.take_in()["reference"]
    assert program("complaints:write").post(f"complaints/{ref}/withdraw", {"reason": "x"}).status_code == 403
    assert Case.objects.get(ref=ref).stage == "received"


def test_customers_words_are_added_once(shop: Program) -> None:
    ref = shop.take_in()["reference"]
    first = shop.post(f"complaints/{ref}/messages", {"text": "Still waiting."}, Idempotency_Key="m1")
    again = shop.post(f"complaints/{ref}/messages", {"text": "Still waiting."}, Idempotency_Key="m1")
    assert (first.status_code, first.json()) == (201, again.json())
    assert Message.objects.filter(kind="addition").count() == 1
    other = shop.post(f"complaints/{ref}/messages", {"text": "Other."}, Idempotency_Key="m1")
    assert other.status_code == 409


def test_withdrawn_and_opened_again(shop: Program) -> None:
    ref = shop.take_in()["reference"]
    assert step(shop, ref, "withdraw", {"reason": "She called"})["outcome"] == "withdrawn"
    assert step(shop, ref, "reopen", {"reason": "She called again"})["outcome"] == ""
