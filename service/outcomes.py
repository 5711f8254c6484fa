"""How a query can end, in the words of metrics and log."""

from typing import Final

from service.errors import (
    BadRequest,
    Busy,
    ClientGone,
    DeadlinePassed,
    Endless,
    EndpointFailed,
    MemoryExceeded,
    NotAcceptable,
    QueryFailed,
    Refused,
    ResultTooLarge,
    SyntaxFault,
    Throttled,
    TooComplex,
    WorkerLost,
)

ANSWERED: Final = "answered"
KEPT: Final = "kept"
EXPLAINED: Final = "explained"
UNCHANGED: Final = "unchanged"
ABANDONED: Final = "abandoned"
IDLE_DEATH: Final = "idle_death"
BUG: Final = "bug"
BY_ERROR: Final[tuple[tuple[type[BaseException], str], ...]] = (
    (SyntaxFault, "syntax_error"),
    (TooComplex, "too_complex"),
    (Endless, "endless"),
    (DeadlinePassed, "deadline"),
    (MemoryExceeded, "memory"),
    (ResultTooLarge, "cut_off"),
    (ClientGone, "client_gone"),
    (Busy, "busy"),
    (Throttled, "throttled"),
    (Refused, "refused"),
    (NotAcceptable, "refused"),
    (BadRequest, "refused"),
    (WorkerLost, "lost_worker"),
    (EndpointFailed, "endpoint_failed"),
    (QueryFailed, "failed"),
)
"""The first row that fits counts."""

FAILURES: Final = tuple(name for _, name in BY_ERROR)
OUTCOMES: Final = tuple(dict.fromkeys((ANSWERED, KEPT, UNCHANGED, EXPLAINED, *FAILURES, ABANDONED, BUG)))

LOSSES: Final = (
    "deadline",
    "memory",
    "client_gone",
    "too_complex",
    "lost_worker",
    "endpoint_failed",
    "busy",
    IDLE_DEATH,
    ABANDONED,
)
"""Why a worker was replaced.

How its query ended, or that it died without one, or that nobody wanted the answer.
"""


def outcome_of(error: BaseException) -> str:
    """The outcome of a query that ended with this error."""
    return next((name for kind, name in BY_ERROR if isinstance(error, kind)), BUG)
