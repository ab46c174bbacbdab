"""The steps of the procedure by program: the same actions, the same refusals."""

from amends.api.v1.verbs import STEPS
from amends.cases.models import Case, Message, Remedy
from amends.improvement.models import Survey
from amends.web.desk.verbs import VERBS
from tests.api.conftest import Program, program
from tests.cast import Cast, today

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


# What people alone do: hearing those who were there, judging one another's work, learning from it. A program has no name to
# stand under them.
BY_PEOPLE = {
    "approve_remedy",
    "ask_statement",
    "give_statement",
    "waive_statement",
    "show_finding",
    "reply_to_finding",
    "record_cause",
    "plan_corrective_action",
    "finish_corrective_action",
    "check_corrective_action",
    "record_responsibility",
    "tell_customer",
}
BY_PROGRAM = {
    "add_point": "points",
    "answer_remedy": "remedies/{remedy}/answer",
    "ask_customer": "ask",
    "cancel_remedy": "remedies/{remedy}/cancel",
    "carry_out_remedy": "remedies/{remedy}/done",
    "decide_point": "points/{number}/verdict",
    "hand_over": "hand-over",
    "join_duplicate": "join/{other}",
    "offer_remedy": "remedies/{remedy}/offer",
    "propose_remedy": "remedies",
    "re_promise": "promises/{promise}/move",
    "reconsider_point": "points/{number}/reconsider",
    "record_satisfaction": "satisfaction",
    "reword_point": "points/{number}/reword",
    "send_interim_news": "news",
    "solve_on_the_spot": "solve-on-the-spot",
    "take_apart": "take-apart",
    "withdraw_point": "points/{number}/withdraw",
    "attach_file": "",  # a file is no JSON: it has an address of its own
} | {
    name: name
    for name in (
        "assess",
        "assign",
        "close",
        "escalate",
        "note",
        "pause",
        "promise",
        "reopen",
        "resume",
        "transfer",
        "withdraw",
    )
}


def test_every_verb_of_the_desk_is_one_of_programs_or_of_people_alone() -> None:
    assert set(VERBS) == BY_PEOPLE | set(BY_PROGRAM)
    assert BY_PEOPLE.isdisjoint(BY_PROGRAM)
    assert {path for path in BY_PROGRAM.values() if path} == {step.path for step in STEPS}


def test_a_complaint_is_joined_to_the_one_it_repeats_and_taken_apart_again(shop: Program, cast: Cast) -> None:
    first, again = shop.take_in()["reference"], shop.take_in()["reference"]
    assert step(shop, again, f"join/{first}")["stage"] == "joined"
    assert shop.get(f"complaints/{again}").json()["joined_to"] == first
    apart = step(shop, again, "take-apart", {"reason": "Another table."})
    assert (apart["stage"], apart["outcome"]) == ("investigating", "")
    assert shop.post(f"complaints/{again}/join/NONE-0000-0").status_code == 404
    assert shop.post(f"complaints/{again}/join/{again}").json()["errors"][0]["field"] == "to"


def test_a_key_of_one_team_joins_to_none_of_another(shop: Program, cast: Cast) -> None:
    ref = shop.take_in()["reference"]
    other = program(team=cast.rudi.memberships.get().team)
    theirs = other.take_in()["reference"]
    assert other.post(f"complaints/{theirs}/join/{ref}").status_code == 404
    assert Case.objects.get(ref=theirs).stage == "received"


def test_a_point_carries_the_customers_words_and_is_said_better(shop: Program) -> None:
    ref = shop.take_in()["reference"]
    words = "a scratch of forty centimetres"
    assert step(shop, ref, "points", {"what": "Scrtch", "evidence": words})["made"] == "1"
    wrong = shop.post(f"complaints/{ref}/points", {"what": "x", "evidence": "never said"})
    assert (wrong.status_code, wrong.json()["errors"][0]["field"]) == (422, "evidence")
    step(shop, ref, "points/1/reword", {"what": "Scratch", "was": "Scrtch"})
    assert shop.get(f"complaints/{ref}").json()["points"][0]["what"] == "Scratch"
    assert shop.post(f"complaints/{ref}/points/1/reword", {"what": "y", "was": "Scrtch"}).status_code == 412


def test_a_promised_date_is_moved_and_the_customer_is_told(shop: Program, cast: Cast) -> None:
    ref = shop.take_in()["reference"]
    held = next(p for p in shop.get(f"complaints/{ref}").json()["promises"] if p["to_customer"])
    calendar = cast.team.calendar
    due = calendar.close_of_day(calendar.working_day_after(today(), 4)).isoformat()
    moved = step(shop, ref, f"promises/{held['id']}/move", {"due": due, "reason": "The part is on its way."})
    states = {p["id"]: p["state"] for p in shop.get(f"complaints/{ref}").json()["promises"]}
    assert states[held["id"]] == "replaced" and states[moved["made"]] == "open"
    assert Message.objects.filter(direction="out", text__contains="The part is on its way.").count() == 1


def test_what_the_customer_says_of_it_is_recorded(shop: Program, cast: Cast) -> None:
    ref = shop.take_in()["reference"]
    step(shop, ref, "solve-on-the-spot", {"how": "We talked it over."})
    marks = {"outcome": 5, "treatment": 4, "course": 4}
    assert shop.post(f"complaints/{ref}/satisfaction", marks | {"outcome": 6}).status_code == 400
    step(shop, ref, "satisfaction", marks | {"words": "Good."})
    assert Survey.objects.get().satisfied is True


def test_whoever_passes_a_complaint_on_says_how_the_customer_reaches_the_body(shop: Program) -> None:
    ref = shop.take_in()["reference"]
    to = {"body": "Trade Inspection", "contact": "www.soi.sk", "reason": "Theirs.", "text": "Good luck."}
    missing = shop.post(f"complaints/{ref}/transfer", {k: v for k, v in to.items() if k != "contact"})
    assert missing.status_code == 400 and missing.json()["errors"][0]["field"] == "contact"
    assert shop.post(f"complaints/{ref}/transfer", to | {"contact": " "}).status_code == 422
    assert shop.get(f"complaints/{ref}").json()["stage"] != "transferred"
    assert step(shop, ref, "transfer", to)["outcome"] == "transferred"
    read = shop.get(f"complaints/{ref}").json()
    assert (read["transferred_to"], read["transferred_contact"]) == ("Trade Inspection", "www.soi.sk")
    said = Message.objects.get(kind="passed_on")
    assert "www.soi.sk" in said.text and "Good luck." in said.text and "Theirs." not in said.text
