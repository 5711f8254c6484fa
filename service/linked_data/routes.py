"""Every IRI of ours answers here: with a page for people, with RDF for programs."""

from collections.abc import Sequence
from typing import Final

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse
from pyoxigraph import NamedNode, RdfFormat

from ingest.data_folders import folder
from ingest.namespaces import BASE, PREFIXES, iri
from service.addresses import base_url, plain_base_url
from service.errors import NotFound, TooLarge
from service.linked_data.description import describe, graph_content, written
from service.linked_data.representations import (
    BY_SUFFIX,
    RDF_FIRST,
    REPRESENTATIONS,
    SUFFIXES,
    Representation,
    negotiated,
)
from service.linked_data.resource_paths import FORMS, VERSION, ResourcePath, read_path
from service.live.reading_room import ReadingRoom, reading_room
from service.live.releases import live_release
from service.pages import routes as pages
from service.pages.reading import first

METHODS: Final = ["GET", "HEAD"]
CONTEXT_PATH: Final = "/ontology/context.jsonld"
WHOLE_GRAPHS: Final = {
    space: NamedNode(PREFIXES["graph"] + graph)
    for space, graph in (
        ("ontology", "ontology"),
        ("shapes", "shapes"),
        ("concept", "concepts"),
        ("graph", "release"),
        ("question", "questions"),
    )
}
VOID: Final = iri("graph:void")
MOST_QUADS: Final = 200_000
REPLACED: Final = iri("dct:isReplacedBy")

router = APIRouter(include_in_schema=False)


@router.api_route(CONTEXT_PATH, methods=METHODS)
def context(request: Request) -> Response:
    """The JSON-LD context of our terms."""
    data = (folder("ontology") / "context.jsonld").read_bytes()
    return Response(data, media_type="application/ld+json")


@router.api_route("/id", methods=METHODS)
@router.api_route("/id/{kind}", methods=METHODS)
def kind_of_things(request: Request, kind: str = "") -> Response:
    """A kind is no thing: its list is what was meant."""
    return RedirectResponse(address(request, f"/browse/{kind}".rstrip("/")), 303)


@router.api_route("/.well-known/void", methods=METHODS)
@router.api_route("/.well-known/void.{suffix}", methods=METHODS)
def void(request: Request, suffix: str = "") -> Response:
    """Where the description of the dataset stands; programs that do not say what they want get Turtle."""
    if suffix and suffix not in SUFFIXES:
        raise NotFound(f"There is no form {suffix[:20]!r} of the description: there are {', '.join(BY_SUFFIX)}.")
    form = SUFFIXES[suffix] if suffix else negotiated(request.headers.get("accept"), RDF_FIRST)
    headers = {"Vary": "Accept", "Cache-Control": "no-cache"}
    return RedirectResponse(address(request, f"/graph/void.{form.suffix}"), 303, headers)


def dereference(request: Request) -> Response:
    """Send on to the fitting representation, or answer with the one that the suffix names."""
    room = reading_room(live_release(request))
    reader = room.reader
    candidates = read_path(request.scope["path"].removeprefix(request.scope.get("root_path", "")))
    found = next((one for one in candidates if known(room, one)), None)
    if found is None:
        raise missing(candidates)
    moved = first(reader.outgoing([found.node])[found.node], REPLACED)
    if isinstance(moved, NamedNode) and moved.value.startswith(BASE):
        suffix = f".{found.form.suffix}" if found.form else ""
        return RedirectResponse(address(request, "/" + moved.value.removeprefix(BASE) + suffix), 301)
    if found.form is None or request.scope["path"].endswith("/") or is_question_page(found):
        return see_other(request, found)
    return represent(request, room, found, found.form)


def see_other(request: Request, found: ResourcePath) -> Response:
    """A thing is not a document: 303 to the document that describes it in the form asked for."""
    form = found.form or negotiated(request.headers.get("accept"))
    headers = {"Vary": "Accept", "Cache-Control": "no-cache"}
    return RedirectResponse(address(request, document_path(found, form)), 303, headers)


def is_question_page(found: ResourcePath) -> bool:
    return found.space == "question" and found.form is not None and found.form.format is None


