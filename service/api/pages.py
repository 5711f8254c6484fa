"""Pages of lists: their size, and the links from one to the next (RFC 8288)."""

from typing import Annotated, Final

from fastapi import Query, Request
from starlette.datastructures import URL

from service.addresses import base_url

MOST: Final = 1000
USUAL: Final = 100
AFTER_EXAMPLE: Final = "WyIwMTIzNDU2Nzg5YWJjZGVmIiwyMCwiZmVkY2JhOTg3NjU0MzIxMCJd"
"""A cursor of a release that there is not."""

Limit = Annotated[int, Query(ge=1, le=MOST, description=f"how many at most, up to {MOST}", examples=[20])]
After = Annotated[
    str | None,
    Query(
        max_length=400,
        description="where the page before ended: its `after`, as it was given",
        examples=[AFTER_EXAMPLE],
    ),
]


def own_url(request: Request, **changed: str | None) -> str:
    """The public address of a request, with parameters set, or left out if None."""
    url = URL(base_url(request) + request.url.path.lstrip("/")).replace(query=request.url.query)
    removed = [name for name, value in changed.items() if value is None]
    set_to = {name: value for name, value in changed.items() if value is not None}
    return str(url.remove_query_params(removed).include_query_params(**set_to))


def page_links(request: Request, after: str | None) -> dict[str, str]:
    """Addresses of this page, of the first, and of the next if there is one (`after` is its cursor)."""
    links = {"self": own_url(request), "first": own_url(request, after=None)}
    return links | ({"next": own_url(request, after=after)} if after else {})


def link_header(links: dict[str, str]) -> str:
    return ", ".join(f'<{url}>; rel="{relation}"' for relation, url in links.items() if relation in ("first", "next"))
