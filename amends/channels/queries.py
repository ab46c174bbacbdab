"""Reads about the doors."""

from collections.abc import Collection
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from amends.channels.models import Delivery, Mailbox, SetAside, Webhook
from amends.people.models import Staff
from amends.people.queries import standing

OPEN_STATES = ("waiting", "sending", "failed", "held")


def deliveries_by_state() -> dict[str, int]:
    """How many messages are not yet with the customer."""
    rows = (
        Delivery.objects.filter(state__in=OPEN_STATES).order_by().values_list("state").annotate(n=Count("pk"))
    )
    return {**dict.fromkeys(OPEN_STATES, 0), **dict(rows)}


def came_back(messages: Collection[UUID]) -> dict[UUID, str]:
    """Of several messages those that mail could not bring, each with the address that failed."""
    failed = (
        Delivery.objects.filter(message__in=messages, state="failed") if messages else Delivery.objects.none()
    )
    return {row.message_id: row.to_address for row in failed.only("message", "to_address")}


def set_aside(staff: Staff | None = None) -> QuerySet[SetAside]:
    """Mail that could not be taken in and waits for somebody to look at it, of it what the employee may read."""
    rows = SetAside.objects.all() if staff is None else set_aside_for(staff)
    return rows.select_related("mailbox").filter(aside_at__isnull=False, settled_at=None).order_by("aside_at")


def set_aside_for(staff: Staff) -> QuerySet[SetAside]:
    """Of all mail ever put aside, settled or not, what an employee may read: all for who administers every team; for who
    administers one, what came to its mailbox. Of other mail nobody knows yet for which team it is.
    """
    own = standing(staff)
    rows = SetAside.objects.all()
    if own.administers:
        return rows
    return rows.filter(mailbox__team__in=[t for t in own.teams if "administrator" in own.roles_in(t)])


def mailboxes() -> QuerySet[Mailbox]:
    return Mailbox.objects.select_related("team").order_by("name", "id")


def mail_comes_in() -> bool:
    """Whether an address is read without trouble, or mail for one is handed to us."""
    read = Q(host="") | Q(last_seen_at__isnull=False, failing_since=None)
    return Mailbox.objects.filter(read, active=True).exists()


def first_answer_went_out() -> bool:
    return Delivery.objects.filter(state="sent", channel="email", automatic=True).exists()


def failing_mailboxes() -> QuerySet[Mailbox]:
    return Mailbox.objects.filter(active=True, failing_since__isnull=False)


def webhooks() -> QuerySet[Webhook]:
    return Webhook.objects.order_by("id")
