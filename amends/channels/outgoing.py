"""Requests to addresses somebody typed in: never to this machine, its network or a cloud's metadata.

The name is resolved once, every address it has is judged, and the connection goes to the address that was judged; so a
name that answers differently the second time gains nothing. Redirects are not followed.
"""

import ipaddress
import socket
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from amends.people.refusal import Invalid

TIMEOUT, TO_CONNECT = 10.0, 5.0  # seconds
MOST_READ = 65_536  # bytes of an answer that are read


class NotAllowedAddress(Invalid):
    code = "address_not_allowed"
    words = _("Requests to this address are not allowed.")


@dataclass(frozen=True)
class Answer:
    status: int
    body: bytes


def is_public(address: str) -> bool:
    """Whether an IP address is one of the open internet."""
    found = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(found, ipaddress.IPv6Address):
        inner = found.ipv4_mapped or found.sixtofour or (found.teredo[1] if found.teredo else None)
        if inner is not None:
            return is_public(str(inner))
        if found in ipaddress.ip_network("64:ff9b::/96"):
            return is_public(str(ipaddress.IPv4Address(int(found) & 0xFFFFFFFF)))
    return found.is_global and not found.is_multicast and not found.is_reserved


def resolve(host: str, port: int) -> list[str]:
    """Every address of a host, all of them public; NotAllowedAddress otherwise."""
    try:
        found = {str(row[4][0]) for row in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)}
    except (OSError, UnicodeError) as unknown:
        raise NotAllowedAddress(_("The host %(host)s is not known."), host=host[:200]) from unknown
    if not settings.OUTGOING_PRIVATE_ADDRESSES and not all(is_public(address) for address in found):
        raise NotAllowedAddress()
    return sorted(found, key=lambda address: (":" in address, address))


def refuse_private(host: str, port: int) -> None:
    """For connections other than HTTP, which an administrator sets up: the metadata service is refused always."""
    for row in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM):
        if ipaddress.ip_address(str(row[4][0]).partition("%")[0]).is_link_local:
            raise NotAllowedAddress()


def check_url(url: str) -> tuple[str, str, int]:
    """Scheme, host and port of an address that may be called as far as can be told now; NotAllowedAddress otherwise."""
    try:
        parts = urlsplit(url)
        port = parts.port or {"https": 443, "http": 80}.get(parts.scheme, 0)
    except ValueError as broken:
        raise NotAllowedAddress() from broken
    if parts.scheme not in ("http", "https") or not parts.hostname or "@" in parts.netloc or not port:
        raise NotAllowedAddress()
    resolve(parts.hostname, port)
    return parts.scheme, parts.hostname, port


def safe_post(url: str, content: bytes, headers: Mapping[str, str]) -> Answer:
    """POST to an outside address; httpx.HTTPError when it does not answer."""
    import httpx  # 7 MB, which an installation without webhooks need not hold

    scheme, host, port = check_url(url)
    address = resolve(host, port)[0]
    parts = urlsplit(url)
    literal = f"[{address}]" if ":" in address else address
    target = f"{scheme}://{literal}:{port}{parts.path or '/'}" + (f"?{parts.query}" if parts.query else "")
    usual = {"https": 443, "http": 80}[scheme]
    shown = f"[{host}]" if ":" in host else host
    timeout = httpx.Timeout(TIMEOUT, connect=TO_CONNECT)
    with httpx.Client(timeout=timeout, follow_redirects=False, trust_env=False) as client:
        request = client.build_request(
            "POST",
            target,
            content=content,
            headers={**headers, "Host": shown if port == usual else f"{shown}:{port}"},
            extensions={"sni_hostname": host},
        )
        answer = client.send(request, stream=True)
        try:
            body = b""
            for part in answer.iter_bytes():
                body += part
                if len(body) > MOST_READ:
                    break
        finally:
            answer.close()
    return Answer(answer.status_code, body[:MOST_READ])
