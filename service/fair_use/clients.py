"""Who asks, as far as fair use needs to tell."""

from functools import lru_cache
from ipaddress import IPv6Address, ip_address
from typing import Final

from starlette.types import Scope

SITE_BITS: Final = 64
"""Whoever has an IPv6 address has this many bits of them."""
LONGEST_NAME: Final = 64


def client_of(scope: Scope) -> str:
    """The client of a request: its address, or its network if that is IPv6; "" when the server cannot know."""
    client = scope.get("client")
    return client_at(client[0]) if client else ""


@lru_cache(maxsize=4096)
def client_at(host: str) -> str:
    """The client at an address; proxies pass on some that are none, which stand for themselves."""
    try:
        address = ip_address(host)
    except ValueError:
        return host[:LONGEST_NAME]
    if not isinstance(address, IPv6Address):
        return str(address)
    if address.ipv4_mapped:
        return str(address.ipv4_mapped)
    return f"{IPv6Address(int(address) >> SITE_BITS << SITE_BITS)}/{SITE_BITS}"
