"""Answers to questions as HTTP answers, in the format that was asked for."""

import asyncio
from typing import Final
from urllib.parse import urlencode

from fastapi import Request, Response
from fastapi.responses import JSONResponse
from pyoxigraph import Literal, NamedNode

from ingest.questions.parameters import Parameter
from service.addresses import base_url
from service.api.lists import starting_again
from service.api.pages import USUAL, link_header, own_url, page_links
from service.errors import Json
from service.execution import desk_of
from service.http.negotiation import Offer
from service.linked_data.description import written
from service.linked_data.representations import BY_SUFFIX, OF_FORMAT
from service.live.reading_room import reading_room
from service.live.releases import live_release
from service.questions.answer import Page
from service.questions.cells import Labels, cell_json, thing_json
from service.questions.execution import BoundQuestion, page_to, triples_to
from service.questions.forms import JSON, PARQUET, WRITERS
from service.questions.parquet import as_parquet

VARY: Final = {"Vary": "Accept"}


async def rows_response(
    request: Request, wanted: BoundQuestion, offer: Offer, limit: int | None, after: str | None
) -> Response:
    """A page of rows; all of them, or all that follow, where a file is asked for without a limit."""
    if limit is None and offer == JSON:
        limit = USUAL
    with starting_again(request):
        page = await page_to(desk_of(request), wanted, limit, after)
    headers = VARY | {"Link": link_header(page_links(request, page.after))}
    if offer == JSON:
        shown = limit or USUAL
        return await asyncio.to_thread(lambda: JSONResponse(page_json(request, wanted, page, shown), headers=headers))
    name = wanted.question.name
    if offer == PARQUET:
        release = live_release(request).id
        about = {"question": name, "release": release, "url": own_url(request), "total": str(len(page.answer.rows))}
        content: bytes | str = await asyncio.to_thread(as_parquet, wanted.question, page, about)
        headers["Content-Disposition"] = f'attachment; filename="{name}.parquet"'
    else:
        content = await asyncio.to_thread(WRITERS[offer.format], page)
    return Response(content, headers={**headers, "Content-Type": offer.content_type})


async def graph_response(request: Request, wanted: BoundQuestion, offer: Offer) -> Response:
    """The triples of a CONSTRUCT question."""
    found = await triples_to(desk_of(request), wanted)
    form = BY_SUFFIX[OF_FORMAT[offer.format]].format
    assert form is not None
    content = await asyncio.to_thread(written, found, form)
    return Response(content, headers={**VARY, "Content-Type": offer.content_type})


def page_json(request: Request, wanted: BoundQuestion, page: Page, limit: int) -> dict[str, Json]:
    question, reader = wanted.question, reading_room(live_release(request)).reader
    nodes = [term for row in (*page.rows, wanted.terms.values()) for term in row if isinstance(term, NamedNode)]
    labels = reader.labels(nodes)
    columns = [(name, question.expect.type_of(name)) for name in page.answer.columns]
    return {
        "question": question.name,
        "release": live_release(request).id,
        "title": question.summary,
        "parameters": {
            name: given_json(question.parameters[name], term, labels) for name, term in wanted.terms.items()
        },
        "columns": [{"name": name, "type": column} for name, column in columns],
        "rows": [
            {name: cell_json(cell, column, labels) for (name, column), cell in zip(columns, row, strict=True)}
            for row in page.rows
        ],
        "total": len(page.answer.rows),
        "limit": limit,
        "after": page.after,
        "links": page_links(request, page.after) | other_links(request, wanted),
    }


def given_json(parameter: Parameter, term: NamedNode | Literal, labels: Labels) -> Json:
    """What a question was asked with; a default that is no thing of the release, such as `any`, as it is written."""
    if isinstance(term, Literal):
        return term.value
    default = parameter.default
    if default is not None and term not in labels and term == parameter.term(default):
        return default
    return thing_json(term, labels)


def other_links(request: Request, wanted: BoundQuestion) -> dict[str, str]:
    """The page of an answer for people, its query, and the network that it makes if it does."""
    base, name = base_url(request), wanted.question.name
    given = {key: request.query_params[key] for key in wanted.question.parameters if key in request.query_params}
    values = f"?{urlencode(given)}" if given else ""
    links = {
        "page": f"{base}questions/{name}{values}",
        "sparql": f"{base}sparql?{urlencode({'query': wanted.sparql})}",
    }
    return links | ({"network": f"{base}api/questions/{name}/network{values}"} if wanted.question.network else {})
