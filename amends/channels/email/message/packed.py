"""What lies inside parts: forwarded messages, Outlook's `winmail.dat`, files written into a text."""

from amends.channels.email.message.attachments import attachment_of, safe_name
from amends.channels.email.message.bodies import Body, file_name, read_bodies
from amends.channels.email.message.characters import body_text, decode, one_line
from amends.channels.email.message.machine import REPORTS
from amends.channels.email.message.markup import text_of
from amends.channels.email.message.parts import Part, read_tree
from amends.channels.email.message.rtf import decompressed, read_rtf
from amends.channels.email.message.shape import Attachment, Limits
from amends.channels.email.message.tnef import File, Unpacked, unpack
from amends.channels.email.message.transfer import content_of

TNEF_TYPES = ("application/ms-tnef", "application/vnd.ms-tnef")
MESSAGE_TYPES = ("message/rfc822", "message/global")
NESTED_MESSAGES = 20
NESTED_DEPTH = 4


def files_of(body: Body, limits: Limits) -> tuple[Attachment, ...]:
    found: list[Attachment] = []
    for part in body.files:
        if len(found) >= limits.attachments:
            body.notes.append("attachments-cut")
            break
        if part.media_type in REPORTS and not file_name(part):
            continue
        found += unpacked(part, body, limits) or [attachment_of(part, limits)]
    for file in body.embedded:
        found.append(Attachment(safe_name(decode(file.name)), "application/octet-stream", file.content))
    if len(found) > limits.attachments:
        body.notes.append("attachments-cut")
    return tuple(found[: limits.attachments])


def unpacked(part: Part, body: Body, limits: Limits) -> list[Attachment]:
    """The files of a `winmail.dat`; empty when the part is none, or holds nothing that can be read."""
    if part.media_type not in TNEF_TYPES and file_name(part).lower() != "winmail.dat":
        return []
    inside = unpack(content_of(part))
    if inside is None:
        return []
    took_words = not body.text and take_words(inside, body, limits)
    files = [packed_file(file) for file in inside.files if file.content]
    if not files and not took_words:
        body.notes.append("tnef-empty")
    return files


def take_words(inside: Unpacked, body: Body, limits: Limits) -> bool:
    html, text = inside.html, inside.text
    if not html and not text.strip() and inside.rtf:
        rich, is_html = read_rtf(decompressed(inside.rtf))
        html, text = (body_text(rich), "") if is_html else ("", body_text(rich))
    if html:
        body.html.append(html[: limits.html_characters])
    words = text if text.strip() else text_of(html[: limits.html_characters])
    body.texts.append(words[: limits.text_characters])
    return bool(words.strip())


def packed_file(file: File) -> Attachment:
    kind = one_line(file.type_name).lower()[:120] or "application/octet-stream"
    identifier = one_line(file.identifier).strip("<> ")[:300]
    return Attachment(safe_name(file.name), kind, file.content, bool(identifier), identifier)


def forwarded_words(body: Body, limits: Limits) -> str:
    """The texts of messages put into the mail to be read with it, outermost first."""
    texts: list[str] = []
    waiting = [(part, 0) for part in body.files]
    seen = 0
    while waiting and seen < NESTED_MESSAGES:
        part, depth = waiting.pop(0)
        if part.media_type not in MESSAGE_TYPES or (body.text and part.disposition.value == "attachment"):
            continue
        seen += 1
        inner = read_bodies(read_tree(content_of(part), limits).root, limits)
        texts.append(inner.text)
        if not body.text and not body.html:
            body.html += inner.html
        if depth < NESTED_DEPTH:
            waiting += [(child, depth + 1) for child in inner.files]
    return "\n\n".join(text for text in texts if text)[: limits.text_characters]
