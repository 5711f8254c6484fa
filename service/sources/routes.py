"""`/sources`: the report of the release and of each source, as pages, as JSON and as RDF."""

from collections.abc import Callable, Iterable
from typing import Any, Final

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse
from pyoxigraph import NamedNode, Quad, Store

from ingest.namespaces import iri
from service.errors import NotFound
from service.http.negotiation import Offer, choose
from service.linked_data.description import serialized
from service.linked_data.representations import BY_SUFFIX, OF_FORMAT, OFFERS
from service.live.reading_room import ReadingRoom, reading_room
from service.live.releases import live_release
from service.pages import html
from service.pages.reading import named
from service.sources import report

METHODS: Final = ["GET", "HEAD"]
JSON: Final = Offer("application/json", "json")
OFFERED: Final = (OFFERS[0], JSON, *(offer for offer in OFFERS[1:] if offer.media_type != JSON.media_type))
FORMS: Final = ("html", "json", *OF_FORMAT.values())
NAMES: Final = {"json": "JSON", **{suffix: BY_SUFFIX[suffix].name for suffix in OF_FORMAT.values()}}
GRAPH: Final = iri("graph:report")

router = APIRouter(include_in_schema=False)


@router.api_route("/sources", methods=METHODS)
@router.api_route("/sources/", methods=METHODS)
@router.api_route("/sources.{suffix}", methods=METHODS)
def all_sources(request: Request, suffix: str = "") -> Response:
    """The report as a whole."""
    room, told = told_here(request)

    def page() -> Response:
        links, conflicts = report.in_whole(told)
        context: dict[str, object] = {"sources": report.sources(told), "links": links, "conflicts": conflicts}
        context["passed_over"] = told.get("passed_over", [])  # reports of older releases have none
        return html.page(request, "sources.html", {**context, "forms": forms("/sources")})

    return answer(form_of(request, suffix), page, told, lambda: of_report(room.reader.store))


@router.api_route("/sources/{name}", methods=METHODS)
@router.api_route("/sources/{name}/", methods=METHODS)
def one_source(request: Request, name: str) -> Response:
    """The report of one source; its name may end in a suffix."""
    room, told = told_here(request)
    stem, _, suffix = name.partition(".")
    source = report.named(report.sources(told), stem)
    if source is None or (suffix and suffix not in FORMS):
        raise NotFound(f"This release has no source {name[:60]!r}: see /sources.")

    def page() -> Response:
        context: dict[str, object] = {"source": source, "statuses": report.STATUSES, "forms": forms(source.href)}
        return html.page(request, "source.html", {**context, "most": report.MOST_QUARANTINED})

    graph = NamedNode(source.told["graph"])
    return answer(form_of(request, suffix), page, source.told, lambda: of_source(room.reader.store, graph))


def told_here(request: Request) -> tuple[ReadingRoom, report.Report]:
    """The room of the live release with its report; raises NotFound for a release that has none."""
    room = reading_room(live_release(request))
    if room.report is None:
        raise NotFound("This release has no report of its sources: build it again.")
    return room, room.report


def form_of(request: Request, suffix: str) -> str:
    """The suffix that is asked for, by the address or the Accept header."""
    if suffix and suffix not in FORMS:
        raise NotFound(f"There is no form {suffix[:20]!r} of this report: there are {', '.join(FORMS)}.")
    offer = choose(OFFERED, request.headers.get("accept"), None) if not suffix else None
    return OF_FORMAT.get(offer.format, offer.format) if offer else suffix


def answer(form: str, page: Callable[[], Response], told: Any, quads: Callable[[], list[Quad]]) -> Response:
    if form == "html":
        return page()
    return JSONResponse(told) if form == "json" else rdf(quads(), form)


def rdf(quads: list[Quad], form: str) -> Response:
    representation = BY_SUFFIX[form]
    assert representation.format is not None
    data = serialized((quad.triple for quad in sorted(quads, key=str)), representation.format)
    return Response(data, media_type=representation.content_type)


def of_report(store: Store) -> list[Quad]:
    return list(store.quads_for_pattern(None, None, None, GRAPH))


def of_source(store: Store, graph: NamedNode) -> list[Quad]:
    """The measurements of a source, with the activity that made its graph and what that used."""

    def ends(nodes: Iterable[NamedNode], prop: str) -> list[NamedNode]:
        quads = (quad for node in nodes for quad in store.quads_for_pattern(node, iri(prop), None, GRAPH))
        return named(quad.object for quad in quads)

    measuring = store.quads_for_pattern(None, iri("dqv:computedOn"), graph, GRAPH)
    measured = [quad.subject for quad in measuring if isinstance(quad.subject, NamedNode)]
    made = ends(measured, "prov:wasGeneratedBy")
    used = ends(made, "prov:used")
    wanted = sorted({*measured, *made, *used, graph}, key=str)
    return [quad for node in wanted for quad in store.quads_for_pattern(node, None, None, GRAPH)]


def forms(path: str) -> list[tuple[str, str, str]]:
    """Name, address and media type of each form but the page."""
    types = {"json": JSON.media_type, **{suffix: BY_SUFFIX[suffix].media_type for suffix in OF_FORMAT.values()}}
    return [(NAMES[suffix], f"{path}.{suffix}", types[suffix]) for suffix in FORMS if suffix != "html"]
