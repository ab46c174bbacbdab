"""Who is told by program: registering an address, listing and removing it."""

import base64
import secrets
import socket
import unicodedata
from collections.abc import Sequence
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from amends.channels.announcements import EVENTS, head
from amends.channels.models import Webhook
from amends.channels.outgoing import is_public
from amends.channels.sealed import seal
from amends.journal import record as journal
from amends.language.safe_text import one_line
from amends.people.actor import Actor
from amends.people.administering import administer
from amends.people.refusal import Invalid
from amends.procedure.moment import now


class AddressRefused(Invalid):
    code = "address_refused"
    words = _("Events are sent to public http and https addresses only, without a name or password in them.")


def webhooks() -> list[Webhook]:
    return list(Webhook.objects.order_by("pk"))


def webhook(number: int) -> Webhook | None:
    return Webhook.objects.filter(pk=number).first() if number < 2**63 else None


def check_address(url: str) -> None:
    """AddressRefused for an address that is plainly not a public one. The carrier looks again at what it resolves to."""
    try:
        parts = urlsplit(url)
        host, _port = parts.hostname or "", parts.port
    except ValueError:
        raise AddressRefused(field="url") from None
    plain = one_line(url) == url and unicodedata.normalize("NFKC", url) == url and "\\" not in url
    if parts.scheme not in ("http", "https") or "@" in parts.netloc or not host or not plain or " " in url:
        raise AddressRefused(field="url")
    if not settings.OUTGOING_PRIVATE_ADDRESSES and is_private(host):
        raise AddressRefused(field="url")


def is_private(host: str) -> bool:
    """Named or numbered as an address nobody outside has; every notation the system's resolver takes is known."""
    host = host.rstrip(".").lower()
    if "." not in host and ":" not in host and not host.isdigit() and not host.startswith("0x"):
        return True
    if host.endswith((".localhost", ".local", ".internal", ".home.arpa")):
        return True
    try:
        return not is_public(host)
    except ValueError:
        pass
    try:
        return not is_public(socket.inet_ntoa(socket.inet_aton(host)))
    except OSError:
        return False


@transaction.atomic
def add_webhook(url: str, events: Sequence[str], *, by: Actor, name: str = "") -> tuple[Webhook, str]:
    """A new webhook and its secret (Standard Webhooks), which is shown this once and kept sealed."""
    administer(by)
    check_address(url)
    if unknown := sorted(set(events) - set(EVENTS)):
        raise Invalid(
            _("There is no event %(unknown)s. The events are: %(known)s."),
            field="events",
            unknown=", ".join(unknown)[:200],
            known=", ".join(EVENTS),
        )
    secret = "whsec_" + base64.b64encode(secrets.token_bytes(32)).decode()
    row = Webhook.objects.create(
        name=one_line(name)[:120],
        url=url,
        secret=seal(secret),
        events=sorted(set(events)),
        made_at=now(),
        followed_to=head(),
    )
    journal.record("webhook.added", by=by, facts={"url": url})
    return row, secret


@transaction.atomic
def remove_webhook(row: Webhook, *, by: Actor) -> None:
    """What waited for it is not sent any more."""
    administer(by)
    Webhook.objects.filter(pk=row.pk).delete()
    journal.record("webhook.removed", by=by, facts={"url": row.url})


@transaction.atomic
def start_webhook(row: Webhook, *, by: Actor) -> None:
    """Call an address again that did not answer for too long; what happened meanwhile is not told."""
    administer(by)
    stopped = Webhook.objects.filter(pk=row.pk, active=False)
    if stopped.update(active=True, failing_since=None, last_error="", followed_to=head()):
        journal.record("webhook.started", by=by, facts={"url": row.url})
