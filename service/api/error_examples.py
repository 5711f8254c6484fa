"""One example of each kind of error, for OpenAPI."""

from collections.abc import Iterator
from typing import Any, Final

from service.errors import ServiceError
from service.http.problem import TYPES

INSTANCE: Final = "/api/questions/compute-by-project"
DETAILS: Final = {
    "internal-error": "Something went wrong on our side. It has been logged.",
    "method-not-allowed": "DELETE is not possible here. Allowed: GET, HEAD.",
    "bad-parameter": "`limit` cannot be '0': it must be 1 or more.",
    "syntax-error": "Line 1, column 8: expected a variable.",
    "not-found": "There is no project/big-science in this release. Did you mean project/bigscience?",
    "unknown-question": "There is no question 'compute-by-projects'. All of them: /api/questions.",
    "not-acceptable": "Nothing that is offered fits `Accept: image/png`. Offered are: application/json, text/csv.",
    "too-slow": "The body did not arrive within 30 s.",
    "cursor-expired": "What your page ended with is not in the release any more. Start again at the first page.",
    "too-large": "The batch has 51 queries. Send 50 at once, as the manifest says.",
    "unsupported-media-type": "Send `Content-Type: application/x-www-form-urlencoded`, not application/json.",
    "throttled": "Your queries have taken more than 30 s of work a minute. Wait for 12 s.",
    "worker-lost": "The process that ran the query ended. Please try again.",
    "result-too-large": "The answer has more than 100,000 rows. Narrow it by a parameter.",
    "endpoint-failed": "https://query.example.org/sparql did not answer.",
    "busy": "All query workers are busy. Please try again in 5 s.",
    "search-missing": "Release 0123456789abcdef has no search index that this version of OpenCairn reads.",
    "deadline-passed": "The query was stopped after 30 s. Ask for less: add a LIMIT, name more terms, or split it.",
    "memory-exceeded": "The query needs more memory than 1024 MiB. Ask for less.",
}
"""What went wrong, by kind of error; others are told by their title."""


def every_kind(base: type[ServiceError] = ServiceError) -> Iterator[type[ServiceError]]:
    yield base
    for kind in base.__subclasses__():
        yield from every_kind(kind)


def error_examples() -> dict[str, dict[str, Any]]:
    """An example of each kind of error that this program knows, by the name of the kind."""
    return {kind.slug: example_of(kind) for kind in every_kind()}


def example_of(kind: type[ServiceError]) -> dict[str, Any]:
    told = {
        "type": TYPES + kind.slug,
        "title": kind.title,
        "status": kind.status,
        "detail": DETAILS.get(kind.slug, f"{kind.title}."),
        "instance": INSTANCE,
    }
    return {"summary": kind.title, "value": told}
