"""One complaint with its reply begun, and a colleague who works on it while it is looked at."""

import threading
from datetime import UTC, datetime
from urllib.parse import urlsplit


class Work:
    """Made by the actions the desk itself calls; Django is set up for the installation already."""

    def __init__(self) -> None:
        from amends.cases import actions as cases
        from amends.cases.actions import Opening, prepare_opening, write_openings
        from amends.cases.models import Case
        from amends.channels.links import follow_link
        from amends.people import actions as people
        from amends.people.actor import SYSTEM, of_customer, of_staff
        from amends.people.models import Company, Customer
        from amends.responses.actions import begin_draft

        company = Company.objects.get()
        team = company.default_team
        assert team is not None
        colleague = people.add_staff(
            "colleague@bench.example", "Colleague", by=SYSTEM, password="a long sentence"
        )
        people.give_role(colleague, "handler", team, by=SYSTEM)
        self.colleague = of_staff(colleague)
        customer = Customer.objects.create(full_name="Ann Baker", language="en", since=datetime.now(UTC))
        text = (
            "The table top arrived with a scratch of forty centimetres, and nobody answered my three letters."
        )
        opening = Opening(
            customer=customer, team=team, channel="email", language="en", title="A scratch", text=text
        )
        opened = prepare_opening(opening, company, by=of_customer(customer))
        write_openings([opened])
        self.case = Case.objects.get(pk=opened.case.pk)
        cases.assess(
            self.case, state="calm", essence="Scratched", severity=1, route="simple", by=self.colleague
        )
        point = cases.add_point(self.case, "The top is scratched", by=self.colleague)
        cases.decide_point(point, "justified", "The box had been opened.", by=self.colleague)
        self.case.refresh_from_db()
        begin_draft(self.case, by=self.colleague)
        self.ref = self.case.ref
        self.follow_path = urlsplit(follow_link(self.case)).path

    def colleague_writes(self) -> None:
        """A note, written in a thread of its own: the browser's driver holds a running loop in this one."""
        written = threading.Thread(target=self._write)
        written.start()
        written.join()

    def _write(self) -> None:
        from django.db import connection

        from amends.cases import actions as cases
        from amends.cases.models import Case

        cases.note(Case.objects.get(pk=self.case.pk), "The carrier has confirmed it.", by=self.colleague)
        connection.close()
