"""The pages: server-rendered, without scripts, with nothing from another host."""

from collections.abc import Callable
from typing import Final
from urllib.parse import urlencode

from fastapi import APIRouter, Request, Response

from ingest.questions.catalog import Questions
from service.errors import NotFound
from service.linked_data.representations import REPRESENTATIONS
from service.linked_data.resource_paths import ResourcePath
from service.live.reading_room import ReadingRoom, reading_room
from service.live.releases import live_release
from service.pages import browse as browsing
from service.pages import home, html, ontology, schemes
from service.pages.entity import entity
from service.pages.wording import KINDS

METHODS: Final = ["GET", "HEAD"]
LONGEST_FILTER: Final = 100

router = APIRouter(include_in_schema=False)


@router.api_route("/", methods=METHODS)
def home_page(request: Request) -> Response:
    room = reading_room(live_release(request))
    questions: Questions = request.app.state.questions
    context: dict[str, object] = {
        "figures": home.figures(room.statistics),
        "kinds": room.kinds,
        "example": room.example,
        "questions": home.chosen(questions),
        "number_of_questions": len(questions),
    }
    return html.page(request, "home.html", context)


@router.api_route("/about", methods=METHODS)
@router.api_route("/about/", methods=METHODS)
def about_page(request: Request) -> Response:
    room = reading_room(live_release(request))
    graphs = schemes.graphs(room.reader, room.statistics)
    return html.page(request, "about.html", {"graphs": graphs})


@router.api_route("/browse", methods=METHODS)
@router.api_route("/browse/", methods=METHODS)
def browse_index(request: Request) -> Response:
    kinds = reading_room(live_release(request)).kinds
    return html.page(request, "kinds.html", {"kinds": kinds})


@router.api_route("/browse/{kind}", methods=METHODS)
@router.api_route("/browse/{kind}/", methods=METHODS)
def browse_page(request: Request, kind: str, q: str = "", page: int = 1) -> Response:
    """Things of one kind whose name contains `q`."""
    if kind not in KINDS:
        raise NotFound(f"There is no kind {kind[:60]!r} of thing here: see /browse.", kinds=list(KINDS))
    room = reading_room(live_release(request))
    text = " ".join(q.replace("\0", " ").split())[:LONGEST_FILTER]

    listing = browsing.listing(room.reader, room.vocabulary, room.names.of_kind(kind, text), page)
    name, description = KINDS[kind]
    context: dict[str, object] = {"listing": listing, "kind": kind, "name": name, "description": description}
    context["filter"] = text
    context["address"] = lambda number: f"/browse/{kind}?" + urlencode({"q": text, "page": number})
    return html.page(request, "browse.html", context)


def document(request: Request, room: ReadingRoom, found: ResourcePath, headers: dict[str, str]) -> Response:
    """The page that describes a resource of ours, which is known to exist."""
    template, context = VIEWS.get((found.space, bool(found.name)), entity_view)(room, found)
    forms = [(form.name, f"{found.path}.{form.suffix}", form.media_type) for form in REPRESENTATIONS if form.format]
    return html.page(request, template, {"iri": found.node.value, "forms": forms, **context}, headers=headers)


View = tuple[str, dict[str, object]]


def entity_view(room: ReadingRoom, found: ResourcePath) -> View:
    return "entity.html", {"thing": entity(room.reader, room.vocabulary, found.node)}


def concept_view(room: ReadingRoom, found: ResourcePath) -> View:
    """A concept is a thing like others; a scheme is shown as a tree."""
    if "/" in found.name:
        return entity_view(room, found)
    return "scheme.html", {"scheme": schemes.scheme(room.reader, found.node, room.statistics)}


def schemes_view(room: ReadingRoom, found: ResourcePath) -> View:
    return "schemes.html", {"schemes": schemes.all_schemes(room.reader)}


def ontology_view(room: ReadingRoom, found: ResourcePath) -> View:
    return "ontology.html", {"docs": ontology.documentation(room.reader, room.vocabulary, room.statistics)}


def term_view(room: ReadingRoom, found: ResourcePath) -> View:
    term = ontology.one_term(room.reader, room.vocabulary, found.node, room.statistics)
    return "term.html", {"term": term, "examples": ontology.examples(room.reader, found.node)}


def shapes_view(room: ReadingRoom, found: ResourcePath) -> View:
    return "shapes.html", {"shapes": schemes.shapes(room.reader), "code": found.name}


def graph_view(room: ReadingRoom, found: ResourcePath) -> View:
    graphs = schemes.graphs(room.reader, room.statistics)
    return "graphs.html", {"graphs": graphs, "path": found.path}


VIEWS: Final[dict[tuple[str, bool], Callable[[ReadingRoom, ResourcePath], View]]] = {
    ("concept", True): concept_view,
    ("concept", False): schemes_view,
    ("ontology", False): ontology_view,
    ("ontology", True): term_view,
    ("shapes", False): shapes_view,
    ("shapes", True): shapes_view,
    ("graph", False): graph_view,
    ("graph", True): graph_view,
}
