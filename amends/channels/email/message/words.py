"""Header values to text: folded lines, encoded words, raw eight-bit letters."""

import binascii
import re

from amends.channels.email.message.characters import codec, decode

HEAD = re.compile(r"=\?([^?\s=()<>]{1,60})\?([bBqQ])\?")
FOLD = re.compile(r"\r?\n(?=[ \t])|\r")
HEX = re.compile(rb"=([0-9A-Fa-f]{2})")
UTF7 = re.compile(r"(?:unicode-1-1-)?utf-?7$", re.IGNORECASE)
SEVEN_BIT = re.compile(r"\+[A-Za-z0-9/]{3,}-")
NOT_BASE64 = re.compile(rb"[^A-Za-z0-9+/]")


def raw_text(value: bytes, charset: str = "") -> str:
    """A header value as text with its encoded words still encoded."""
    if value.isascii() and b"\x1b" not in value:
        text = value.decode("ascii")
        if b"+" in value and UTF7.match(charset) and SEVEN_BIT.search(text):
            text = decode(value, charset)
    else:
        text = decode(value, "utf-8", fallback=charset or charset_within(value))
    return FOLD.sub("", text)


def charset_within(value: bytes) -> str:
    """The charset the encoded words of a value name, for the raw letters beside them."""
    found = HEAD.search(value.decode("latin-1"))
    return found[1] if found else ""


def decoded(value: str) -> str:
    """Encoded words decoded. Neighbours in one charset are joined before decoding: senders split letters."""
    if "=?" not in value:
        return value
    pieces: list[str] = []
    run: list[tuple[str, bytes]] = []
    at = 0
    for match, end in encoded_words(value):
        gap = value[at : match.start()]
        if gap.strip() or not run:
            flush(run, pieces)
            pieces.append(gap)
        charset, kind = match[1].split("*", 1)[0], match[2].lower()
        run.append((charset, word_bytes(value[match.end() : end], kind, charset)))
        at = min(end + 2, len(value))
    flush(run, pieces)
    pieces.append(value[at:])
    return "".join(pieces)


def encoded_words(value: str) -> list[tuple[re.Match[str], int]]:
    """Each head with where its content ends; one pass, however many heads lack an end."""
    found: list[tuple[re.Match[str], int]] = []
    at = 0
    while match := HEAD.search(value, at):
        end = value.find("?=", match.end())
        if end < 0:
            if value.find(" ", match.end()) < 0:  # cut short by some gateway: the rest is the word
                found.append((match, len(value)))
            break
        nested = HEAD.search(value, match.end(), end)
        if nested:
            at = nested.start()
            continue
        found.append((match, end))
        at = end + 2
    return found


def flush(run: list[tuple[str, bytes]], pieces: list[str]) -> None:
    joined: list[tuple[str, bytes]] = []
    for charset, content in run:
        if joined and joined[-1][0].lower() == charset.lower():
            joined[-1] = (charset, joined[-1][1] + content)
        else:
            joined.append((charset, content))
    pieces.extend(decode(content, charset) for charset, content in joined)
    run.clear()


def word_bytes(content: str, kind: str, charset: str) -> bytes:
    """Raw letters inside an encoded word go back to bytes by the word's own charset."""
    try:
        raw = content.encode("ascii" if content.isascii() else codec(charset) or "utf-8")
    except (UnicodeError, ValueError):
        raw = content.encode("utf-8", "replace")
    if kind == "b":
        return loose_base64(raw)
    return HEX.sub(lambda match: bytes([int(match[1], 16)]), raw.replace(b"_", b" "))


def loose_base64(content: bytes) -> bytes:
    """Base64 as real mail has it: line ends, junk, missing padding, padding in the middle."""
    first = content.find(b"=")
    if first < 0 or not content[first:].strip(b"= \t\r\n"):
        try:
            return binascii.a2b_base64(content)
        except (binascii.Error, ValueError):
            pass
    chunks = []
    for piece in re.split(rb"=+", content):
        letters = NOT_BASE64.sub(b"", piece)
        if len(letters) % 4 == 1:
            letters = letters[:-1]
        chunks.append(binascii.a2b_base64(letters + b"=" * (-len(letters) % 4)))
    return b"".join(chunks)
