"""Routes that refuse what they would pass over: a filter that is misspelled or given twice must not look like one."""

from collections.abc import Callable, Collection, Coroutine
from typing import Any, get_args, get_origin

from fastapi import Request, Response
from fastapi.routing import APIRoute

from service.errors import BadParameter
from service.near_names import did_you_mean, near_names


class StrictRoute(APIRoute):
    """A route whose query string holds nothing but its declared parameters, each once unless it is a list.

    Give it as `route_class`.
    """

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        handle = super().get_route_handler()
        parameters = self.dependant.query_params
        known = [field.alias for field in parameters]
        lists = [field.alias for field in parameters if is_list(field.field_info.annotation)]

        async def checked(request: Request) -> Response:
            check_names(request, known)
            check_once(request, lists)
            return await handle(request)

        return checked


def is_list(annotation: object) -> bool:
    """Whether values of the type are lists, or may be."""
    return any(get_origin(each) is list for each in (annotation, *get_args(annotation)))


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


def check_once(request: Request, lists: Collection[str] = ()) -> None:
    """Raise BadParameter for a parameter that is given twice and is none of the lists."""
    for name in request.query_params:
        times = len(request.query_params.getlist(name))
        if times > 1 and name not in lists:
            raise BadParameter(f"`{name}` is given {times} times: give it once.", parameter=name)
