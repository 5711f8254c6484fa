"""Which lane answers a query, and what its workers are given."""

from service.errors import ServiceRefused, UpdateRefused
from service.federation.calls import routed
from service.live.releases import LiveRelease
from service.sparql.protocol_request import READ_ONLY
from service.sparql.query_text import calls_service, form_of
from service.workers.pool import WorkerPool

NO_SERVICE = (
    "This endpoint does not call other endpoints. Remove the SERVICE clause, or run the query in a tool of yours and "
    "call this endpoint from there. If `service` is a prefix of yours, please rename it."
)


def placed(query: str, live: LiveRelease) -> tuple[str, WorkerPool]:
    """The query as the engine gets it, and the pool that answers it; raises Refused for one that must not run."""
    if form_of(query) == "update":
        raise UpdateRefused(READ_ONLY)
    if not calls_service(query):
        return query, live.pool
    if live.federation is None:
        raise ServiceRefused(NO_SERVICE)
    return routed(query, live.federation.outside.endpoints), live.federation
