"""Pages of questions: all of them by theme, and each with its form, its answer and ways to take it away."""

import asyncio
from typing import Annotated, Final
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Request, Response
from pyoxigraph import NamedNode, RdfFormat, Triple

from ingest.questions.catalog import Question
from ingest.questions.checking import examples
from service.api.pages import After
from service.api.strict_route import StrictRoute, check_names, check_once
from service.errors import ServiceError
from service.execution import desk_of
from service.linked_data.description import written
from service.live.reading_room import reading_room
from service.live.releases import live_release
from service.pages import html
from service.pages.linking import Link
from service.questions import registry
from service.questions.answer import Page
from service.questions.chart import picture
from service.questions.execution import BoundQuestion, bound, page_to, triples_to
from service.questions.fields import fields_of, told_at
from service.questions.forms import format_names
from service.questions.readers import READERS
from service.questions.routes import LONGEST_TEXT, Tag, question_of, questions_of
from service.questions.table import table_of

METHODS: Final = ["GET", "HEAD"]
PAGE_SIZE: Final = 100
MOST_TRIPLES: Final = 200
NOT_KEPT: Final = {"Cache-Control": "no-store"}
SOURCE: Final = ".rq"
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


@router.api_route("/questions", methods=METHODS)
@router.api_route("/questions/", methods=METHODS)
def index(request: Request, q: Annotated[str, Query(max_length=LONGEST_TEXT)] = "", tag: Tag = None) -> Response:
    """All questions by theme, or those with words of `q`, the likeliest first, or those of one theme."""
    questions = questions_of(request)
    found = registry.found(questions, tag, q)
    groups = {tag or "found": found} if tag or (q.split() and found) else registry.by_tag(found)
    context: dict[str, object] = {
        "groups": groups,
        "tagged": registry.tag_counts(questions),
        "readers": [] if tag or q else [(each, each.questions(questions)) for each in READERS],
        "filter": q,
        "tag": tag,
        "total": len(questions),
    }
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
        "query": None,
        "result": None,
        "triples": None,
        "picture": None,
    }
    try:
        context |= await answer(request, question, values, after)
    except ServiceError as error:
        context |= {"error": error, "fields": [told_at(each, error, question.name, values) for each in fields]}
        return html.page(request, "question.html", context, status=error.status, headers=NOT_KEPT)
    headers = NOT_KEPT if any(each.incomplete for each in fields) else None
    return html.page(request, "question.html", context, headers=headers)


async def answer(request: Request, question: Question, values: dict[str, str], after: str | None) -> dict[str, object]:
    """What a page shows of an answer."""
    desk = desk_of(request)
    wanted = await bound(desk, question, values)
    shown: dict[str, object] = {"query": wanted.sparql, "editor": "/sparql?" + urlencode({"query": wanted.sparql})}
    if question.form == "construct":
        triples = await triples_to(desk, wanted)
        text = await asyncio.to_thread(turtle, triples)
        return {**shown, "triples": text, "total": len(triples), "most": MOST_TRIPLES}
    page = await page_to(desk, wanted, PAGE_SIZE, after)
    return {**shown, "result": result_of(request, wanted, page), "picture": picture(question.chart, page.answer)}


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


def result_of(request: Request, wanted: BoundQuestion, page: Page) -> dict[str, object]:
    """The rows of a page, and where the next ones are."""
    nodes = [cell for row in page.rows for cell in row if isinstance(cell, NamedNode)]
    labels = reading_room(live_release(request)).reader.labels(nodes)
    kept = {key: value for key, value in request.query_params.items() if key != "after"}
    at = f"/questions/{wanted.question.name}"
    first = at + (f"?{urlencode(kept)}" if kept else "")
    following = f"{at}?{urlencode({**kept, 'after': page.after})}" if page.after else None
    return {
        "table": table_of(wanted.question, page.answer.columns, page.rows, labels),
        "total": len(page.answer.rows),
        "start": page.start,
        "end": page.start + len(page.rows),
        "first": first,
        "next": following,
    }
