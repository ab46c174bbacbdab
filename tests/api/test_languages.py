"""What a program is told when it is refused comes from the catalogue, so it can be in the language it asks for."""

from typing import Any

import pytest

from amends.api import field_words
from tests.api.conftest import BODY, Program
from tests.web.marked import CLOSE, OPEN, marked

PERSON = BODY["customer"]


@pytest.mark.parametrize(
    ("path", "body", "field"),
    [
        ("complaints", {}, "text"),
        ("complaints", BODY | {"colour": "red"}, "colour"),
        ("complaints", BODY | {"text": " "}, "text"),
        ("complaints", BODY | {"text": 4}, "text"),
        ("complaints", BODY | {"language": "??"}, "language"),
        ("complaints", BODY | {"order_ref": "9" * 121}, "order_ref"),
        ("complaints", BODY | {"received_at": "yesterday"}, "received_at"),
        ("complaints", BODY | {"received_at": "2026-11-26T10:00:00"}, "received_at"),
        ("complaints", BODY | {"customer": "Zuzana"}, "customer"),
        ("complaints", BODY | {"customer": PERSON | {"email": "no address"}}, "customer.email"),
        ("complaints", BODY | {"customer": PERSON | {"kind": "robot"}}, "customer.kind"),
        ("complaints/batch", {"complaints": []}, "complaints"),
        ("complaints/batch", {"complaints": "all"}, "complaints"),
        ("complaints/K7TR/remedies", {"kind": "replacement", "what": "anew", "amount": "much"}, "amount"),
        ("complaints/K7TR/remedies", {"kind": "replacement", "what": "anew", "amount": "-1"}, "amount"),
        ("complaints/K7TR/remedies", {"kind": "replacement", "what": "anew", "point": 1.5}, "point"),
    ],
)
def test_a_field_is_refused_in_words_of_the_catalogue(
    shop: Program, path: str, body: dict[str, Any], field: str
) -> None:
    with marked():
        answer = shop.post(path, body, Accept_Language="en")
        assert answer.status_code == 400, answer.content
        said = answer.json()
        assert said["errors"][0]["field"] == field
        message = said["errors"][0]["message"]
        assert message[0] == OPEN and message[-1] == CLOSE
        assert message in said["detail"]


@pytest.mark.parametrize(
    "body",
    [
        b"{",
        b"\xff\xfe",
        b'{"a": 1, "a": 2}',
        b'{"a": NaN}',
        b'{"a": 1e999}',
        b"9" * 5000,
        b"[" * 40 + b"]" * 40,
    ],
    ids=["broken off", "not UTF-8", "twice", "no number", "too large", "too long", "too deep"],
)
def test_a_body_that_is_none_is_refused_in_words_of_the_catalogue(shop: Program, body: bytes) -> None:
    with marked():
        said = shop.post("complaints", body, Accept_Language="en").json()
    assert said["detail"].count(OPEN) == 2, "the sentence, and the reason in it"
    assert said["detail"].endswith(CLOSE * 2)


def test_every_kind_of_fault_the_contract_can_bring_has_its_words() -> None:
    kinds = {"int_parsing", "decimal_max_digits", "bool_parsing", "timezone_aware", "model_attributes_type"}
    words = {kind: field_words.sentence({"type": kind, "ctx": {}}) for kind in kinds}
    assert field_words.UNLIKE not in words.values()
