import json
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client

from amends.api import auth
from amends.cases.models import Case
from amends.people.actions import create_key
from amends.people.actions.keys import SCOPES
from amends.people.actor import SYSTEM
from amends.people.models import Team
from tests.cast import Cast, complaint

BODY: dict[str, Any] = {
    "text": "The table top arrived with a scratch of forty centimetres.",
    "subject": "Scratched table",
    "customer": {"name": "Zuzana Hrabovská", "email": "zuzana@example.com"},
    "language": "en",
}


class Program:
    """Another program with its key."""

    def __init__(self, secret: str) -> None:
        self.secret = secret
        self.client = Client(enforce_csrf_checks=True, raise_request_exception=True)

    def call(self, method: str, path: str, body: Any = None, **headers: str) -> Any:
        named = {"Authorization": f"Bearer {self.secret}"} | {
            n.replace("_", "-"): v for n, v in headers.items()
        }
        data = body if isinstance(body, bytes | str) else json.dumps(body) if body is not None else b""
        return self.client.generic(method, f"/api/v1/{path}", data, "application/json", headers=named)

    def get(self, path: str, **headers: str) -> Any:
        return self.call("GET", path, **headers)

    def post(self, path: str, body: Any = None, **headers: str) -> Any:
        return self.call("POST", path, {} if body is None else body, **headers)

    def take_in(self, **changes: Any) -> dict[str, Any]:
        answer = self.post("complaints", BODY | changes)
        assert answer.status_code == 201, answer.content
        found: dict[str, Any] = answer.json()
        return found


def program(*scopes: str, team: Team | None = None, name: str = "Shop") -> Program:
    return Program(create_key(name, scopes or SCOPES, by=SYSTEM, team=team)[1])


@pytest.fixture(autouse=True)
def no_key_is_known() -> Iterator[None]:
    auth.forget_known()
    yield
    auth.forget_known()


@pytest.fixture
def case(cast: Cast) -> Case:
    return complaint(cast)


@pytest.fixture
def shop(cast: Cast) -> Program:
    return program()
