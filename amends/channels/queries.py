"""Reads about what goes out."""

from django.db.models import Count

from amends.channels.models import Delivery

UNSENT = ("waiting", "sending", "failed", "held")


def deliveries_by_state() -> dict[str, int]:
    """How many messages have not left, by state: over the partial indexes of those."""
    rows = Delivery.objects.filter(state__in=UNSENT).order_by().values_list("state").annotate(n=Count("pk"))
    return dict.fromkeys(UNSENT, 0) | dict(rows)
