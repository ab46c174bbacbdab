"""The addresses and domains from which this company writes."""

from collections.abc import Iterable

from amends.channels.own_addresses import own_keys
from amends.people.queries import company


def ours(more: Iterable[str] = ()) -> frozenset[str]:
    """Those of this installation, and `more` as somebody typed them."""
    found = [*more, *own_keys(), company().email]
    return frozenset(each.strip().lstrip("@").casefold() for each in found if each.strip())
