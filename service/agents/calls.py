"""One call of a tool: who asks, which release answers, and where answers can be seen."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Final

from mcp.server.mcpserver import Context
from mcp.server.mcpserver.exceptions import ToolError
from starlette.requests import Request
from starlette.types import Scope

from ingest.namespaces import BASE
from ingest.questions.catalog import Questions
from service.addresses import plain_base_url
from service.agents.wording import in_words_of_tools
from service.errors import ClientGone, ServiceError
from service.execution import Desk, desk_of
from service.explain.query_reader import QueryReader
from service.fair_use.budgets import Account, Rates
from service.live.reading_room import ReadingRoom, reading_room
from service.live.releases import LiveRelease, LiveReleases
from service.operations.exchange import note_outcome, note_query, query_digest
from service.settings import Settings

UNLIMITED: Final = Rates(0, 0, 0)
ON_STDIO: Final = "stdio"
"""The client at the other end of standard input; it is the only one."""

AnyContext = Context[Any, Any]


@dataclass(frozen=True)
class Call:
    """What a tool needs to answer.

    Attributes:
        base: address of this instance with a slash at its end.
        scope: of the request that carries the call; None on standard input.
    """

    desk: Desk
    base: str
    questions: Questions
    reader: QueryReader
    scope: Scope | None

    @property
    def live(self) -> LiveRelease:
        return self.desk.live

    @property
    def room(self) -> ReadingRoom:
        return reading_room(self.desk.live)

    def carries(self, query: str) -> None:
        """Tell log and metrics which query this call runs."""
        if self.scope is not None:
            note_query(self.scope, self.live.pool.lane, query_digest(query))

    @contextmanager
    def told(self) -> Iterator[None]:
        """Turn errors of ours into what an agent reads: what went wrong, and what to do."""
        try:
            yield
        except ServiceError as error:
            if self.scope is not None:
                note_outcome(self.scope, error)
            raise ToolError(f"{error.title}. {in_words_of_tools(error.detail, self.base)}") from error
        except ClientGone as error:
            if self.scope is not None:
                note_outcome(self.scope, error)
            raise ToolError("The client hung up.") from error


class Office:
    """Makes the call out of what a tool is given; one for each application."""

    def __init__(self, settings: Settings, releases: LiveReleases, questions: Questions, reader: QueryReader) -> None:
        self._base = settings.base_url or BASE
        self._releases = releases
        self._questions = questions
        self._reader = reader
        self._account = Account(ON_STDIO, UNLIMITED)

    def call(self, context: AnyContext) -> Call:
        request = context.request_context.request
        if not isinstance(request, Request):
            desk = Desk(self._releases.current, self._account)
            return Call(desk, self._base, self._questions, self._reader, None)
        return Call(desk_of(request), plain_base_url(request), self._questions, self._reader, request.scope)
