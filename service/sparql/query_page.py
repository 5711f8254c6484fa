"""The query page for browsers: a form, and the answer as a table whose terms can be followed."""

import asyncio
import json
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode

from fastapi import Request, Response
from pyoxigraph import BlankNode, Literal, NamedNode

from service.errors import QueryFailed, ServiceError
from service.explain.answer import refuse_endless
from service.live.reading_room import ReadingRoom, reading_room
from service.live.releases import live_release
from service.operations.exchange import note_outcome, note_query, query_digest
from service.pages import html
from service.pages.cells import Gathered
from service.pages.home import QUESTIONS, with_prefixes
from service.pages.linking import Link
from service.pages.notes import Footnotes
from service.sparql.answers import ask
from service.sparql.placement import placed
from service.sparql.protocol_request import ProtocolRequest
from service.sparql.query_text import form_of
from service.sparql.result_stream import until_gone
from service.workers.query_worker import Job

TEMPLATE: Final = "sparql.html"
MOST_BYTES: Final = 4 * 1024**2
MOST_ROWS: Final = 500
DOWNLOADS: Final = {
    "solutions": (("CSV", "csv"), ("JSON", "json"), ("TSV", "tsv"), ("XML", "xml")),
    "graph": (("Turtle", "turtle"), ("JSON-LD", "jsonld"), ("N-Triples", "ntriples"), ("RDF/XML", "rdfxml")),
}


@dataclass(frozen=True)
class Results:
    """Solutions as a table, a graph as text, or the answer to a yes-or-no question."""

    headings: tuple[str, ...] = ()
    rows: tuple[tuple[Link | None, ...], ...] = ()
    total: int = 0
    text: str = ""


async def show(request: Request, asked: ProtocolRequest) -> Response:
    """The form, with the answer below it if there is a query; errors stand on the page too."""
    query = asked.query or ""
    results, error, status = None, "", 200
    kind = form_of(query) or "solutions" if query else ""
    if query:
        try:
            results = await answered(request, asked, query, kind)
        except ServiceError as failed:
            note_outcome(request.scope, failed)
            error, status = failed.detail, failed.status
    context: dict[str, object] = {
        "query": query,
        "results": results,
        "error": error,
        "downloads": [
            (name, "/sparql?" + urlencode({"query": query, "format": form})) for name, form in DOWNLOADS.get(kind, ())
        ],
        "examples": [Link(name, "/sparql?" + urlencode({"query": with_prefixes(text)})) for name, text in QUESTIONS],
    }
    return html.page(request, TEMPLATE, context, status=status, headers={"Vary": "Accept", "Cache-Control": "no-cache"})


async def answered(request: Request, asked: ProtocolRequest, query: str, kind: str) -> Results:
    """Run the query in a worker, as any query of a stranger."""
    live = live_release(request)
    note_query(request.scope, live.pool.lane, query_digest(query))
    text, pool = placed(query, live)
    job = Job(
        query=text,
        default_graphs=asked.default_graphs,
        named_graphs=asked.named_graphs,
        format="turtle" if kind == "graph" else "json",
        coding="",
        head=False,
    )
    await refuse_endless(request, asked, query)
    gone = asyncio.create_task(until_gone(request.receive))
    try:
        answer = await ask(pool, job, gone, request.scope["account"], asked.timeout)
        data = bytearray()
        async for chunk in answer.chunks():
            data += chunk
            if len(data) > MOST_BYTES:
                raise QueryFailed("The answer is too long for a page: add a LIMIT, or take it as CSV or JSON.")
    finally:
        gone.cancel()
    if kind == "graph":
        return Results(text=data.decode())
    return await asyncio.to_thread(table, reading_room(live), json.loads(data))


def table(room: ReadingRoom, found: "dict[str, object]") -> Results:
    """SPARQL JSON results as links with labels."""
    if "boolean" in found:
        return Results(text="yes" if found["boolean"] else "no")
    head, body = found["head"], found["results"]
    assert isinstance(head, dict) and isinstance(body, dict)
    names: list[str] = head.get("vars", [])
    solutions: list[dict[str, dict[str, str]]] = body["bindings"]
    shown = [[term(row.get(name)) for name in names] for row in solutions[:MOST_ROWS]]
    around = Gathered(room.reader, room.vocabulary, Footnotes(room.reader))
    around.name(one for row in shown for one in row if isinstance(one, NamedNode))
    rows = tuple(tuple(around.link(one) if one is not None else None for one in row) for row in shown)
    return Results(tuple(names), rows, len(solutions))


def term(binding: dict[str, str] | None) -> NamedNode | BlankNode | Literal | None:
    """One binding of SPARQL JSON results; quoted triples are left out."""
    if binding is None or binding["type"] == "triple":
        return None
    if binding["type"] == "uri":
        return NamedNode(binding["value"])
    if binding["type"] == "bnode":
        return BlankNode()
    if "xml:lang" in binding:
        return Literal(binding["value"], language=binding["xml:lang"])
    datatype = binding.get("datatype")
    return Literal(binding["value"], datatype=NamedNode(datatype) if datatype else None)
