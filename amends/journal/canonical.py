"""The exact bytes that are hashed. `docs/running/journal.md` says the same in words, for whoever checks from outside."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.utils.functional import Promise

GENESIS = "0" * 64
OUTSIDE = ("prev", "hash", "personal", "salt")


def canonical(value: Any) -> bytes:
    """JSON with sorted keys and no blanks, in UTF-8. ValueError for a number that is not finite."""
    return json.dumps(
        value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
    ).encode()


def plain(value: Any) -> Any:
    """The value as JSON that the database gives back unchanged. TypeError for what has no one way to be written.

    Fractions are refused: 0.1 is written in many ways by other programs. An amount is a Decimal or a text.
    """
    if isinstance(value, str):
        return _text(value)
    if value is None or isinstance(value, int):
        return value
    if isinstance(value, Mapping):
        return {_text(str(name)): plain(inner) for name, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(inner) for inner in value]
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, (Decimal, UUID, Promise)):
        return _text(str(value))
    raise TypeError(
        f"the journal cannot hold {value!r}: a {type(value).__name__} has no one way to be written"
    )


def _text(value: str) -> str:
    """PostgreSQL holds no NUL, and UTF-8 no half of a surrogate pair; hostile mail brings both."""
    if value.isascii() and "\0" not in value:
        return str(value)
    return value.replace("\0", "\ufffd").encode("utf-8", "replace").decode()


def commitment(salt: str, personal: dict[str, Any]) -> str:
    """SHA-256 over the salt's bytes and the canonical personal data; empty where there is none."""
    return hashlib.sha256(bytes.fromhex(salt) + canonical(personal)).hexdigest() if personal else ""


def moment(at: datetime) -> str:
    """UTC to the microsecond, such as 2026-11-24T11:16:00.000000Z."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


# As `bound` takes them, with a number of the register behind them; names of columns.
SELECTED = (
    "id, at, actor_kind, actor_id, kind, case_ref, facts::text, encode(commitment, 'hex'), register_year"
)


def bound(seq: int, selected: Sequence[Any], register_no: int | None) -> dict[str, Any]:
    """What the hash of an entry binds besides the one before, from its columns SELECTED."""
    key, at, actor_kind, actor_id, kind, case_ref, facts, committed, year = selected
    return {
        "seq": seq,
        "id": str(key),
        "at": moment(at),
        "actor_kind": actor_kind,
        "actor_id": actor_id,
        "kind": kind,
        "case_ref": case_ref,
        "facts": json.loads(facts),
        "commitment": committed,
        "register_year": year,
        "register_no": register_no,
    }


def chain_hash(prev: str, row: Mapping[str, Any]) -> str:
    """Binds every field of the row but OUTSIDE; `at` is already text."""
    bound = {name: value for name, value in row.items() if name not in OUTSIDE}
    return hashlib.sha256(bytes.fromhex(prev) + canonical(bound)).hexdigest()
