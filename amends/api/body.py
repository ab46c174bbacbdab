"""Reading JSON from strangers: small, shallow, finite, without a name said twice."""

import json
from typing import Any, cast

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext
from ninja.parser import Parser
from ninja.types import DictStrAny

from amends.api.errors import Malformed, NotRead, TooLarge
from amends.language.safe_text import clean

DEEPEST = 32
MOST_VALUES = 50_000


class _Wrong(ValueError):
    """Says what is wrong in the language of the reader."""


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
        raise Malformed(reason=gettext("It is nested too deep.")) from None
    except UnicodeDecodeError:
        raise Malformed(reason=gettext("It is not UTF-8.")) from None
    except json.JSONDecodeError as broken:
        raise Malformed(reason=gettext("It breaks at character %(at)s.") % {"at": broken.pos + 1}) from None
    except _Wrong as wrong:
        raise Malformed(reason=str(wrong)) from None
    except ValueError:  # more digits than Python reads
        raise Malformed(reason=gettext("It holds a number that is too large.")) from None
    _measure(value)
    return value


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in pairs:
        if name in found:
            raise _Wrong(gettext("The name %(name)s stands in it twice.") % {"name": clean(name[:60])})
        found[name] = value
    return found


def _no_constant(name: str) -> float:
    raise _Wrong(gettext("%(name)s is no number.") % {"name": name})


def _finite(text: str) -> float:
    value = float(text)
    if value in (float("inf"), float("-inf")):
        raise _Wrong(gettext("The number %(number)s is too large.") % {"number": text[:30]})
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
            raise Malformed(reason=gettext("It holds more than %(most)s values.") % {"most": MOST_VALUES})
        if not below:
            return
        level = below
    raise Malformed(reason=gettext("It is nested too deep."))
