"""Keys of other programs: who calls, what the key allows, which team it sees."""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from ninja.security import APIKeyHeader, HttpBearer

from amends.people.actions.keys import digest
from amends.people.actor import Actor, of_key
from amends.people.models import ApiKey, Team
from amends.people.queries import key_for
from amends.people.refusal import Refusal

KEPT_FOR = 30.0  # seconds; a revoked key stops working everywhere within this time
KEPT_AT_MOST = 1000
LONGEST_SECRET = 200


class ScopeMissing(Refusal):
    code, status = "scope_missing", 403
    words = _("This key does not allow this. It needs the scope %(scope)s.")


@dataclass(frozen=True)
class Caller:
    """The program that calls. `team` set: it sees and makes the complaints of that team alone."""

    key: ApiKey
    actor: Actor

    @property
    def team(self) -> Team | None:
        return self.key.team


_known: dict[str, tuple[float, Caller]] = {}


def caller_with(secret: str) -> Caller | None:
    """The caller who holds this secret; answers from memory for half a minute, so that a complaint costs no look-up."""
    if not secret or len(secret) > LONGEST_SECRET:
        return None
    found, at = digest(secret), time.monotonic()
    kept = _known.get(found)
    if kept is not None and kept[0] > at:
        return kept[1]
    key = key_for(found)
    if key is None:
        _known.pop(found, None)
        return None
    if len(_known) >= KEPT_AT_MOST:
        _known.clear()
    caller = Caller(key, of_key(key))
    _known[found] = (at + KEPT_FOR, caller)
    return caller


def forget_known() -> None:
    """Look every key up anew from here on."""
    _known.clear()


def _allowed(secret: str, scope: str) -> Caller | None:
    caller = caller_with(secret)
    if caller is not None and scope not in caller.key.scopes:
        raise ScopeMissing(scope=scope)
    return caller


class BearerKey(HttpBearer):
    def __init__(self, scope: str) -> None:
        super().__init__()
        self.scope = scope

    def authenticate(self, request: HttpRequest, token: str) -> Caller | None:
        return _allowed(token.strip(), self.scope)


class HeaderKey(APIKeyHeader):
    param_name = "X-API-Key"

    def __init__(self, scope: str) -> None:
        super().__init__()
        self.scope = scope

    def authenticate(self, request: HttpRequest, key: str | None) -> Caller | None:
        return _allowed((key or "").strip(), self.scope)


def needs(scope: str) -> Sequence[Any]:
    """What a route asks of its callers: a key with this scope, in either header."""
    return [BearerKey(scope), HeaderKey(scope)]


class KeyedRequest(HttpRequest):
    """A request that passed `needs`."""

    auth: Caller
