"""The same thing taken in once: a row against doubles, written first, so that of twenty at once nineteen wait and learn."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from uuid import UUID

from amends.cases.models import Promise
from amends.channels.incoming import Incoming, KeyReused, Receipt
from amends.channels.links import follow_link
from amends.channels.models import Received
from amends.journal import prepared
from amends.language.identity import uuid7
from amends.procedure.moment import now

_CLAIM = """
INSERT INTO channels_received (id, door, key, fingerprint, at, case_id)
SELECT id, door, key, fingerprint, %s::timestamptz, case_id
FROM unnest(%s::uuid[], %s::text[], %s::text[], %s::text[], %s::uuid[]) AS r(id, door, key, fingerprint, case_id)
ON CONFLICT (door, key) DO NOTHING RETURNING id
"""

Key = tuple[str, str]


@dataclass
class Claims:
    """By place in the batch: receipts of what is known, doubles within the batch, the ids new cases are to have."""

    receipts: dict[int, Receipt] = field(default_factory=dict)
    doubles: dict[int, int] = field(default_factory=dict)
    ids: dict[int, UUID] = field(default_factory=dict)
    rows: dict[int, UUID] = field(default_factory=dict)

    def settle(self, receipts: dict[int, Receipt], *, opened: set[int]) -> None:
        """Say in the rows what became of what did not open a case of its own."""
        for place, receipt in receipts.items():
            if place in self.rows and place not in opened:
                Received.objects.filter(pk=self.rows[place]).update(
                    case=receipt.case, message=receipt.message, feedback=receipt.feedback
                )


def claim(incomings: Sequence[Incoming]) -> Claims:
    """Claim the keys of a batch in one statement; a third is made only when something is known already."""
    claims = Claims()
    firsts: dict[Key, int] = {}
    for place, one in enumerate(incomings):
        if not one.key:
            continue
        first = firsts.setdefault((one.namespace, one.key), place)
        if first != place:
            claims.doubles[place] = first
    if not firsts:
        return claims
    taken = _write(incomings, dict(sorted(firsts.items())), claims)
    known = {key: place for key, place in firsts.items() if claims.rows[place] not in taken}
    for key, place in known.items():
        del claims.rows[place], claims.ids[place]
        claims.receipts[place] = _earlier(key, incomings[place])
    return claims


def _write(incomings: Sequence[Incoming], firsts: dict[Key, int], claims: Claims) -> set[UUID]:
    """Sorted by key, so that two batches never wait for each other crosswise."""
    for place in firsts.values():
        claims.rows[place], claims.ids[place] = uuid7(), uuid7()
    places = list(firsts.values())
    with prepared.cursor() as cursor:
        cursor.execute(
            _CLAIM,
            [
                now(),
                [claims.rows[place] for place in places],
                [door for door, _key in firsts],
                [key for _door, key in firsts],
                [incomings[place].fingerprint[:64] for place in places],
                [claims.ids[place] for place in places],
            ],
        )
        return {row[0] for row in cursor.fetchall()}


def _earlier(key: Key, one: Incoming) -> Receipt:
    """The receipt of what was taken in before. KeyReused when the content was another."""
    row = Received.objects.select_related("case", "message", "feedback").get(door=key[0], key=key[1])
    if one.fingerprint and row.fingerprint and one.fingerprint[:64] != row.fingerprint:
        raise KeyReused()
    if row.case is None:
        return Receipt(feedback=row.feedback, known=True)
    told = Promise.objects.filter(case=row.case, to_customer=True).order_by("made_at", "due").first()
    return Receipt(
        case=row.case,
        message=row.message,
        promise=told,
        promised=told.due if told else None,
        reference=row.case.ref,
        follow_link=follow_link(row.case),
        known=True,
        added=row.message is not None,
    )


def again(receipt: Receipt) -> Receipt:
    """The receipt for the second of two equal things in one batch."""
    return replace(receipt, known=True)
