"""Tells each request whose budget it draws on, and each client what is left of it."""

from typing import Final

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from service.fair_use.budgets import Budgets
from service.fair_use.clients import client_of

COUNTED: Final = ("/sparql", "/api", "/questions", "/reconcile", "/why", "/mcp")
"""Where work is done that clients are charged for."""


class FairUse:
    """ASGI middleware around `KeptDocuments`: what one client has left must not be kept and sent to another."""

    def __init__(self, app: ASGIApp, budgets: Budgets) -> None:
        self._app = app
        self._budgets = budgets

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or not is_counted(scope["path"]):
            await self._app(scope, receive, send)
            return
        account = scope["account"] = self._budgets.account(client_of(scope))

        async def send_with_budget(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message["headers"], *self._budgets.fields(account)]
            await send(message)

        await self._app(scope, receive, send_with_budget)


def is_counted(path: str) -> bool:
    return any(path == place or path.startswith(f"{place}/") for place in COUNTED)
