"""Which team a message is for, and which addresses are our own."""

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext

from amends.channels.incoming import Incoming
from amends.channels.links import untagged
from amends.channels.models import Mailbox
from amends.people.actions import normal_contact
from amends.people.kept import kept
from amends.people.models import Company, Staff, Team
from amends.people.refusal import Missing


class Teams:
    """For one batch; only mail costs queries, because only mail names the address it was sent to."""

    def __init__(self, company: Company, incomings: Sequence[Incoming]) -> None:
        self.company = company
        self._by_address: Mapping[str, Team] = {}
        self._staff: set[str] = set()
        mails = [one for one in incomings if one.channel == "email"]
        if mails:
            self._by_address = addresses_of_teams()
            senders = {one.sender_email.strip().lower() for one in mails if one.sender_email}
            self._staff = set(Staff.objects.filter(email__in=senders).values_list("email", flat=True))

    def of(self, one: Incoming) -> Team:
        """The team a message goes to. Missing before the company is set up."""
        if one.team is not None:
            return one.team
        for address in one.recipients[:60]:
            if team := self._by_address.get(normal_contact("email", untagged(address))):
                return team
        if self.company.default_team is None:
            raise Missing(missing=gettext("No team is set up yet."))
        return self.company.default_team

    def is_staff(self, one: Incoming) -> bool:
        """The sender's address is an employee's, which anybody can write into a mail: customer text, unverified."""
        return one.channel == "email" and one.sender_email.strip().lower() in self._staff


@kept
def addresses_of_teams() -> Mapping[str, Team]:
    found = {
        normal_contact("email", team.email): team
        for team in Team.objects.filter(active=True).exclude(email="")
    }
    boxes = Mailbox.objects.filter(active=True, team__isnull=False).select_related("team")
    return found | {box.address_key: box.team for box in boxes if box.team}
