"""What can go wrong in the service, with the HTTP status that each answer carries.

ServiceError
  x BadRequest          400  BadParameter, SyntaxFault, TooComplex, Endless, NotExplained, PlanUnknown
  x Refused             403  UpdateRefused, ServiceRefused, ForeignOrigin
  x NotFound            404
  x MethodNotAllowed    405
  x NotAcceptable       406
  x TooSlow             408
  x CursorExpired       410
  x TooLarge            413
  x UnsupportedMedia    415
  x Throttled           429
  x QueryFailed         500  WorkerLost, ResultTooLarge
  x EndpointFailed      502
  x Busy                503
  x SearchMissing       503
  x DeadlinePassed      504
  x MemoryExceeded      507
ClientGone                   nobody is left to answer
SettingError                 the program does not start
"""

from collections.abc import Mapping, Sequence
from typing import ClassVar

Json = str | int | float | bool | None | Sequence["Json"] | Mapping[str, "Json"]


class ServiceError(Exception):
    """Base of every error that is answered as a problem (RFC 9457).

    Attributes:
        status: the HTTP status.
        slug: names the kind of problem, the last part of its `type` IRI.
        title: the kind of problem in a few words, the same every time.
        detail: what went wrong this time and what to do.
        headers: extra HTTP headers.
        members: extra members of the problem object.
    """

    status: ClassVar[int] = 500
    slug: ClassVar[str] = "internal-error"
    title: ClassVar[str] = "Internal error"

    def __init__(self, detail: str, headers: dict[str, str] | None = None, **members: Json) -> None:
        super().__init__(detail)
        self.detail = detail
        self.headers = headers or {}
        self.members = members


class BadRequest(ServiceError):
    status, slug, title = 400, "bad-request", "Bad request"


class BadParameter(BadRequest):
    slug, title = "bad-parameter", "A parameter cannot be used"


class SyntaxFault(BadRequest):
    slug, title = "syntax-error", "The query is not valid SPARQL"


class TooComplex(BadRequest):
    slug, title = "too-complex", "The query is nested too deeply"


class Endless(BadRequest):
    slug, title = "endless", "The query asks for more combinations than anybody can wait for"


class NotExplained(BadRequest):
    slug, title = "not-explained", "The query cannot be explained"


class PlanUnknown(NotExplained):
    slug, title = "plan-unknown", "The query can be run, but not explained"


class Refused(ServiceError):
    status, slug, title = 403, "refused", "Refused"


class UpdateRefused(Refused):
    slug, title = "update-refused", "Updates are refused"


class ServiceRefused(Refused):
    slug, title = "service-refused", "SERVICE is refused"


class ForeignOrigin(Refused):
    slug, title = "foreign-origin", "Pages of others must not do this"


class NotFound(ServiceError):
    status, slug, title = 404, "not-found", "Not found"


class MethodNotAllowed(ServiceError):
    status, slug, title = 405, "method-not-allowed", "The method is not possible here"


class NotAcceptable(ServiceError):
    status, slug, title = 406, "not-acceptable", "No offered format fits"


class TooSlow(ServiceError):
    status, slug, title = 408, "too-slow", "The request took too long to arrive"


class CursorExpired(ServiceError):
    status, slug, title = 410, "cursor-expired", "The data has changed and the row you stood at is gone"


class TooLarge(ServiceError):
    status, slug, title = 413, "too-large", "The request is too large"


class UnsupportedMedia(ServiceError):
    status, slug, title = 415, "unsupported-media-type", "The media type is not understood"


class Throttled(ServiceError):
    status, slug, title = 429, "throttled", "Too much work for one client"


class QueryFailed(ServiceError):
    slug, title = "query-failed", "The query failed"


class WorkerLost(QueryFailed):
    slug, title = "worker-lost", "The query ended its worker process"


class ResultTooLarge(QueryFailed):
    slug, title = "result-too-large", "The result is too large"


class EndpointFailed(ServiceError):
    status, slug, title = 502, "endpoint-failed", "An endpoint that the query calls did not answer"


class Busy(ServiceError):
    status, slug, title = 503, "busy", "All query workers are busy"


class SearchMissing(ServiceError):
    status, slug, title = 503, "search-missing", "This release cannot be searched"


class DeadlinePassed(ServiceError):
    status, slug, title = 504, "deadline-passed", "The query took too long"


class MemoryExceeded(ServiceError):
    status, slug, title = 507, "memory-exceeded", "The query needs too much memory"


class ClientGone(Exception):
    """The client hung up before its answer was complete."""


class SettingError(Exception):
    """A setting has a value that cannot be used."""
