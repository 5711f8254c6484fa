"""A network on which only public addresses exist, and those hosts that the operator names."""

import asyncio
import ipaddress
import socket
from collections.abc import Iterable, Sequence
from typing import Final

import httpcore

from service.errors import EndpointFailed

Address = ipaddress.IPv4Address | ipaddress.IPv6Address

NAT64: Final = ipaddress.IPv6Network("64:ff9b::/96")


def is_public(text: str) -> bool:
    """Whether an address is one of the internet, also where it is wrapped into another."""
    address = ipaddress.ip_address(text.partition("%")[0])
    return all(each.is_global and not each.is_multicast for each in [address, *wrapped(address)])


def wrapped(address: Address) -> list[Address]:
    """The IPv4 addresses that an IPv6 address stands for."""
    if isinstance(address, ipaddress.IPv4Address):
        return []
    inside = [address.ipv4_mapped, address.sixtofour, *(address.teredo or ())]
    if address in NAT64 or int(address) < 1 << 32:
        inside.append(ipaddress.IPv4Address(int(address) & 0xFFFFFFFF))
    return [each for each in inside if each is not None]


async def looked_up(host: str, port: int) -> list[str]:
    """The addresses of a host, in the order in which the system likes them."""
    try:
        found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise EndpointFailed(f"The address of {host} is not known.") from error
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


class PublicNetwork(httpcore.AsyncNetworkBackend):
    """Looks names up once and connects to what it has checked, so that no second answer can be another.

    A host with any address that is not public is refused, unless it is among `private_hosts`.
    """

    def __init__(self, private_hosts: Sequence[str]) -> None:
        self._private_hosts = private_hosts
        self._network = httpcore.AnyIOBackend()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        addresses = await looked_up(host, port)
        if host not in self._private_hosts and not all(map(is_public, addresses)):
            raise EndpointFailed(f"{host} has an address in a private network, and the operator does not name it.")
        failure: httpcore.NetworkError | httpcore.TimeoutException | None = None
        for address in addresses:
            try:
                return await self._network.connect_tcp(address, port, timeout, local_address, socket_options)
            except (httpcore.NetworkError, httpcore.TimeoutException) as error:
                failure = error
        raise EndpointFailed(f"{host} cannot be reached.") from failure

    async def sleep(self, seconds: float) -> None:
        await self._network.sleep(seconds)
