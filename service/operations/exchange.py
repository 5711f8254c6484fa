"""What is known of a request while it is being answered; log and metrics tell it when it is over."""

import hashlib
import time
from dataclasses import dataclass, field
from typing import Final

from starlette.types import Scope

from service.outcomes import ANSWERED, outcome_of

KEY: Final = "exchange"
DIGEST_LENGTH: Final = 16


@dataclass
class Query:
    """A query that a request carries.

    Attributes:
        lane: the pool that answers it.
        digest: tells repeated queries without showing what they ask.
        outcome: one of `service.outcomes.OUTCOMES`.
    """

    lane: str
    digest: str
    outcome: str = ANSWERED


@dataclass
class Exchange:
    """One request and what was sent for it; times are in seconds since its start, None before they come."""

    request_id: str
    started: float = field(default_factory=time.perf_counter)
    first_byte: float | None = None
    status: int = 0
    bytes_sent: int = 0
    query: Query | None = None

    def elapsed(self) -> float:
        return time.perf_counter() - self.started


def query_digest(text: str) -> str:
    """The same for queries that differ only in how they are spaced."""
    return hashlib.sha256(" ".join(text.split()).encode()).hexdigest()[:DIGEST_LENGTH]


def exchange_of(scope: Scope) -> Exchange:
    found = scope[KEY]
    assert isinstance(found, Exchange)
    return found


def note_query(scope: Scope, lane: str, digest: str) -> None:
    """Say which query a request carries, by its `query_digest`."""
    exchange_of(scope).query = Query(lane, digest)


def note_outcome(scope: Scope, outcome: str | BaseException) -> None:
    """Say how the query of a request ended, if it carries one."""
    query = exchange_of(scope).query
    if query:
        query.outcome = outcome if isinstance(outcome, str) else outcome_of(outcome)
