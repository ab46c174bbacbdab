"""The addresses mail goes out from: nothing automatic is ever sent to them."""

from collections.abc import Collection

from django.conf import settings

from amends.channels.links import untagged
from amends.channels.models import Mailbox
from amends.people.actions import normal_contact
from amends.people.kept import kept
from amends.people.models import Team


def domain() -> str:
    """The domain our Message-IDs are made in."""
    address: str = settings.MAIL_FROM
    return address.rpartition("@")[2].strip("<> ") or "localhost"


def sender_key() -> str:
    return normal_contact("email", settings.MAIL_FROM)


@kept
def own_keys() -> frozenset[str]:
    """Every address of ours, without tags."""
    boxes = Mailbox.objects.filter(active=True).values_list("address_key", flat=True)
    return frozenset({sender_key(), *boxes})


def is_own(key: str, keys: Collection[str]) -> bool:
    return untagged(key) in keys


def team_address(team: Team) -> str:
    """The address a team writes from: its mailbox, or the installation's."""
    found = (
        Mailbox.objects.filter(team=team, active=True)
        .order_by("id")
        .values_list("address", flat=True)
        .first()
    )
    return found or settings.MAIL_FROM
