"""What shows that somebody may see a case without an account: the follow link, the address tag, our own Message-IDs.

All three are keyed with the installation's secret key, so nothing has to be stored and nothing can be guessed.
"""

import base64
import hmac
import re
import uuid
from functools import lru_cache
from typing import Literal

from django.conf import settings

from amends.cases.customer_queries import case_led_to
from amends.cases.models import Case
from amends.cases.queries import case_by_ref
from amends.cases.reference import read_reference

CODE_LENGTH = 26  # base32 signs: 130 bits
TAG_LENGTH = 8
MAC_LENGTH = 16

_TAG = re.compile(r"^(?P<local>.+)\+(?P<ref>[0-9a-z]{9})\.(?P<mac>[0-9a-z]{8})@", re.IGNORECASE)
_OWN_ID = re.compile(r"<?([0-9a-f]{32})\.([a-z2-7]{16})@", re.IGNORECASE)
_NOISE = re.compile(r"[\s\-–—._]+")


@lru_cache(maxsize=16)
def _key(secret: str, purpose: str) -> bytes:
    return hmac.digest(secret.encode(), f"amends {purpose}".encode(), "sha256")


def _mac(purpose: str, text: str, length: int) -> str:
    digest = hmac.digest(_key(settings.SECRET_KEY, purpose), text.encode(), "sha256")
    return base64.b32encode(digest).decode("ascii").lower()[:length]


def _same(given: str, right: str) -> bool:
    return hmac.compare_digest(given.encode(), right.encode())


def follow_code(ref: str, generation: int) -> str:
    """The code of a follow link: 130 bits; a new generation makes the older links worthless."""
    return _mac("follow", f"{ref} {generation}", CODE_LENGTH)


def follow_link(case: Case, page: Literal["", "remedy", "survey"] = "") -> str:
    """The address of the customer's own page, or of one of its sub-pages."""
    link = f"{settings.PUBLIC_URL}/my/{case.ref}/{follow_code(case.ref, case.link_generation)}"
    return f"{link}/{page}" if page else link


class FollowLink:
    """The one way a customer gets a case."""

    @staticmethod
    def case_for(ref: str, code: str) -> Case | None:
        """The case the link leads to, or None. A joined one leads to the case that answers, where that is the reader's own,
        but not from the form: its link is shown to whoever fills it in, with whosever address.

        A wrong code and a reference that does not exist cost the same: one query, one comparison.
        """
        wanted = read_reference(ref[:40]) or "2222-2222-2"
        found = case_by_ref(wanted)
        right = follow_code(wanted, found.link_generation if found else 1)
        given = _NOISE.sub("", code[:80]).lower()
        if not _same(given, right) or found is None:
            return None
        return found if found.channel == "web_form" else case_led_to(found)


def tagged_address(address: str, ref: str) -> str:
    """The address a reply comes back to: `local+reference.mac@domain`."""
    local, at, domain = address.rpartition("@")
    short = ref.replace("-", "").lower()
    return f"{local}+{short}.{_mac('address tag', ref, TAG_LENGTH)}{at}{domain}"


def read_tag(address: str) -> str | None:
    """The reference an address was tagged with by us; None for any other address."""
    found = _TAG.match(address.strip("<> ")[:320])
    ref = read_reference(found["ref"]) if found else None
    if found is None or ref is None or not _same(found["mac"].lower(), _mac("address tag", ref, TAG_LENGTH)):
        return None
    return ref


def untagged(address: str) -> str:
    """The address without anything after a plus sign in its local part."""
    local, at, domain = address.rpartition("@")
    return f"{local.partition('+')[0]}{at}{domain}"


def message_id(message: uuid.UUID, domain: str) -> str:
    """The Message-ID of a message of ours, without the angle brackets; the same at every try."""
    return f"{message.hex}.{_mac('message id', message.hex, MAC_LENGTH)}@{domain}"


def read_message_id(text: str) -> uuid.UUID | None:
    """The message of ours a Message-ID names; None when we did not make it."""
    found = _OWN_ID.match(text.strip()[:300])
    if found is None or not _same(found[2].lower(), _mac("message id", found[1].lower(), MAC_LENGTH)):
        return None
    return uuid.UUID(hex=found[1])
