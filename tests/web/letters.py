"""Letters that wait for a signature, for the tests of signing."""

from datetime import timedelta
from decimal import Decimal

from amends.cases.models import Case, Point, Remedy
from amends.people.models import Staff
from amends.procedure.moment import now
from amends.responses.models import Draft
from tests.cast import Cast, complaint, customer
from tests.web.desk import Desk


def waiting_letter(cast: Cast, writer: Staff, name: str = "Zuzana Hrabovská", amount: str = "") -> Draft:
    """A reply with one justified point, and a remedy over `amount` proposed for it."""
    case = complaint(cast, customer=customer(name, f"{abs(hash(name))}@example.com"))
    desk, page = Desk(writer), f"/desk/cases/{case.ref}"
    desk.do(f"{page}/assign/", to=str(writer.pk))
    desk.do(f"{page}/add_point/", what="Scratched top")
    desk.do(f"{page}/assess/", essence="Scratched", state="calm", severity="1", route="simple")
    desk.do(f"{page}/decide_point/", verdict="justified", reason="It is scratched.")
    if amount:
        Remedy.objects.create(
            case=case,
            point=Point.objects.get(case=case),
            kind="refund",
            amount=Decimal(amount),
            what="Money back",
            proposed_at=now(),
        )
    desk.get(f"{page}/reply/")
    draft = Draft.objects.get(case=case)
    block = draft.blocks.get(kind="answer")
    asked = desk.client.post(f"{page}/reply/do/ask/", {f"text-{block.pk}": "Ospravedlňujeme sa."})
    assert asked.status_code == 303
    return draft


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
