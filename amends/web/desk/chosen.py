"""What a list was asked to show: a filter or a search. Its address, its pages and its export say the same."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse

from amends.cases import search as searching
from amends.cases import worklist
from amends.cases.models import Case
from amends.cases.models.case import OPEN_STAGES
from amends.cases.search_query import LONGEST
from amends.language.safe_text import whole_number
from amends.people.models import Staff

WHICH = ("", "mine", "unowned", "today", "overdue", "waiting", "closed")
AT_ONCE = 500  # complaints read by one query when a whole list is walked


@dataclass(frozen=True)
class Chosen:
    """`text` is a search, and then alone decides; `filters` are those of the list."""

    filters: worklist.Filters
    text: str = ""

    @property
    def url(self) -> str:
        query = self.query()
        return reverse("desk:search" if self.text else "desk:complaints") + (f"?{query}" if query else "")

    def query(self, **changed: Any) -> str:
        """The query of an address that shows this, with some of it changed."""
        return urlencode({k: v for k, v in {**dict(self.parameters), **changed}.items() if v})

    @property
    def parameters(self) -> list[tuple[str, Any]]:
        """Name and value of everything that is set, for an address or a form."""
        values = {"q": self.text} if self.text else self.filters.__dict__
        return [(name, value) for name, value in values.items() if value]

    def page(self, staff: Staff, after: str = "", limit: int = worklist.PAGE) -> tuple[list[Case], str]:
        """One page and the key of the next (empty: this is the last)."""
        if not self.text:
            return worklist.listed(staff, self.filters, after=after, limit=limit)
        found = searching.search(staff, self.text, after=after or None, limit=limit)
        return found.cases, found.after or ""

    def all(self, staff: Staff, at_most: int | None = None) -> Iterator[Case]:
        """Every complaint of the list the employee may see, read page by page."""
        return islice(self._walk(staff), at_most)

    def _walk(self, staff: Staff) -> Iterator[Case]:
        after = ""
        while True:
            cases, after = self.page(staff, after, AT_ONCE)
            yield from cases
            if not after:
                return


def chosen(ask: QueryDict) -> Chosen:
    """Read from the query of an address; what is not understood is left out."""
    which, stage = ask.get("which", ""), ask.get("stage", "")
    filters = worklist.Filters(
        which=which if which in WHICH else "",
        stage=stage if stage in OPEN_STAGES else "",
        team=whole_number(ask.get("team", "")),
        language=_code(ask.get("language", ""), 10),
        channel=_code(ask.get("channel", ""), 20),
        owner=whole_number(ask.get("owner", "")),
    )
    return Chosen(filters, ask.get("q", "").strip()[:LONGEST])


def _code(text: str, longest: int) -> str:
    """Without what no table can hold."""
    return text.replace("\0", "")[:longest]
