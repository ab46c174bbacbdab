"""Customers, to read: those a key's team has complaints of, or all."""

from django.utils.translation import gettext_lazy as _
from ninja import Router
from ninja.params.functions import Query

from amends.api.auth import KeyedRequest, needs
from amends.api.v1 import showing, shown
from amends.cases import seen_by_key
from amends.people.actions import normal_contact
from amends.people.models import Customer
from amends.people.queries import company
from amends.people.refusal import Invalid

router = Router(tags=["customers"])


def card(customer: Customer) -> shown.CustomerShown:
    contacts = [shown.ContactShown(kind=row.kind, value=row.value) for row in customer.contacts.all()]
    return shown.CustomerShown(
        **showing.person(customer).dict(),
        external_id=customer.external_id,
        preferred_channel=customer.preferred_channel,
        contacts=contacts,
    )


@router.get("", response=list[shown.CustomerShown], auth=needs("customers:read"), summary="Find customers")
def find_customers(
    request: KeyedRequest,
    email: str = Query("", max_length=254),
    phone: str = Query("", max_length=60),
    external_id: str = Query("", max_length=120),
) -> list[shown.CustomerShown]:
    """By an address or by your own number for them; at least one has to be given."""
    if not (email or phone or external_id):
        raise Invalid(_("Say by what to look: email, phone or external_id."), field="email")
    found = seen_by_key.customers_with(
        request.auth.team,
        email=normal_contact("email", email).replace("\x00", "") if email else "",
        phone=normal_contact("phone", phone, company().country).replace("\x00", "") if phone else "",
        external_id=external_id.replace("\x00", ""),
    )
    return [card(customer) for customer in found]


@router.get(
    "/{number}", response=shown.CustomerShown, auth=needs("customers:read"), summary="A customer's card"
)
def get_customer(request: KeyedRequest, number: int) -> shown.CustomerShown:
    team = request.auth.team
    shown_card = card(seen_by_key.customer_for_key(team, number))
    shown_card.complaints = [case.ref for case in seen_by_key.newest_cases(team, customer=number, limit=100)]
    return shown_card
