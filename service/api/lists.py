"""The one shape of all lists: a page of results, how many there are in all, and the way to the next page."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from fastapi import Request
from fastapi.responses import JSONResponse

from service.api.cursors import Cursor, key_of, read_cursor, start_after
from service.api.pages import link_header, own_url, page_links
from service.errors import CursorExpired, Json
from service.live.releases import live_release

T = TypeVar("T")


@dataclass(frozen=True)
class Page(Generic[T]):
    """Some things of a list that follow each other.

    Attributes:
        after: where they end; None if nothing follows.
    """

    things: Sequence[T]
    total: int
    limit: int
    after: Cursor | None


def page_of(request: Request, things: Sequence[T], name: Callable[[T], str], limit: int, after: str | None) -> Page[T]:
    """A page of a list that is whole in memory.

    Args:
        request: what is answered.
        things: all of the list, in its order.
        name: what tells a thing from the others.
        limit: how many at most.
        after: the cursor that was given.
    """
    release, keys = live_release(request).id, [key_of(name(each)) for each in things]
    with starting_again(request):
        start = start_after(read_cursor(after) if after is not None else None, release, keys)
    end = min(start + limit, len(things))
    cursor = Cursor(release, end, keys[end - 1]) if start < end < len(things) else None
    return Page(things[start:end], len(things), limit, cursor)


@contextmanager
def starting_again(request: Request) -> Iterator[None]:
    """Tell whoever stood at something that is gone where the list begins."""
    try:
        yield
    except CursorExpired as error:
        raise CursorExpired(error.detail, links={"first": own_url(request, after=None)}) from error


def list_response(request: Request, page: Page[Any], results: Sequence[Json], **more: Json) -> JSONResponse:
    """A page as it is answered; `more` is what this list tells beside it."""
    after = str(page.after) if page.after else None
    links = page_links(request, after)
    told = {
        "release": live_release(request).id,
        "total": page.total,
        "limit": page.limit,
        "after": after,
        "results": results,
        **more,
        "links": links,
    }
    return JSONResponse(told, headers={"Link": link_header(links)})
