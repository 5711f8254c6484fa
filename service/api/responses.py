"""What routes can answer beside their data, for OpenAPI."""

from typing import Any, Final

from service.errors import (
    BadParameter,
    Busy,
    CursorExpired,
    DeadlinePassed,
    MemoryExceeded,
    NotAcceptable,
    NotFound,
    ResultTooLarge,
    SearchMissing,
    ServiceError,
    Throttled,
    WorkerLost,
)
from service.http.problem import MEDIA_TYPE

Responses = dict[int | str, dict[str, Any]]

SCHEMA: Final = {"$ref": "#/components/schemas/Problem"}
PROBLEM: Final[dict[str, Any]] = {
    "type": "object",
    "description": "Problem details of RFC 9457; members beyond these tell what the error is about.",
    "required": ["type", "title", "status", "detail", "instance"],
    "properties": {
        "type": {"type": "string", "description": "names the kind of problem"},
        "title": {"type": "string", "description": "the kind in a few words"},
        "status": {"type": "integer"},
        "detail": {"type": "string", "description": "what went wrong this time and what to do"},
        "instance": {"type": "string", "description": "the path that was asked"},
    },
}
READING: Final = (BadParameter, NotAcceptable)
"""Errors of routes that read the release in the server itself."""
WORKING: Final = (BadParameter, Throttled)
"""Errors of routes that do so and charge for it."""
READING_INDEX: Final = (*WORKING, SearchMissing)
"""Errors of those that read its search index."""
QUERYING: Final = (
    *(BadParameter, NotAcceptable, Throttled, WorkerLost, ResultTooLarge),
    *(Busy, DeadlinePassed, MemoryExceeded),
)
"""Errors of routes that run a query."""
PAGED: Final = (CursorExpired,)
NAMED: Final = (NotFound,)


def shaped(shape: object, description: str = "A page of the list") -> Responses:
    """The answer with data, by what its JSON looks like: a class of service/api/shapes."""
    return {200: {"model": shape, "description": description}}


def problems(*kinds: type[ServiceError]) -> Responses:
    """The answers with a problem that a route can give, by status; 304 comes with every GET."""
    found: Responses = {304: {"description": "What you have is what there is"}}
    for status in sorted({kind.status for kind in kinds}):
        same = [kind for kind in kinds if kind.status == status]
        content = {
            "schema": SCHEMA,
            "examples": {kind.slug: {"$ref": f"#/components/examples/{kind.slug}"} for kind in same},
        }
        titles = "; ".join(dict.fromkeys(kind.title for kind in same))
        found[status] = {"description": titles, "content": {MEDIA_TYPE: content}}
    return found
