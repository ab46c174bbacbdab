"""The coach through the API."""

from typing import Any

from tests.api.conftest import program
from tests.cast import Cast


def test_a_reply_is_read_with_what_the_case_knows(cast: Cast) -> None:
    caller = program()
    text = "Dear Ms Fox,\n\nWe are sorry that you have this problem. You will hear from us soon."
    body: dict[str, Any] = {"text": text, "language": "en"}
    found = caller.post("coach/reply", body).json()
    assert {"B201", "P402"} <= {each["code"] for each in found}
    assert all(text[each["start"] : each["end"]] for each in found)
    known = caller.post(
        "coach/reply", body | {"case": {"customer_name": "Ann Fox", "verdict": "justified"}}
    ).json()
    assert {"A101", "A103", "C306"} <= {each["code"] for each in known}
    refused = caller.post("coach/reply", body | {"case": {"verdict": "guilty"}})
    assert refused.status_code == 400


def test_a_complaint_is_read(cast: Cast) -> None:
    answer = program().post(
        "coach/complaint", {"text": "Order HM-2290 never came!! I want my 30 euros back.", "language": "en"}
    )
    found = answer.json()
    assert found["facts"] == {"order": "HM-2290", "amount": "30 euros"}
    assert found["wants"] == "refund"
    assert {"signs"} <= {each["kind"] for each in found["signals"]}


def test_a_text_longer_than_any_letter_is_refused(cast: Cast) -> None:
    assert program().post("coach/reply", {"text": "word " * 50_000, "language": "en"}).status_code == 422
