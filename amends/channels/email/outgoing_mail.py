"""A message of ours as a mail: plain text and simple HTML, one recipient, identifiers a reply can be known by."""

import re

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils.html import escape, urlize
from django.utils.safestring import SafeString, mark_safe

from amends.cases import files as store
from amends.cases.models import File, Message
from amends.channels.links import tagged_address
from amends.channels.models import Delivery
from amends.language.safe_text import one_line

ANSWERS = {"first_answer"}
ASKED_FOR = {"link"}  # written by no person, yet not counted towards the limit that ends loops
_LINK = re.compile(
    r"[@:]|www\.|\.(?:com|edu|gov|int|mil|net|org)\b", re.IGNORECASE
)  # all that `urlize` makes one


def compose(
    delivery: Delivery, company: str, address: str, *, tags: bool, files: list[File]
) -> EmailMultiAlternatives:
    """The mail for a delivery. `address` is the team's; with `tags` it takes replies under the case's own tag.

    The envelope's sender is the tagged address too, so that a bounce finds its case whatever it quotes.
    """
    message = delivery.message
    back = tagged_address(address, message.case.ref) if tags else address
    mail = EmailMultiAlternatives(
        subject=one_line(message.subject)[:300],
        body=message.text,
        from_email=back,
        to=[one_line(delivery.to_address)],
        headers=_headers(delivery, message, company, address, back),
    )
    page = render_to_string(
        "channels/mail.html",
        {
            "language": message.language or "en",
            "subject": message.subject,
            "parts": [_linked(part) for part in message.text.split("\n\n")],
            "company": company,
        },
    )
    mail.attach_alternative(page, "text/html")
    for file in files:
        mail.attach(file.name, store.read(file.sha256), file.media_type)
    return mail


def _linked(text: str) -> SafeString:
    """Safe HTML with links; most paragraphs hold none and need not be gone through word by word."""
    if not _LINK.search(text):
        return escape(text)
    return mark_safe(urlize(text, nofollow=True, autoescape=True))  # noqa: S308 - it escapes what it is given


def _headers(delivery: Delivery, message: Message, company: str, address: str, back: str) -> dict[str, str]:
    name = one_line(company).replace('"', "").replace("\\", "")
    headers = {
        "From": f'"{name}" <{address}>' if name else address,
        "Reply-To": back,
        "Message-ID": f"<{delivery.envelope_key}>",
    }
    if message.in_reply_to:
        first = one_line(message.in_reply_to).split(" ")[0].strip("<>")
        headers["In-Reply-To"] = headers["References"] = f"<{first}>"
    if delivery.automatic or message.kind in ASKED_FOR:
        headers["Auto-Submitted"] = "auto-replied" if message.kind in ANSWERS else "auto-generated"
        headers["Precedence"] = "auto_reply"
        headers["X-Auto-Response-Suppress"] = "All"
    return headers


def default_address() -> str:
    address: str = settings.MAIL_FROM
    return address
