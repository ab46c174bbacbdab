"""The API put together, and its contract as a file."""

import json
from pathlib import Path
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI

from amends.api.body import StrictParser
from amends.api.errors import answer_errors
from amends.api.v1 import adding, coach, complaints, customers, steps, webhooks

CONTRACT = Path(__file__).with_name("openapi.json")

_TEXT = {"type": "string"}
PROBLEM = {
    "type": "object",
    "required": ["type", "title", "status", "code", "detail"],
    "properties": {
        "type": _TEXT,
        "title": _TEXT,
        "status": {"type": "integer"},
        "code": {"type": "string", "description": "For programs; never translated"},
        "detail": {"type": "string", "description": "For people, in the language of `Accept-Language`"},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["field", "message"],
                "properties": {"field": _TEXT, "message": _TEXT},
            },
        },
    },
}

api = NinjaAPI(
    title="Amends",
    version="1",
    description="Complaints in, and how they stand. Errors are `application/problem+json` (RFC 9457).",
    parser=StrictParser(),
    openapi_url=None,
    docs_url=None,  # the page would load from another host
)
answer_errors(api)
api.add_router("/complaints", complaints.router)
api.add_router("/complaints", adding.router)
api.add_router("/complaints", steps.router)
api.add_router("/feedback", complaints.feedback)
api.add_router("/customers", customers.router)
api.add_router("/webhooks", webhooks.router)
api.add_router("/coach", coach.router)


@api.get("/openapi.json", include_in_schema=False, auth=None)
def contract(request: HttpRequest) -> HttpResponse:
    return HttpResponse(CONTRACT.read_bytes(), content_type="application/json")


def schema() -> dict[str, Any]:
    """The contract as the code has it now."""
    found: dict[str, Any] = json.loads(
        json.dumps(api.get_openapi_schema(path_prefix="/api/v1/"), default=str)
    )
    for ways in found["paths"].values():
        for operation in ways.values():
            operation["responses"]["default"] = {"$ref": "#/components/responses/Problem"}
    found["components"]["schemas"]["Problem"] = PROBLEM
    content = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
    found["components"]["responses"] = {"Problem": {"description": "What is wrong", "content": content}}
    return found


def as_text(contract: dict[str, Any]) -> str:
    return json.dumps(contract, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
