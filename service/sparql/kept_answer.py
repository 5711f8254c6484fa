"""Sending an answer that was made before, or telling the client that it has it already."""

from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from service.http.entity_tags import is_known
from service.operations.exchange import note_outcome, note_query
from service.outcomes import KEPT, UNCHANGED
from service.sparql.result_cache import Kept

NOT_WITH_304 = (b"content-length", b"content-type", b"content-encoding")


class KeptAnswer(Response):
    """An answer from the cache; 304 if its tag is among those that the client has."""

    def __init__(self, kept: Kept) -> None:
        self.kept = kept
        self.status_code = 200
        self.raw_headers = list(kept.headers)
        self.background = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        note_query(scope, scope["live_release"].pool.lane, self.kept.query)
        headers, body = self.raw_headers, self.kept.body
        known = next((value for name, value in scope["headers"] if name == b"if-none-match"), None)
        if known is not None and scope["method"] != "POST" and is_known(known.decode("latin-1"), self._tag()):
            self.status_code = 304
            note_outcome(scope, UNCHANGED)
            headers, body = [each for each in headers if each[0] not in NOT_WITH_304], b""
        else:
            note_outcome(scope, KEPT)
            body = b"" if scope["method"] == "HEAD" else body
        await send({"type": "http.response.start", "status": self.status_code, "headers": headers})
        await send({"type": "http.response.body", "body": body})

    def _tag(self) -> str:
        return next(value.decode() for name, value in self.raw_headers if name == b"etag")
