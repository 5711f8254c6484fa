"""Asking the listed endpoints, on behalf of queries."""

from collections.abc import AsyncGenerator, Sequence
from typing import Final

import httpcore

from service.errors import EndpointFailed
from service.federation.public_network import PublicNetwork

CONNECT_SECONDS: Final = 10.0
MOST_CONNECTIONS: Final = 20
OK: Final = 200
REDIRECTS: Final = range(300, 400)

Headers = list[tuple[bytes, bytes]]


class Outside:
    """The listed endpoints.

    Redirects are not followed, certificates are checked, and proxies of the environment are not used.

    Attributes:
        endpoints: their addresses; the place in the list is the number of an endpoint.
    """

    def __init__(self, endpoints: Sequence[str], private_hosts: Sequence[str], seconds: float, most_bytes: int) -> None:
        self.endpoints = endpoints
        self._seconds = seconds
        self._most_bytes = most_bytes
        self._connections = httpcore.AsyncConnectionPool(
            max_connections=MOST_CONNECTIONS, network_backend=PublicNetwork(private_hosts)
        )

    async def close(self) -> None:
        await self._connections.aclose()

    async def ask(self, number: int, headers: Headers, query: bytes) -> AsyncGenerator[bytes, None]:
        """The media type of the answer, and then its bytes; raises EndpointFailed."""
        endpoint = self.endpoints[number]
        timeouts = {"connect": CONNECT_SECONDS, "pool": CONNECT_SECONDS, "read": self._seconds, "write": self._seconds}
        left = self._most_bytes
        try:
            asked = self._connections.stream(
                "POST", endpoint, headers=headers, content=query, extensions={"timeout": timeouts}
            )
            async with asked as answer:
                yield media_type(endpoint, answer)
                async for chunk in answer.aiter_stream():
                    left -= len(chunk)
                    if left < 0:
                        raise EndpointFailed(f"{endpoint} answered with more than {self._most_bytes} bytes.")
                    yield chunk
        except (httpcore.NetworkError, httpcore.TimeoutException, httpcore.ProtocolError) as error:
            raise EndpointFailed(f"{endpoint} did not answer: {error or type(error).__name__}.") from error


def media_type(endpoint: str, answer: httpcore.Response) -> bytes:
    headers = {name.lower(): value for name, value in answer.headers}
    if answer.status in REDIRECTS:
        raise EndpointFailed(f"{endpoint} has moved. Redirects are not followed; tell the operator of this endpoint.")
    if answer.status != OK:
        raise EndpointFailed(f"{endpoint} answered with status {answer.status}.")
    if headers.get(b"content-encoding", b"identity") != b"identity":
        raise EndpointFailed(f"{endpoint} answered in a coding that was not asked for.")
    return headers.get(b"content-type", b"")
