"""The contract is a file; whoever changes it sees the difference."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, given, settings

from amends.api.contract import CONTRACT, api, schema
from amends.people.actions.keys import SCOPES
from amends.server.wsgi import application
from tests.api.conftest import program
from tests.cast import assemble, complaint


def test_contract_is_unchanged() -> None:
    """After a change on purpose: scripts/contract, and read the difference."""
    assert json.loads(CONTRACT.read_text("utf-8")) == schema()


def test_every_route_asks_for_a_key_with_a_known_scope() -> None:
    asked = set()
    for _prefix, router in api._routers:
        for path, view in router.path_operations.items():
            for operation in view.operations:
                scopes = {callback.scope for callback in operation.auth_callbacks}
                assert scopes or path == "/openapi.json", path
                asked |= scopes
    assert asked == set(SCOPES)


def test_every_route_describes_its_errors() -> None:
    for path, ways in schema()["paths"].items():
        for operation in ways.values():
            assert operation["responses"]["default"] == {"$ref": "#/components/responses/Problem"}, path


@pytest.fixture
def kept_connection() -> Iterator[None]:
    """The server closes what is in a transaction when a request begins; here the test's own is."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.mark.slow
@pytest.mark.django_db
@pytest.mark.usefixtures("kept_connection")
def test_nothing_a_stranger_sends_breaks_it() -> None:
    """Whatever fits the contract, and whatever does not, is answered without a fault of ours."""
    cast = assemble()
    ref = complaint(cast).ref
    headers = {"Authorization": f"Bearer {program().secret}"}
    import schemathesis  # a second, which no other run of tests waits for

    contract = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", application)
    for found in contract.get_all_operations():
        operation = found.ok()
        for mode in schemathesis.GenerationMode:
            _send_all(operation.as_strategy(generation_mode=mode), headers, ref)


def _send_all(strategy: Any, headers: dict[str, str], ref: str) -> None:
    @settings(
        max_examples=10,
        deadline=None,
        database=None,
        derandomize=True,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=strategy)
    def send(case: Any) -> None:
        if "reference" in (case.path_parameters or {}):
            case.path_parameters["reference"] = ref
        answer = case.call(headers=headers)
        assert answer.status_code < 500, (case.method, case.path, answer.content)

    send()
