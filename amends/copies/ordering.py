"""Ordering a copy: a small one is made while its page is asked for, a larger one by the worker."""

import logging
from typing import Any

from django.db import transaction

from amends.cases.actions import ask_copy, expect
from amends.cases.copy_queries import copy_to_make, parts_of
from amends.cases.models import Case, CaseCopy
from amends.copies.jobs import make_copy
from amends.copies.making import make
from amends.copies.typesetting import CannotBeSet
from amends.people.actor import Actor

FILES, MESSAGES = 2, 40  # so few are set in about a second
log = logging.getLogger("amends.copies")


def order(
    case: Case,
    language: str,
    zone: str,
    redaction: dict[str, Any] | None = None,
    *,
    by: Actor,
    shown: int | None = None,
) -> CaseCopy:
    """As `ask_copy`; ready when it comes back, being made, or given up. Outdated unless the case is at the version `shown`."""
    with transaction.atomic():
        expect(case, shown)
        copy = ask_copy(case, language, zone, redaction, by=by)
    files, messages = parts_of(case)
    if files > FILES or messages > MESSAGES:
        make_copy.defer(copy_id=str(copy.pk))
        return copy
    if found := copy_to_make(copy.pk):
        try:
            make(found)
        except CannotBeSet as refused:
            log.warning("a copy of %s cannot be set: %s", case.ref, refused)
    copy.refresh_from_db()
    return copy
