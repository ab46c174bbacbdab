"""Address lists as people and programs really write them, in one pass over the text."""

import re

from amends.channels.email.message.characters import one_line
from amends.channels.email.message.shape import Address
from amends.channels.email.message.words import decoded

SPECIAL = re.compile(r'[\\"()<>,;]')
BARE = re.compile(r"[^\s<>()\",;:\[\]]{1,200}@[^\s<>()\",;:]{1,255}")
GROUP = re.compile(r"^[^@<>\"]{0,200}:(?!//)")
BLANK = re.compile(r"\s+")


def read_addresses(text: str, most: int) -> list[Address]:
    """At most `most` addresses of a field's undecoded text."""
    found: list[Address] = []
    for piece in pieces(text, most * 2):
        address = read_one(piece)
        if address is not None:
            found.append(address)
        if len(found) >= most:
            break
    return found


def pieces(text: str, most: int) -> list[str]:
    """Cut at commas and semicolons that stand outside quotes, comments and angle brackets."""
    found: list[str] = []
    begin, depth, quoted, angle, skip = 0, 0, False, False, -1
    for match in SPECIAL.finditer(text):
        at, sign = match.start(), match[0]
        if at == skip:
            continue
        if sign == "\\":
            skip = at + 1
        elif sign == '"' and not depth:
            quoted = not quoted and text.find('"', at + 1) >= 0
        elif quoted:
            continue
        elif sign in "()":
            depth = max(
                0, depth + (1 if sign == "(" and ")" in text[at : at + 5000] else -1 if sign == ")" else 0)
            )
        elif depth:
            continue
        elif sign in "<>":
            angle = sign == "<" and ">" in text[at : at + 2000]
        elif not angle:
            found.append(text[begin:at])
            begin = at + 1
            if len(found) >= most:
                return found
    return [*found, text[begin:]]


def read_one(piece: str, again: bool = True) -> Address | None:
    piece = piece.strip()
    if not piece:
        return None
    outer, comments = without_comments(piece)
    group = GROUP.match(outer)
    if group:
        outer = outer[group.end() :].strip()
    opened = outer.rfind("<")
    if opened >= 0:
        inside = outer[opened + 1 :].split(">", 1)[0]
        name, address = outer[:opened], cleaned(inside)
        if "@" not in address and "@" in name and (bare := BARE.search(name)):
            address = cleaned(bare[0])
    else:
        bare = BARE.search(outer)
        if bare is None:
            if again and "=?" in outer:
                return read_one(decoded(outer), again=False)
            return unaddressed(outer)
        address = cleaned(bare[0])
        name = outer[: bare.start()] + outer[bare.end() :]
    shown = display(name) or display(comments)
    return Address(shown, address) if address or shown else None


def unaddressed(text: str) -> Address | None:
    """A word without @ is a local address of some system; several words are a name."""
    shown = display(text)
    if not shown:
        return None
    return Address("", shown) if " " not in shown else Address(shown, "")


def without_comments(text: str) -> tuple[str, str]:
    """The text outside parentheses, and the text inside them."""
    if "(" not in text:
        return text, ""
    outer: list[str] = []
    inner: list[str] = []
    depth, quoted, begin = 0, False, 0
    for match in re.finditer(r'\\.|["()]', text):
        sign, at = match[0], match.start()
        if sign == '"' and not depth:
            quoted = not quoted
        if quoted or sign not in ("(", ")"):
            continue
        (inner if depth else outer).append(text[begin:at])
        begin = match.end()
        depth = depth + 1 if sign == "(" else max(0, depth - 1)
    (inner if depth else outer).append(text[begin:])
    return "".join(outer), " ".join("".join(inner).split())


def cleaned(address: str) -> str:
    """An address without route, quotes around a whole address, blanks and control characters."""
    if "=?" in address:
        address = decoded(address)
    address = one_line(address.strip().split("\n", 1)[0].split("\r", 1)[0])
    if address.startswith("@") and ":" in address:
        address = address.rsplit(":", 1)[1]
    if address.lower().startswith("mailto:"):
        address = address[7:]
    if address.startswith(("'", '"')) and address.endswith(("'", '"')):
        address = address[1:-1]
    return BLANK.sub("", address)[:320].strip(",;")


def display(name: str) -> str:
    """A display name: unquoted, decoded, on one line."""
    name = name.strip()
    if len(name) > 1 and name[0] == name[-1] == '"':
        name = name[1:-1]
    name = re.sub(r"\\(.)", r"\1", name.replace('" "', " "), flags=re.DOTALL)
    shown = BLANK.sub(" ", one_line(decoded(name))).strip("\"' ") if name else ""
    return shown[:300]
