"""Pages that follow keys: the moment and the id of the row a page ended with, as they stand in an address."""

from datetime import UTC, datetime
from uuid import UUID

NO_MOMENT = "-"


def key_of(at: datetime | None, pk: UUID) -> str:
    return f"{at.isoformat() if at else NO_MOMENT}_{pk}"


def read_key(text: str) -> tuple[datetime | None, UUID] | None:
    """What `key_of` wrote, the moment in UTC; None for anything else, such as an address somebody made up."""
    moment, _line, pk = text.partition("_")
    try:
        at = None if moment == NO_MOMENT else datetime.fromisoformat(moment).astimezone(UTC)
        return at, UUID(pk)
    except (ValueError, OverflowError):
        return None
