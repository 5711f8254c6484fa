"""The way to the tools over HTTP: POST alone, and not from pages of others."""

import re
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from typing import Any, Final
from urllib.parse import urlsplit

from mcp.server.mcpserver import MCPServer
from mcp.server.transport_security import TransportSecuritySettings
from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from service.agents.calls import Office
from service.agents.server import mcp_server
from service.errors import ForeignOrigin, NotAcceptable, ServiceError, TooLarge, UnsupportedMedia

LOOPBACK: Final = re.compile(r"localhost|127\.\d+\.\d+\.\d+|::1")

REFUSALS: Final[Mapping[int, Callable[[], ServiceError]]] = {
    400: lambda: UnsupportedMedia("Messages are JSON: send them with Content-Type: application/json."),
    406: lambda: NotAcceptable("Answers are JSON: send Accept: application/json, text/event-stream."),
    413: lambda: TooLarge("The message is longer than this server reads; queries and values have to be shorter."),
}
"""What the SDK refuses in a few words or none, by its status, in the form that our errors have."""


class Agents:
    """What agents of one application are answered by; its tools work while it is `open`."""

    def __init__(self, office: Office, request_limit: int) -> None:
        server: MCPServer[Any] = mcp_server(office)
        server.streamable_http_app(
            json_response=True,
            stateless_http=True,
            max_request_body_size=request_limit,
            # its check of hosts knows loopback alone; what the protocol demands is the check of origins, which is ours
            transport_security=TransportSecuritySettings(enable_dns_rebinding_protection=False),
        )
        self._sessions = server.session_manager

    @property
    def app(self) -> ASGIApp:
        return self._sessions.asgi_app

    @asynccontextmanager
    async def open(self) -> AsyncIterator[None]:
        async with self._sessions.run():
            yield


class Door:
    """ASGI application of the route: checks where the request comes from and hands it on."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope)
        refuse_foreign(request)
        agents = request.app.state.agents
        assert isinstance(agents, Agents)
        refused: list[int] = []

        async def sent(message: Message) -> None:
            if is_bare(message):
                refused.append(message["status"])
            if not refused:
                await send(message)

        await agents.app(scope, receive, sent)
        if refused:
            raise REFUSALS[refused[0]]()


def is_bare(message: Message) -> bool:
    """Whether an answer that begins is a refusal without an error of the protocol, which would be JSON."""
    if message["type"] != "http.response.start" or message["status"] not in REFUSALS:
        return False
    return not Headers(raw=message["headers"]).get("content-type", "").startswith("application/json")


def refuse_foreign(request: Request) -> None:
    """Raises ForeignOrigin for what a browser sends for a page of others.

    Ours are those at the configured address; without one, those on its own machine. What the request calls this server
    tells nothing: whoever owns a name can let it lead here.
    """
    origin = request.headers.get("origin")
    if origin is None:
        return
    asked, settings = host_of(origin), request.app.state.settings
    if not (asked == host_of(settings.base_url) if settings.base_url else LOOPBACK.fullmatch(asked)):
        raise ForeignOrigin(
            "A page of another origin asked for this. Use an MCP client outside the browser, or a server of your own: "
            "`opencairn serve`."
        )


def host_of(address: str) -> str:
    """The host in an address; empty if it is none."""
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""
