"""The versions of the company's procedure: which is in force on a day, and which one a complaint keeps.

`Company.procedures` lists the versions after the first in order, each with the day it begins; a version once published
is never changed. The first version is the company's own table, or the standard one.
"""

import json
from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from amends.people.models import Company
from amends.procedure.definition import Procedure, from_text, standard
from amends.procedure.figures import amend
from amends.procedure.moment import now


def today(company: Company) -> date:
    """The day it is where the company is."""
    return now().astimezone(ZoneInfo(company.zone or "UTC")).date()


def in_force(company: Company, on: date) -> Procedure:
    """The procedure on a day: the last version that has begun."""
    begun = [row for row in company.procedures if row["begins"] <= on.isoformat()]
    return built(company, begun[-1]) if begun else first(company)


def of_version(company: Company, version: str) -> Procedure:
    """The version a complaint was taken in under; the first when it is not known."""
    row = next((row for row in company.procedures if row["version"] == version), None)
    return built(company, row) if row else first(company)


def newest(company: Company) -> Procedure:
    """The last version published, begun or not."""
    return built(company, company.procedures[-1]) if company.procedures else first(company)


def next_version(company: Company) -> str:
    """The number of the version that would be published next; the first one's own number is never taken."""
    begun = first(company).version
    return str((int(begun) if begun.isdecimal() else 1) + len(company.procedures) + 1)


def first(company: Company) -> Procedure:
    return _table(company.procedure)


def built(company: Company, row: Mapping[str, Any]) -> Procedure:
    return _built(company.procedure, row["version"], json.dumps(row["figures"], sort_keys=True))


@lru_cache(maxsize=8)
def _table(text: str) -> Procedure:
    return from_text(text) if text else standard()


@lru_cache(maxsize=64)
def _built(text: str, version: str, figures: str) -> Procedure:
    return amend(_table(text), json.loads(figures), version)
