"""Behind a proxy we have a path of our own, which some proxies take off before they ask us and some leave on."""

from typing import TypeVar

from starlette.types import ASGIApp, Receive, Scope, Send


class PublicPrefix:
    """ASGI middleware: takes the path of our public address off, if it is there."""

    def __init__(self, app: ASGIApp, prefix: str) -> None:
        self._app = app
        self._prefix = prefix

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if self._prefix and scope["type"] == "http":
            raw = scope.get("raw_path") or b""
            scope["path"] = without(scope["path"], self._prefix, "/")
            scope["raw_path"] = without(raw, self._prefix.encode(), b"/")
        await self._app(scope, receive, send)


Text = TypeVar("Text", str, bytes)


def without(path: Text, prefix: Text, root: Text) -> Text:
    """The path below the prefix."""
    rest = path.removeprefix(prefix)
    return rest or root if path.startswith(prefix) and (not rest or rest.startswith(root)) else path
