"""Webhooks: which addresses are told of events, signed by the Standard Webhooks convention."""

from django.http import Http404
from django.utils.translation import gettext_lazy as _
from ninja import Router, Status

from amends.api.auth import KeyedRequest, needs
from amends.api.v1 import given, shown
from amends.channels import webhook_register
from amends.channels.models import Webhook
from amends.people.refusal import NotAllowed

router = Router(tags=["webhooks"])
AUTH = needs("webhooks:write")


def _shown(row: Webhook) -> shown.WebhookShown:
    return shown.WebhookShown(
        id=row.pk,
        name=row.name,
        url=row.url,
        events=row.events,
        active=row.active,
        failing_since=row.failing_since,
    )


def _for_all_teams(request: KeyedRequest) -> None:
    if request.auth.team is not None:
        raise NotAllowed(_("Webhooks tell of every team, and this key is bound to one."))


@router.get("", response=list[shown.WebhookShown], auth=AUTH, summary="List webhooks")
def list_webhooks(request: KeyedRequest) -> list[shown.WebhookShown]:
    _for_all_teams(request)
    return [_shown(row) for row in webhook_register.webhooks()]


@router.post("", response={201: shown.WebhookMade}, auth=AUTH, summary="Add a webhook")
def add_webhook(request: KeyedRequest, payload: given.WebhookGiven) -> Status[shown.WebhookMade]:
    """The secret is in this answer and nowhere else."""
    _for_all_teams(request)
    row, secret = webhook_register.add_webhook(
        payload.url, payload.events, by=request.auth.actor, name=payload.name
    )
    return Status(201, shown.WebhookMade(**_shown(row).dict(), secret=secret))


@router.delete("/{number}", response={204: None}, auth=AUTH, summary="Remove a webhook")
def remove_webhook(request: KeyedRequest, number: int) -> Status[None]:
    _for_all_teams(request)
    row = webhook_register.webhook(number)
    if row is None:
        raise Http404
    webhook_register.remove_webhook(row, by=request.auth.actor)
    return Status(204, None)
