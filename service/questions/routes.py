"""Routes of questions: the registry, the answers, and the concepts that pickers offer."""

from collections.abc import Sequence
from typing import Annotated, Final, Literal
from urllib.parse import urlencode

from fastapi import APIRouter, Path, Query, Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import JSONResponse, RedirectResponse

from ingest.questions.catalog import Question, Questions
from ingest.questions.examples import example_quads
from ingest.questions.files import TAGS
from service.addresses import base_url, plain_base_url
from service.api.lists import list_response, page_of
from service.api.pages import MOST, After, Limit
from service.api.responses import NAMED, PAGED, QUERYING, READING, WORKING, problems, shaped
from service.api.shapes.lists import ConceptList, QuestionList, SchemeList
from service.api.strict_route import StrictRoute, check_names, check_once
from service.api.value_forms import OneOf
from service.errors import BadParameter, NotFound
from service.execution import desk_of
from service.fair_use.charging import aside
from service.heavy_work import HEAVY_WORK
from service.http.negotiation import prefers_html
from service.linked_data.description import written
from service.linked_data.representations import BY_SUFFIX
from service.live.reading_room import reading_room
from service.live.releases import live_release
from service.networks.errors import NetworkTooLarge
from service.networks.files.exported import labeled
from service.networks.files.formats import FILES, FORMATS, FormatName, file_headers
from service.networks.measures import MEASURES, measured
from service.networks.origin import origin_of
from service.questions import registry
from service.questions.choices import choice_json, concepts_of, schemes_of
from service.questions.errors import answerable
from service.questions.execution import answer_to, bound
from service.questions.forms import chosen
from service.questions.network import network_in
from service.questions.responses import graph_response, rows_response

LONGEST_TEXT: Final = 200
OF_ROWS: Final = ("limit", "after")
OF_ALL: Final = ("format", "describe")
OF_NETWORKS: Final = ("format",)

Name = Annotated[str, Path(max_length=100, description="name of a question, as /api/questions lists them")]
TagName = Annotated[str, OneOf.of(sorted(TAGS))]
Tag = Annotated[TagName | None, Query(description="only questions with this tag")]
Text = Annotated[
    str, Query(max_length=LONGEST_TEXT, description="only questions with these words, the likeliest first")
]
PageSize = Annotated[
    int | None,
    Query(ge=1, le=MOST, description=f"rows at most, up to {MOST}; JSON has 100 without it, other formats all"),
]
Format = Annotated[str | None, Query(max_length=40, description="format of the answer, before `Accept`")]
NetworkFormat = Annotated[
    FormatName, Query(alias="format", description="how the network is written", examples=["graphml"])
]
Describe = Annotated[bool, Query(description="true: tell what the question asks for, do not answer it")]

router = APIRouter(tags=["questions"], route_class=StrictRoute)
open_router = APIRouter(tags=["questions"])
"""Its routes take the parameters of a question, which differ from one to the next, and check them themselves."""


def questions_of(request: Request) -> Questions:
    found: Questions = request.app.state.questions
    return found


def question_of(request: Request, name: str) -> Question:
    with answerable():
        return questions_of(request).named(name)


@router.get(
    "/api/questions",
    summary="The questions that can be asked",
    responses={**shaped(QuestionList), **problems(BadParameter, *PAGED)},
)
@router.get("/api/questions/", include_in_schema=False)
async def all_questions(
    request: Request, tag: Tag = None, q: Text = "", limit: Limit = MOST, after: After = None
) -> JSONResponse:
    found = registry.found(questions_of(request), tag, q)
    page = page_of(request, found, lambda each: each.name, limit, after)
    base = base_url(request)
    return list_response(request, page, [registry.described(each, base) for each in page.things])


@router.get(
    "/api/questions.{suffix}",
    summary="All questions as SPARQL examples",
    response_class=Response,
    responses=problems(*READING),
)
async def as_examples(
    request: Request, suffix: Annotated[Literal["ttl", "jsonld", "nt"], Path(description="form of RDF")]
) -> Response:
    """In the form that SIB's tools read, for the endpoint of this instance."""
    quads = example_quads(questions_of(request).values(), f"{plain_base_url(request)}sparql")
    form = BY_SUFFIX[suffix]
    assert form.format is not None
    data = await run_in_threadpool(written, [quad.triple for quad in quads], form.format)
    return Response(data, headers={"Content-Type": form.content_type})


