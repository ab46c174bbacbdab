"""Who calls: the address behind trusted proxies, and how often it has called lately."""

import hashlib
from ipaddress import IPv6Address, ip_address

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest

from amends.procedure import moment

FORWARDED = ("HTTP_X_FORWARDED_FOR", "HTTP_FORWARDED", "HTTP_X_REAL_IP", "HTTP_VIA")


def address_of(request: HttpRequest) -> str:
    """The peer's address; a forwarded one counts only when every hop after it is a proxy of ours."""
    hops = [
        hop.strip() for hop in str(request.META.get("HTTP_X_FORWARDED_FOR", "")).split(",") if hop.strip()
    ]
    found = str(request.META.get("REMOTE_ADDR", ""))
    while hops and found in settings.TRUSTED_PROXIES:
        found = hops.pop()
    return found


def network_of(address: str) -> str:
    """What is counted together: one IPv4 address, or the /64 that one IPv6 household has."""
    try:
        parsed = ip_address(address)
    except ValueError:
        return "unknown"
    if isinstance(parsed, IPv6Address):
        return (parsed.ipv4_mapped or IPv6Address(int(parsed) >> 64 << 64)).compressed
    return parsed.compressed


def is_this_machine(request: HttpRequest) -> bool:
    """Called from this machine itself; what a proxy on this machine passes on does not count."""
    if any(request.META.get(name) for name in FORWARDED):
        return False
    try:
        return ip_address(str(request.META.get("REMOTE_ADDR", ""))).is_loopback
    except ValueError:
        return False


def _key(what: str, request: HttpRequest, seconds: int) -> str:
    window = int(moment.now().timestamp() // seconds)
    network = hashlib.sha256(network_of(address_of(request)).encode()).hexdigest()[:24]
    return f"calls:{what}:{network}:{window}"


def calls(what: str, request: HttpRequest, seconds: int) -> int:
    """How often the caller did this in the running span of so many seconds."""
    return int(cache.get(_key(what, request, seconds), 0))


def count_call(what: str, request: HttpRequest, seconds: int) -> int:
    """Count one more; two at the same moment may count as one, which harms nothing here."""
    key = _key(what, request, seconds)
    cache.add(key, 0, seconds * 2)
    try:
        return int(cache.incr(key))
    except ValueError:
        return 1
