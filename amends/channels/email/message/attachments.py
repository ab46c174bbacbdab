"""The files of a mail and the names they are shown by."""

import re
import unicodedata

from amends.channels.email.message.bodies import file_name, is_text
from amends.channels.email.message.characters import one_line, storable
from amends.channels.email.message.fields import read_fields
from amends.channels.email.message.parts import Part
from amends.channels.email.message.shape import Attachment, Limits
from amends.channels.email.message.transfer import content_of

LONGEST = 120
SEPARATORS = re.compile(r"[/\\\u2044\u2215\u29f8\uff0f\uff3c]")
NAMELESS = {".", "..", ""}
DEVICES = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])(\..*)?", re.IGNORECASE)
FORBIDDEN = re.compile(r'[<>:"|?*]')
ENDINGS = {
    "text/plain": "txt", "text/html": "html", "text/calendar": "ics", "text/csv": "csv", "text/rtf": "rtf",
    "message/rfc822": "eml", "message/global": "eml", "message/delivery-status": "txt", "image/jpeg": "jpg",
    "image/jpg": "jpg", "image/png": "png", "image/gif": "gif", "image/webp": "webp", "image/tiff": "tiff",
    "application/pdf": "pdf", "application/pgp-signature": "asc", "application/pgp-encrypted": "asc",
    "application/pkcs7-signature": "p7s", "application/x-pkcs7-signature": "p7s", "application/pkcs7-mime": "p7m",
    "application/x-pkcs7-mime": "p7m", "application/zip": "zip", "application/json": "json", "audio/mpeg": "mp3",
    "video/mp4": "mp4", "text/vcard": "vcf", "text/x-vcard": "vcf", "text/rfc822-headers": "txt",
    "message/disposition-notification": "txt", "message/feedback-report": "txt", "application/rtf": "rtf",
}  # fmt: skip


def safe_name(name: str) -> str:
    """A name fit to be shown and saved: the last path part, nothing invisible, not too long, never empty."""
    name = unicodedata.normalize("NFC", one_line(storable(name)))
    name = "".join(
        sign for sign in name if unicodedata.category(sign) not in ("Cc", "Cf", "Cs", "Co", "Zl", "Zp")
    )
    parts = [part.strip() for part in SEPARATORS.split(name)]
    name = next((part for part in reversed(parts) if part not in NAMELESS), "")
    name = FORBIDDEN.sub("_", name).strip().rstrip(". ")
    if DEVICES.fullmatch(name):
        name = f"_{name}"
    return shortened(name) or "file"


def shortened(name: str) -> str:
    """Cut before the ending, never inside a letter with its marks."""
    if len(name) <= LONGEST:
        return name
    stem, dot, ending = name.rpartition(".")
    if not dot or len(ending) > 20:
        stem, dot, ending = name, "", ""
    at = LONGEST - len(dot + ending)
    while at > 1 and (
        unicodedata.combining(stem[at]) or unicodedata.category(stem[at]) in ("Mn", "Mc", "Me", "Sk")
    ):
        at -= 1
    return stem[:at] + dot + ending


def attachment_of(part: Part, limits: Limits) -> Attachment:
    content = content_of(part)
    kind = part.media_type if len(part.media_type) <= 120 else "application/octet-stream"
    inline = part.disposition.value == "inline" or (
        part.fields.has("content-id") and part.disposition.value != "attachment"
    )
    name = file_name(part) or invented_name(kind, content, limits)
    return Attachment(
        safe_name(name), kind, content, inline, part.fields.text("content-id").strip("<> ")[:300]
    )


def invented_name(kind: str, content: bytes, limits: Limits) -> str:
    """A nested message is named by its subject, anything else by its type."""
    if kind in ("message/rfc822", "message/global"):
        fields, _ = read_fields(content, 0, min(len(content), 65_536), limits)
        subject = SEPARATORS.sub(" ", fields.text("subject"))[:100].strip()
        return f"{subject or 'message'}.eml"
    stem = {"text/calendar": "invite", "application/pgp-signature": "signature"}.get(
        kind, kind.split("/")[0] or "file"
    )
    return f"{stem}.{ENDINGS.get(kind, 'txt' if is_text(kind) else 'bin')}"
