"""Letters that wait for a signature, for the tests of signing."""

from datetime import timedelta
from decimal import Decimal

from amends.cases import actions
from amends.cases.models import Case, Point, Remedy
from amends.people.actor import of_staff
from amends.people.models import Staff
from amends.procedure.moment import now
from amends.responses import actions as replies
from amends.responses.models import Draft
from tests.cast import Cast, complaint, customer


def waiting_letter(cast: Cast, writer: Staff, name: str = "Zuzana Hrabovská", amount: str = "") -> Draft:
    """A reply with one justified point, and a remedy over `amount` proposed for it."""
    case = complaint(cast, customer=customer(name, f"{abs(hash(name))}@example.com"))
    by = of_staff(Staff.objects.get(pk=writer.pk))
    actions.assign(case, writer, by=by)
    point = actions.add_point(case, "Scratched top", by=by)
    actions.assess(case, essence="Scratched", state="calm", severity=1, route="simple", by=by)
    actions.decide_point(point, "justified", "It is scratched.", by=by)
    if amount:
        Remedy.objects.create(
            case=case,
            point=point,
            kind="refund",
            amount=Decimal(amount),
            what="Money back",
            proposed_at=now(),
        )
    draft = replies.begin_draft(case, by=by)
    block = draft.blocks.get(kind="answer")
    draft = replies.write_block(draft, block, "Ospravedlňujeme sa.", by=by)
    return replies.request_signature(draft, by=by)


def decided(
    cast: Cast,
    given: list[tuple[str, str]],
    *,
    verdict: str = "justified",
    severity: int = 1,
    route: str = "simple",
    days_ago: int = 9,
) -> Case:
    """A complaint decided before, with one point and the remedies its customer took: kind and amount."""
    number = Case.objects.count()
    case = complaint(cast, customer=customer(f"Earlier {number}", f"e{number}@example.com"))
    Case.objects.filter(pk=case.pk).update(
        received_at=now() - timedelta(days=days_ago), severity=severity, route=route
    )
    point = Point.objects.create(case=case, number=1, what="Scratched", verdict=verdict, reason="It is so.")
    for kind, amount in given:
        Remedy.objects.create(
            case=case,
            point=point,
            kind=kind,
            amount=Decimal(amount) if amount else None,
            what=kind,
            proposed_at=now(),
            accepted_at=now(),
        )
    return case
