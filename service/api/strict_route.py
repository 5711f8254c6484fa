"""Routes that refuse parameters which they do not know: a misspelled filter must not look like an answer."""

from collections.abc import Callable, Coroutine
from typing import Any

from fastapi import Request, Response
from fastapi.routing import APIRoute

from service.errors import BadParameter
from service.near_names import did_you_mean, near_names


class StrictRoute(APIRoute):
    """A route whose query string holds nothing but its declared parameters; give it as `route_class`."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        handle = super().get_route_handler()
        known = [field.alias for field in self.dependant.query_params]

        async def refuse_unknown(request: Request) -> Response:
            check_names(request, known)
            return await handle(request)

        return refuse_unknown


def check_names(request: Request, known: list[str]) -> None:
    """Raise BadParameter, with the names most like it, for a parameter that is not known."""
    for name in request.query_params:
        if name not in known:
            near = near_names(name, known)
            hint = did_you_mean(near)
            listed = f"Known are: {', '.join(known)}." if known else "There are none here."
            raise BadParameter(
                f"There is no parameter {name[:80]!r} here.{hint} {listed}", parameter=name[:80], near=near
            )