def document_path(found: ResourcePath, form: Representation) -> str:
    """Where the description of a thing lies; every version of the ontology is described by the present one.

    The page of a question is that which answers it.
    """
    if found.space == "question" and form.format is None:
        return f"/questions/{found.name}".rstrip("/")
    path = "/ontology" if found.space == "ontology" and VERSION.fullmatch(found.name) else found.path
    return f"{path}.{form.suffix}"


def represent(request: Request, room: ReadingRoom, found: ResourcePath, form: Representation) -> Response:
    headers = {"Link": links(request, room, found, form)}
    if form.format is None:
        return pages.document(request, room, found, headers)
    told = room.live.release.void(form.suffix, plain_base_url(request)) if found.node == VOID else None
    data = rdf(room, found, form.format) if told is None else told
    return Response(data, headers={**headers, "Content-Type": form.content_type})


def rdf(room: ReadingRoom, found: ResourcePath, form: RdfFormat) -> bytes:
    """The description of a thing; the whole ontology, all shapes or a whole graph for their own IRIs."""
    graph = whole_graph(found)
    if graph is not None:
        size = room.statistics["graphs"].get(graph.value, 0)
        if size > MOST_QUADS:
            raise TooLarge(
                f"The graph holds {size:,} triples: take the dump, /dumps/graph.nq.gz, or ask /sparql for a part."
            )
        return graph_content(room.reader.store, graph, form)
    if found.space in ("shapes", "genid"):
        return written({quad.triple for quad in room.reader.store.quads_for_pattern(found.node, None, None)}, form)
    return written(describe(room.reader, found.node), form)


def whole_graph(found: ResourcePath) -> NamedNode | None:
    """The named graph that describes a resource as a whole."""
    if not found.name:
        return WHOLE_GRAPHS[found.space]
    return found.node if found.space == "graph" else None


def known(room: ReadingRoom, found: ResourcePath) -> bool:
    """Whether the release says anything of the resource; a version of the ontology is named by its header."""
    if not found.name or found.node.value in room.statistics["graphs"]:
        return True
    if found.space == "ontology" and VERSION.fullmatch(found.name):
        return next(room.reader.store.quads_for_pattern(None, iri("owl:versionIRI"), found.node), None) is not None
    if found.space == "genid":
        return next(room.reader.store.quads_for_pattern(found.node, None, None), None) is not None
    return room.reader.exists(found.node)


def missing(candidates: Sequence[ResourcePath]) -> NotFound:
    asked = candidates[-1].node.value
    return NotFound(
        f"Nothing is known of the IRI {asked} in this release. Look for it by name under /browse, or ask /sparql.",
        iri=asked,
    )


def links(request: Request, room: ReadingRoom, found: ResourcePath, form: Representation) -> str:
    """A Link header: what the document describes, where it stands, and its other forms."""
    entries = [
        f'<{found.node.value}>; rel="describes"',
        f'<{address(request, f"{found.path}.{form.suffix}")}>; rel="canonical"',
        f'<{address(request, collection(found))}>; rel="collection"',
    ]
    if not from_catalogs(room):
        entries.append('<https://creativecommons.org/publicdomain/zero/1.0/>; rel="license"')
    entries += [
        f'<{address(request, f"{found.path}.{other.suffix}")}>; rel="alternate"; type="{other.media_type}"'
        for other in REPRESENTATIONS
        if other != form
    ]
    return ", ".join(entries)


def from_catalogs(room: ReadingRoom) -> bool:
    """Whether the release holds data of catalogs, which have licenses of their own."""
    return iri("cairn:attribution").value in room.statistics["properties"]


def collection(found: ResourcePath) -> str:
    """The list in which a thing stands."""
    above = found.name.rpartition("/")[0] if found.space == "concept" else ""
    if found.space == "id":
        return f"/browse/{found.name.partition('/')[0]}"
    if found.space == "genid":
        return "/shapes" if found.name.startswith("shapes-") else "/ontology"
    return f"/{found.space}/{above}" if above else f"/{found.space}"


def address(request: Request, path: str) -> str:
    return base_url(request) + path.removeprefix("/")


for space in FORMS:
    router.add_api_route(f"/{space}", dereference, methods=METHODS)
    router.add_api_route(f"/{space}.{{suffix}}", dereference, methods=METHODS)
    router.add_api_route(f"/{space}/{{name:path}}", dereference, methods=METHODS)
