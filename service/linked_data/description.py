"""What is said of a thing, as RDF that carries its own provenance."""

from collections.abc import Iterable
from typing import Final

from pyoxigraph import NamedNode, Quad, RdfFormat, Store, Triple, serialize

from ingest.namespaces import PREFIXES, iri
from service.errors import NotAcceptable
from service.pages.layouts import layout_of
from service.pages.notes import EVIDENCED
from service.pages.reading import RDF_TYPE, Fact, Reader, named, objects
from service.pages.tables import types_of
from service.workers.xml_bytes import NotInXml, XmlBytes

MOST_LINKS: Final = 1000
INSIDE: Final = frozenset({RDF_TYPE, iri("rdf:predicate")})
USED_PREFIXES: Final = {name: namespace for name, namespace in PREFIXES.items() if name not in ("id", "concept")}


def describe(reader: Reader, node: NamedNode) -> list[Triple]:
    """Triples about the node: its own, those that point at it, the statements that give their sources, labels.

    Things that state something about the node, such as memberships, are given whole; of other neighbors only the
    label and classes. At most MOST_LINKS triples that point at the node are given.
    """
    own = reader.outgoing([node])[node]
    links = reader.links_to(node, MOST_LINKS)
    linked = dict.fromkeys(subject for subjects in links.values() for subject in subjects)
    neighbors = reader.outgoing([*linked, *named(o for _, o in own)])
    whole = {one: facts for one, facts in neighbors.items() if carries(facts)}
    evidence = [o for facts in [own, *whole.values()] for o in named(objects(facts, EVIDENCED))]
    places = reader.outgoing(evidence)
    told = {node: own, **whole, **places}
    around = {o for facts in told.values() for p, o in facts if isinstance(o, NamedNode) and p not in INSIDE}
    return [
        *triples(told),
        *(Triple(subject, prop, node) for prop, subjects in links.items() for subject in subjects),
        *labels(reader, (around | set(linked)) - set(told)),
    ]


def carries(facts: list[Fact]) -> bool:
    """Whether a neighbor exists only to say something: a statement, a membership, a gap."""
    return bool(objects(facts, EVIDENCED)) or layout_of(types_of(facts)) is not None


def triples(facts: dict[NamedNode, list[Fact]]) -> Iterable[Triple]:
    return (Triple(subject, prop, value) for subject, said in facts.items() for prop, value in said)


def labels(reader: Reader, nodes: Iterable[NamedNode]) -> Iterable[Triple]:
    return (Triple(node, iri("rdfs:label"), label) for node, label in reader.labels(nodes).items())


def written(found: Iterable[Triple], form: RdfFormat) -> bytes:
    """The triples in a format, each once, in a stable order."""
    unique = sorted(set(found), key=str)
    return serialized(unique, form)


def graph_content(store: Store, graph: NamedNode, form: RdfFormat) -> bytes:
    """A whole named graph in a format."""
    quads = sorted(store.quads_for_pattern(None, None, None, graph), key=str)
    return serialized(quads if form.supports_datasets else (quad.triple for quad in quads), form)


def serialized(found: Iterable[Triple] | Iterable[Quad], form: RdfFormat) -> bytes:
    """The triples or quads in a format; raises NotAcceptable where XML has no room for them."""
    data = serialize(found, format=form, prefixes=USED_PREFIXES)
    assert data is not None
    if form != RdfFormat.RDF_XML:
        return data
    try:
        return XmlBytes().checked(data)
    except NotInXml as error:
        raise NotAcceptable(f"XML cannot hold {error}, and the document has it. Ask for another form.") from error
