"""The exact bytes that are hashed. `docs/running/journal.md` says the same in words, for whoever checks from outside."""

import hashlib
import json
from datetime import UTC, datetime
from typing import Any

GENESIS = "0" * 64


def canonical(value: Any) -> bytes:
    """JSON with sorted keys and no blanks, in UTF-8. ValueError for a number that is not finite."""
    return json.dumps(
        value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
    ).encode()


def commitment(salt: str, personal: dict[str, Any]) -> str:
    """SHA-256 over the salt's bytes and the canonical personal data; empty where there is none."""
    return hashlib.sha256(bytes.fromhex(salt) + canonical(personal)).hexdigest() if personal else ""


def moment(at: datetime) -> str:
    """UTC to the microsecond, such as 2026-11-24T11:16:00.000000Z."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def body(row: dict[str, Any]) -> dict[str, Any]:
    """The part of an entry the chain binds. `row` holds the columns; `at` is already text."""
    names = ("seq", "id", "at", "actor_kind", "actor_id", "kind", "case_ref", "facts", "commitment")
    return {**{name: row[name] for name in names}, "register": [row["register_year"], row["register_no"]]}


def chain_hash(prev: str, row: dict[str, Any]) -> str:
    return hashlib.sha256(bytes.fromhex(prev) + canonical(body(row))).hexdigest()
