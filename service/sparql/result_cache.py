"""Answers of one release, kept in memory: a release never changes, so neither does an answer."""

from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from starlette.types import Scope

from service.operations.exchange import query_digest

LONGEST_ADDRESS: Final = 4096
MOST_ADDRESSES: Final = 20_000
LARGEST_PART: Final = 8
"""One answer may take an eighth of the room."""

Address = tuple[bytes, bytes, bytes]
Headers = tuple[tuple[bytes, bytes], ...]


@dataclass(frozen=True, slots=True)
class Kept:
    """A complete answer as it is sent.

    Attributes:
        query: digest of the query, for the log.
    """

    query: str
    headers: Headers
    body: bytes


class ResultCache:
    """The answers used last, up to a number of bytes.

    An answer is found by its entity tag, and without reading the request when the same one came before, byte for byte.
    """

    def __init__(self, most_bytes: int) -> None:
        self.most_bytes = most_bytes
        self.bytes = 0
        # tuples of bytes and text, past which the garbage collector goes: of so many it would stop everybody
        self._answers: OrderedDict[str, tuple[str, Headers, bytes]] = OrderedDict()
        self._tags: OrderedDict[Address, str] = OrderedDict()

    def __len__(self) -> int:
        return len(self._answers)

    @property
    def largest(self) -> int:
        """Bytes of the largest answer that is kept."""
        return self.most_bytes // LARGEST_PART

    def answer_at(self, address: Address) -> Kept | None:
        """The answer to a request that came before."""
        tag = self._tags.get(address)
        return self.answer(tag) if tag is not None else None

    def answer(self, tag: str) -> Kept | None:
        """The answer with an entity tag."""
        found = self._answers.get(tag)
        if found is None:
            return None
        self._answers.move_to_end(tag)
        return Kept(*found)

    def keep(self, tag: str, answer: Kept) -> None:
        if tag in self._answers or len(answer.body) > self.largest:
            return
        self._answers[tag] = (answer.query, answer.headers, answer.body)
        self.bytes += len(answer.body)
        while self.bytes > self.most_bytes:
            _, (_, _, body) = self._answers.popitem(last=False)
            self.bytes -= len(body)

    def keep_body(self, headers: Mapping[str, str], query: str, body: bytes, address: Address | None) -> Kept:
        """Keep the whole answer to a query by the tag in its headers, and by the address where it was asked for."""
        raw = [(name.lower().encode(), value.encode("latin-1")) for name, value in headers.items()]
        kept = Kept(query_digest(query), (*raw, (b"content-length", str(len(body)).encode())), body)
        self.keep(headers["ETag"], kept)
        if address is not None:
            self.remember(address, headers["ETag"])
        return kept

    def remember(self, address: Address, tag: str) -> None:
        """Let the answer be found by the request itself next time."""
        if sum(map(len, address)) <= LONGEST_ADDRESS:
            self._tags[address] = tag
            if len(self._tags) > MOST_ADDRESSES:
                self._tags.popitem(last=False)


def address_of(scope: Scope) -> Address:
    """What an answer to GET depends on, as bytes of the request."""
    accept = encoding = b""
    for name, value in scope["headers"]:
        if name == b"accept":
            accept = accept + b"," + value if accept else value
        elif name == b"accept-encoding":
            encoding = encoding + b"," + value if encoding else value
    return scope["query_string"], accept, encoding
