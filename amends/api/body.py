"""Reading JSON from strangers: small, shallow, finite, without a name said twice."""

import json
from typing import Any, cast

from django.conf import settings
from django.http import HttpRequest
from ninja.parser import Parser
from ninja.types import DictStrAny

from amends.api.errors import Malformed, NotRead, TooLarge

DEEPEST = 32
MOST_VALUES = 50_000


class StrictParser(Parser):
    def parse_body(self, request: HttpRequest) -> DictStrAny:
        if (request.headers.get("Content-Encoding") or "identity").strip().lower() != "identity":
            raise NotRead(wanted="application/json")
        if request.content_type and not request.content_type.lower().endswith("json"):
            raise NotRead(wanted="application/json")
        return cast(DictStrAny, read_json(request.body))


def read_json(raw: bytes) -> Any:
    """The value written in `raw`. Malformed or TooLarge otherwise."""
    if len(raw) > settings.DATA_UPLOAD_MAX_MEMORY_SIZE:
        raise TooLarge(limit=settings.DATA_UPLOAD_MAX_MEMORY_SIZE)
    try:
        value = json.loads(
            raw.decode("utf-8-sig"), object_pairs_hook=_once, parse_constant=_no_constant, parse_float=_finite
        )
    except RecursionError:
        raise Malformed(reason="nested too deep") from None
    except UnicodeDecodeError:
        raise Malformed(reason="not UTF-8") from None
    except ValueError as wrong:
        raise Malformed(reason=str(wrong)[:200]) from None
    _measure(value)
    return value


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in pairs:
        if name in found:
            raise ValueError(f"the name {name[:60]!r} stands twice")
        found[name] = value
    return found


def _no_constant(name: str) -> float:
    raise ValueError(f"{name} is not a number of JSON")


def _finite(text: str) -> float:
    value = float(text)
    if value in (float("inf"), float("-inf")):
        raise ValueError(f"the number {text[:30]} is too large")
    return value


def _measure(value: Any) -> None:
    """Level by level, so that depth costs no recursion."""
    level, count = [value], 0
    for _depth in range(DEEPEST + 1):
        below: list[Any] = []
        for one in level:
            if isinstance(one, dict):
                below += one.values()
            elif isinstance(one, list):
                below += one
        count += len(below)
        if count > MOST_VALUES:
            raise Malformed(reason=f"more than {MOST_VALUES} values")
        if not below:
            return
        level = below
    raise Malformed(reason="nested too deep")
