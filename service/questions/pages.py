"""Pages of questions: all of them by theme, and each with its form, its answer and ways to take it away."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Final
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Request, Response
from pyoxigraph import Literal, NamedNode, RdfFormat, Triple

from ingest.questions.catalog import Question
from ingest.questions.checking import examples
from service.api.pages import After
from service.api.strict_route import StrictRoute, check_names
from service.asking import desk_of
from service.errors import ServiceError
from service.linked_data.description import written
from service.live.reading_room import reading_room
from service.live.releases import live_release
from service.pages import html
from service.pages.linking import Link, href_of, words
from service.questions import registry
from service.questions.answer import Page
from service.questions.asking import Asked, asked, page_to, triples_to
from service.questions.cells import Labels
from service.questions.chart import picture
from service.questions.fields import fields_of
from service.questions.forms import format_names
from service.questions.routes import LONGEST_TEXT, check_once, question_of, questions_of

METHODS: Final = ["GET", "HEAD"]
PAGE_SIZE: Final = 100
MOST_TRIPLES: Final = 200
NOT_KEPT: Final = {"Cache-Control": "no-store"}
SOURCE: Final = ".rq"
NUMBERS: Final = frozenset({"integer", "number"})
FORMAT_WORDS: Final = {
    "json": "JSON",
    "csv": "CSV",
    "tsv": "TSV",
    "srj": "SPARQL JSON",
    "parquet": "Parquet",
    "ttl": "Turtle",
    "jsonld": "JSON-LD",
    "nt": "N-Triples",
    "rdf": "RDF/XML",
    "trig": "TriG",
}
NETWORK_WORDS: Final = {
    "gexf": "GEXF",
    "graphml": "GraphML",
    "csv": "CSV of edges",
    "nodes": "CSV of nodes",
    "json": "node-link JSON",
}

router = APIRouter(include_in_schema=False, route_class=StrictRoute)
open_router = APIRouter(include_in_schema=False)


@dataclass(frozen=True)
class Column:
    """A column of the table.

    Attributes:
        position: of its cells in a row.
        iri: where the IRI stands that its cells lead to, if there is one.
    """

    heading: str
    position: int
    iri: int | None
    is_number: bool


@router.api_route("/questions", methods=METHODS)
@router.api_route("/questions/", methods=METHODS)
def index(request: Request, q: Annotated[str, Query(max_length=LONGEST_TEXT)] = "") -> Response:
    """All questions by theme, or those with all words of `q`."""
    questions = questions_of(request)
    found = registry.found(questions, None, q)
    context: dict[str, object] = {"groups": registry.by_tag(found), "filter": q, "total": len(questions)}
    return html.page(request, "questions.html", context)


@open_router.api_route("/questions/{name}", methods=METHODS)
@open_router.api_route("/questions/{name}/", methods=METHODS)
async def question_page(request: Request, name: str, after: After = None) -> Response:
    """A question with the answer to the values given, or to its example; `<name>.rq` is its file."""
    if name.endswith(SOURCE):
        question = question_of(request, name.removesuffix(SOURCE))
        check_names(request, [])
        return Response(question.text, media_type="text/plain; charset=utf-8")
    question = question_of(request, name)
    check_names(request, [*question.parameters, "after"])
    check_once(request)
    given = {key: value for key in question.parameters if (value := request.query_params.get(key, "").strip())}
    required = {key for key, parameter in question.parameters.items() if parameter.default is None}
    shows_example = bool(required - given.keys())
    values = {key: value for key, value in examples(question).items() if key in required} | given
    fields = await fields_of(desk_of(request), question, values)
    context: dict[str, object] = {
        "question": question,
        "fields": fields,
        "shows_example": shows_example,
        "downloads": downloads(question, values),
        "networks": networks(question, values),
        "error": None,
        "result": None,
        "triples": None,
        "picture": None,
    }
    try:
        context |= await answer(request, question, values, after)
    except ServiceError as error:
        context["error"] = error
        return html.page(request, "question.html", context, status=error.status, headers=NOT_KEPT)
    headers = NOT_KEPT if any(each.incomplete for each in fields) else None
    return html.page(request, "question.html", context, headers=headers)


async def answer(request: Request, question: Question, values: dict[str, str], after: str | None) -> dict[str, object]:
    """What a page shows of an answer."""
    desk = desk_of(request)
    wanted = await asked(desk, question, values)
    shown: dict[str, object] = {"sparql": "/sparql?" + urlencode({"query": wanted.sparql})}
    if question.form == "construct":
        triples = await triples_to(desk, wanted)
        text = await asyncio.to_thread(turtle, triples)
        return {**shown, "triples": text, "total": len(triples), "most": MOST_TRIPLES}
    page = await page_to(desk, wanted, PAGE_SIZE, after)
    return {**shown, "result": table(request, wanted, page), "picture": picture(question.chart, page.answer)}


def turtle(triples: list[Triple]) -> str:
    """The first of some triples, in an order of their own."""
    return written(sorted(set(triples), key=str)[:MOST_TRIPLES], RdfFormat.TURTLE).decode()


def downloads(question: Question, values: dict[str, str]) -> list[Link]:
    """The answer in every format."""
    at = f"/api/questions/{question.name}?"
    return [Link(FORMAT_WORDS[name], at + urlencode({**values, "format": name})) for name in format_names(question)]


def networks(question: Question, values: dict[str, str]) -> list[Link]:
    """The network that the answer makes, in every format; none if it makes none."""
    at = f"/api/questions/{question.name}/network?"
    return [
        Link(NETWORK_WORDS[name], at + urlencode({**values, "format": name}))
        for name in (NETWORK_WORDS if question.network else ())
    ]


def table(request: Request, wanted: Asked, page: Page) -> dict[str, object]:
    """The rows of a page as cells that lead somewhere."""
    columns = columns_of(wanted.question, page.answer.columns)
    nodes = [cell for row in page.rows for cell in row if isinstance(cell, NamedNode)]
    labels = reading_room(live_release(request)).reader.labels(nodes)
    rows = [[cell_link(row, column, labels) for column in columns] for row in page.rows]
    kept = {key: value for key, value in request.query_params.items() if key != "after"}
    at = f"/questions/{wanted.question.name}"
    first = at + (f"?{urlencode(kept)}" if kept else "")
    following = f"{at}?{urlencode({**kept, 'after': page.after})}" if page.after else None
    end = page.start + len(rows)
    return {
        "columns": columns,
        "rows": rows,
        "total": len(page.answer.rows),
        "start": page.start,
        "end": end,
        "first": first,
        "next": following,
    }


def columns_of(question: Question, names: Sequence[str]) -> list[Column]:
    """The columns, but for IRIs of what stands in another column: that becomes a link."""
    positions = {name: position for position, name in enumerate(names)}
    return [
        Column(
            name.removesuffix("_iri").replace("_", " "),
            position,
            positions.get(f"{name}_iri"),
            question.expect.type_of(name) in NUMBERS,
        )
        for name, position in positions.items()
        if not (name.endswith("_iri") and name.removesuffix("_iri") in positions)
    ]


def cell_link(row: Sequence[object], column: Column, labels: Labels) -> Link | None:
    cell = row[column.position]
    target = row[column.iri] if column.iri is not None else cell
    href = href_of(target) if isinstance(target, NamedNode) else ""
    outside = href.startswith("http")
    if isinstance(cell, NamedNode):
        label = labels.get(cell)
        return Link(label.value if label else words(cell) if href[:1] == "/" else cell.value, href, "", outside)
    if isinstance(cell, Literal):
        return Link(cell.value, href, cell.language or "", outside)
    if cell is None and isinstance(target, NamedNode):
        return Link(words(target), href, "", outside)
    return None if cell is None else Link(str(cell))
