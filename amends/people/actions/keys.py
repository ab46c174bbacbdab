"""Keys for other programs."""

import hashlib
import secrets
from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from amends.journal import record as journal
from amends.language.safe_text import is_blank
from amends.people.actor import Actor
from amends.people.administering import administer
from amends.people.models import ApiKey, Team
from amends.people.refusal import Invalid
from amends.procedure.moment import now

SCOPES = (
    "complaints:write",
    "complaints:read",
    "cases:write",
    "customers:read",
    "webhooks:write",
    "coach:read",
)


def digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


@transaction.atomic
def create_key(
    name: str, scopes: Sequence[str], *, by: Actor, team: Team | None = None
) -> tuple[ApiKey, str]:
    """A new key and its secret, which is shown this once and not kept. Invalid for an unknown scope."""
    administer(by)
    if is_blank(name):
        raise Invalid(_("Say whose key it is; the journal names it."), field="name")
    if not scopes:
        raise Invalid(_("Choose what the key allows."), field="scopes")
    if unknown := sorted(set(scopes) - set(SCOPES)):
        raise Invalid(
            _("There is no scope %(unknown)s. The scopes are: %(known)s."),
            field="scopes",
            unknown=", ".join(unknown),
            known=", ".join(SCOPES),
        )
    secret = f"amends_{secrets.token_urlsafe(32)}"
    key = ApiKey.objects.create(
        name=name, prefix=secret[:12], digest=digest(secret), scopes=list(scopes), team=team, created_at=now()
    )
    journal.record("key.created", by=by, facts={"name": name, "scopes": ", ".join(scopes)})
    return key, secret


@transaction.atomic
def revoke_key(key: ApiKey, *, by: Actor) -> None:
    """End a key: whoever shows it is refused from now on."""
    administer(by)
    if key.revoked_at is None:
        key.revoked_at = now()
        ApiKey.objects.filter(pk=key.pk).update(revoked_at=key.revoked_at)
        journal.record("key.revoked", by=by, facts={"name": key.name})
