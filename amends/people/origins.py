"""Websites that may show the complaints form in a frame, each an origin as a browser writes it (RFC 6454, 6.2)."""

import re
from collections.abc import Iterable
from ipaddress import ip_address
from urllib.parse import SplitResult, urlsplit

import idna
from django.utils.translation import gettext_lazy as _

from amends.people.refusal import Invalid

FIELD = "embed_origins"
MOST = 20  # they travel in a header, for which servers on the way have little room
LONGEST = 300  # characters of one as it is typed; a host name has at most 253
PLAIN_PORTS = {"https": 443, "http": 80}
LABEL = re.compile(r"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?")


def check_origins(written: Iterable[str]) -> list[str]:
    """The origins as they are stored, each once and in the order given; Invalid for the first that is none."""
    found = list(dict.fromkeys(check_origin(one) for one in written if one.strip()))
    if len(found) > MOST:
        raise Invalid(_("At most %(most)s websites."), field=FIELD, most=MOST)
    return found


def check_origin(written: str) -> str:
    """`https://shop.example` or `https://shop.example:8443`: lower case, international names in Punycode, the scheme's own
    port left out. Plain http is for this machine alone. Invalid says what is wrong.
    """
    text = written.strip()
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError:
        raise _wrong(
            _("%(given)s is no address of a website. Write one such as %(example)s."), text
        ) from None
    _check_shape(text, parts)
    host = _host(text, parts.hostname or "")
    if parts.scheme == "http" and not _this_machine(host):
        raise _wrong(
            _("%(given)s is not encrypted: the form would be shown to whoever listens. Write %(example)s."),
            text,
            host,
        )
    shown = "" if port in (None, PLAIN_PORTS[parts.scheme]) else f":{port}"
    return f"{parts.scheme}://{host}{shown}"


def in_own_letters(origin: str) -> str:
    """The host as its owner writes it (bücher.example), or nothing where that is the same."""
    host = urlsplit(origin).hostname or ""
    try:
        said = idna.decode(host) if "xn--" in host else host
    except idna.IDNAError:
        return ""
    return said if said != host else ""


def _check_shape(text: str, parts: SplitResult) -> None:
    """One host with a scheme, and nothing before or behind it."""
    readable = len(text) <= LONGEST and text.isprintable() and " " not in text
    if not readable or parts.scheme not in PLAIN_PORTS or "//" not in text or not parts.hostname:
        raise _wrong(_("%(given)s is no address of a website. Write one such as %(example)s."), text)
    if "*" in text:
        raise _wrong(_("%(given)s stands for many websites. Name each of them, such as %(example)s."), text)
    if parts.path not in ("", "/") or any(sign in text for sign in "?#@\\") or parts.port == 0:
        raise _wrong(
            _("%(given)s is more than the address of a website. Leave out what is around %(example)s."),
            text,
            parts.hostname,
        )


def _host(text: str, host: str) -> str:
    """The name in Punycode; a name that no browser would look up is refused, and so are numbers, which differ by browser."""
    try:
        name = idna.encode(host, uts46=True, std3_rules=True).decode("ascii")
    except (idna.IDNAError, UnicodeError):
        name = ""
    labels = name.split(".")
    if not name or not all(LABEL.fullmatch(label) for label in labels):
        raise _wrong(_("%(given)s is no address of a website. Write one such as %(example)s."), text)
    if labels[-1].isdigit() and not _this_machine(name):
        raise _wrong(
            _("%(given)s names a machine by its number. Write the name of the website, such as %(example)s."),
            text,
        )
    return name


def _this_machine(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")


def _wrong(words: object, given: str, host: str = "shop.example") -> Invalid:
    example = host if LABEL.fullmatch(host.split(".")[0]) else "shop.example"
    return Invalid(str(words), field=FIELD, given=given[:80], example=f"https://{example}")
