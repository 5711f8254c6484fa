"""Which addresses may be asked: those of the plan, wherever a redirect points."""

from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

from ingest.errors import FetchFailed

PORTS: Final = {"http": 80, "https": 443}


@dataclass(frozen=True)
class Origins:
    """Scheme, host and port of everything that may be asked."""

    allowed: frozenset[str]

    @classmethod
    def of(cls, *addresses: str) -> "Origins":
        return cls(frozenset(map(origin, addresses)))

    def check(self, address: str, asked: str) -> None:
        """Refuse an address that the answer to `asked` leads to; raises FetchFailed."""
        found = origin(address)
        if found not in self.allowed:
            raise FetchFailed(
                f"{asked}: leads to {found}, which is none of {', '.join(sorted(self.allowed))}. "
                "If that is right, fetch from there with --from"
            )


def origin(address: str) -> str:
    """Scheme, host and port.

    >>> origin("HTTPS://Example.org/path")
    'https://example.org:443'

    Raises:
        FetchFailed: it is no address of the web, or names a user.
    """
    try:
        parts = urlsplit(address)
        host, port = parts.hostname, parts.port
    except ValueError as error:
        raise FetchFailed(f"{address[:200]!r} is no address: {error}") from error
    if parts.scheme not in PORTS or not host or "@" in parts.netloc:
        raise FetchFailed(f"{address[:200]!r} cannot be fetched: http:// or https:// and a host are expected")
    return f"{parts.scheme}://{host}:{port or PORTS[parts.scheme]}"