@open_router.get(
    "/api/questions/{name}", summary="The answer to a question", responses=problems(*QUERYING, *PAGED, *NAMED)
)
@open_router.get("/api/questions/{name}/", include_in_schema=False)
async def answer(
    request: Request,
    name: Name,
    limit: PageSize = None,
    after: After = None,
    format: Format = None,
    describe: Describe = False,
) -> Response:
    """Rows or triples. Which parameters a question takes beside these is told by `describe=true`."""
    question = question_of(request, name)
    values = given(request, question, OF_ALL + (OF_ROWS if question.form == "select" else ()))
    if describe:
        if len(request.query_params) > 1:
            raise BadParameter("`describe=true` tells what a question asks for: give it alone.", parameter="describe")
        told = registry.described(question, base_url(request))
        return JSONResponse({"release": live_release(request).id, **told})
    if format is None and prefers_html(request.headers.get("accept")):
        shown = values | ({"after": after} if after else {})
        return RedirectResponse(f"{base_url(request)}questions/{name}?{urlencode(shown)}".rstrip("?"), 303)
    offer = chosen(request, question, format)
    wanted = await bound(desk_of(request), question, values)
    if question.form == "construct":
        return await graph_response(request, wanted, offer)
    return await rows_response(request, wanted, offer, limit, after)


@open_router.get(
    "/api/questions/{name}/network",
    summary="The network that an answer makes",
    responses={**FILES, **problems(*QUERYING, *NAMED, NetworkTooLarge)},
)
@open_router.get("/api/questions/{name}/network/", include_in_schema=False)
async def network(request: Request, name: Name, form: NetworkFormat = "json") -> Response:
    """The whole answer as a network with measures, for questions that have one: see `network` in /api/questions."""
    question = question_of(request, name)
    columns = question.network
    if columns is None:
        raise NotFound(f"Answers to {name} make no network. Those that do have a `network` at /api/questions.")
    values = given(request, question, OF_NETWORKS)
    desk = desk_of(request)
    desk.account.admit()
    answer = await answer_to(desk, await bound(desk, question, values))
    told = {
        **origin_of(request),
        "question": name,
        "title": question.summary,
        "means": question.description,
        "about": f"{base_url(request)}questions/{name}",
    }

    def work() -> bytes:
        made = network_in(answer, columns)
        facts = {**told, "rows": len(answer.rows), "ties": made.ties}
        return FORMATS[form].write(labeled(desk.live, measured(made, tuple(MEASURES)), facts, {}))

    body = await HEAVY_WORK.do(work, desk.account, admitted=True)
    return Response(body, headers=file_headers(name, form), media_type=FORMATS[form].media_type)


def given(request: Request, question: Question, others: Sequence[str]) -> dict[str, str]:
    """The values of a question's parameters in a query string with no more than these others, and nothing twice."""
    check_names(request, [*question.parameters, *others])
    check_once(request)
    return {name: request.query_params[name] for name in question.parameters if name in request.query_params}


@router.get(
    "/api/concepts",
    summary="The schemes of concepts",
    responses={**shaped(SchemeList), **problems(*WORKING, *PAGED)},
)
@router.get("/api/concepts/", include_in_schema=False)
async def schemes(request: Request, limit: Limit = MOST, after: After = None) -> JSONResponse:
    room = reading_room(live_release(request))
    found = await aside(request.scope["account"], lambda: schemes_of(room))
    page = page_of(request, found, lambda each: each.value, limit, after)
    return list_response(request, page, [choice_json(each) for each in page.things])


@router.get(
    "/api/concepts/{scheme}",
    summary="The concepts of a scheme",
    responses={**shaped(ConceptList), **problems(*WORKING, *NAMED, *PAGED)},
)
@router.get("/api/concepts/{scheme}/", include_in_schema=False)
async def concepts(
    request: Request,
    scheme: Annotated[str, Path(max_length=100, description="name of a scheme, such as region", examples=["region"])],
    limit: Limit = MOST,
    after: After = None,
) -> JSONResponse:
    room = reading_room(live_release(request))
    found = await aside(request.scope["account"], lambda: concepts_of(room, scheme))
    page = page_of(request, found, lambda each: each.value, limit, after)
    return list_response(request, page, [choice_json(each) for each in page.things], scheme=scheme)
