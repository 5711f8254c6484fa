"""Each request is answered from one release, and every answer names it."""

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from service.live.releases import LiveReleases

HEADER = "OpenCairn-Release"


class OneRelease:
    """ASGI middleware: picks the live release when a request comes in, so that a later swap does not touch it."""

    def __init__(self, app: ASGIApp, releases: LiveReleases) -> None:
        self._app = app
        self._releases = releases

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        live = self._releases.current
        scope["live_release"] = live

        async def send_named(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).setdefault(HEADER, live.id)
            await send(message)

        await self._app(scope, receive, send_named)
