"""From the form to the one door in."""

import hashlib
import json
import secrets
from collections.abc import Mapping
from typing import Any

from django.core import signing
from django.utils.translation import gettext

from amends.channels.incoming import Incoming, Represented
from amends.web.customer_fields import attached
from amends.web.public.forms import WISHES, split_contact

SALT = "customer form"
DAYS = 7


def new_token() -> str:
    """Goes out with an empty form and comes back with it, so that one form is taken in once however often it is sent."""
    return signing.dumps(secrets.token_urlsafe(12), salt=SALT)


def known_token(given: str) -> str:
    """What the token names if we made it lately; otherwise nothing, and the form can come twice."""
    try:
        return str(signing.loads(given[:200], salt=SALT, max_age=DAYS * 86400))
    except signing.BadSignature:
        return ""


def is_ours(given: str) -> bool:
    """Whether the form that came back is one that we gave out lately."""
    return bool(known_token(given))


def wish_in_words(chosen: list[str]) -> str:
    return "; ".join(str(words) for key, words in WISHES if key in chosen)


def complaint_of(data: Mapping[str, Any], language: str) -> Incoming:
    """The complaint as a door hands it in. An address for letters is told in the text: it is the customer's own word."""
    text = data["text"]
    if data["answer_by"] == "paper" and data["address"]:
        text += "\n\n" + gettext("My postal address: %(address)s") % {"address": "\n" + data["address"]}
    email, phone = split_contact(data["contact"])
    return Incoming(
        channel="web_form",
        text=text,
        external_key=known_token(data["token"]),
        fingerprint=_fingerprint(data),
        sender_name=data["name"],
        language=language,
        wish=wish_in_words(data["wishes"]),
        order_ref=data["order_ref"],
        answer_by=data["answer_by"],
        files=attached(data["attachments"]),
        represented=_represented(data),
        sender_email=email,
        sender_phone=phone,
    )


def _represented(data: Mapping[str, Any]) -> Represented | None:
    if not data["other_name"]:
        return None
    email, phone = split_contact(data["other_contact"])
    return Represented(data["other_name"], email, phone, data["relation"], data["authority"])


def _fingerprint(data: Mapping[str, Any]) -> str:
    """The same form sent again is the same complaint; with other words, in whichever field, it is a question to the customer.

    Files are not asked about: a browser may have let go of them, and new ones are added to the complaint.
    """
    said = {name: value for name, value in data.items() if name not in ("attachments", "token", "website")}
    return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()


def remark_of(data: Mapping[str, Any], language: str) -> Incoming:
    """With other words it is another remark."""
    token = known_token(data["token"])
    return Incoming(
        channel="web_form",
        text=data["text"],
        external_key=f"{token} {data['text']}" if token else "",
        language=language,
        anonymous=True,
    )
