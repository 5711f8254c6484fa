"""What a machine needs to know to use the endpoint: SPARQL 1.1 Service Description, with VoID of its graphs.

Clients plan with it, so it claims only what holds: no feature is listed that the endpoint does not have.
"""

from collections.abc import Iterator
from typing import Final

from pyoxigraph import Literal, NamedNode, Store, Triple, serialize

from ingest.namespaces import BASE, PREFIXES, iri
from ingest.release import DUMP, ENDPOINT
from service.live.releases import LiveRelease
from service.workers.query_worker import GRAPH_FORMATS, SOLUTION_FORMATS

USED: Final = ("dct", "foaf", "rdf", "rdfs", "sd", "void", "xsd")
VOID: Final = iri("graph:void")
DATASET: Final = NamedNode(f"{VOID.value}#dataset")
DEFAULT: Final = NamedNode(f"{VOID.value}#default")
SIMPLE: Final = NamedNode("http://www.w3.org/ns/entailment/Simple")
"""Rules run when a release is built; what they add are triples like others, and queries infer nothing."""
PARTITIONS: Final = frozenset({iri("void:classPartition"), iri("void:propertyPartition")})
SUBSET: Final = iri("void:subset")
LEFT_OUT: Final = PARTITIONS | {SUBSET}


def describe(base: str, live: LiveRelease, form: str) -> bytes:
    """The description of the service below `base`, in one of the graph formats."""
    told = live.descriptions[form]
    for address in (ENDPOINT, DUMP):
        told = told.replace(address.encode(), (base + address.removeprefix(BASE)).encode())
    return told


def prepare(live: LiveRelease) -> None:
    """Write the description of the service at ENDPOINT in every format, that first, before anybody asks."""
    rest = {*graphs(live), *details(live.store)}
    ordered = [*service(NamedNode(ENDPOINT)), *sorted(rest, key=str)]
    for name, form in GRAPH_FORMATS.items():
        data = serialize(ordered, format=form, prefixes={each: PREFIXES[each] for each in USED})
        assert data is not None
        live.descriptions[name] = data


def service(endpoint: NamedNode) -> Iterator[Triple]:
    """What the endpoint can do."""
    yield Triple(endpoint, iri("rdf:type"), iri("sd:Service"))
    yield Triple(endpoint, iri("rdfs:label"), Literal("SPARQL endpoint of OpenCairn", language="en"))
    yield Triple(endpoint, iri("sd:endpoint"), endpoint)
    yield Triple(endpoint, iri("sd:supportedLanguage"), iri("sd:SPARQL11Query"))
    yield Triple(endpoint, iri("sd:defaultEntailmentRegime"), SIMPLE)
    formats = [*(form.iri for form in SOLUTION_FORMATS.values()), *(form.iri for form in GRAPH_FORMATS.values())]
    for form in formats:
        yield Triple(endpoint, iri("sd:resultFormat"), NamedNode(form))
    yield Triple(endpoint, iri("sd:defaultDataset"), DATASET)
    yield Triple(endpoint, iri("rdfs:seeAlso"), VOID)


def graphs(live: LiveRelease) -> Iterator[Triple]:
    """The dataset and its graphs, for a release of any age."""
    counts = live.release.manifest.counts
    yield Triple(DATASET, iri("rdf:type"), iri("sd:Dataset"))
    yield Triple(DATASET, iri("dct:identifier"), Literal(live.id))
    yield Triple(DATASET, iri("dct:issued"), Literal(live.release.manifest.created, datatype=iri("xsd:dateTime")))
    yield Triple(DATASET, iri("sd:defaultGraph"), DEFAULT)
    yield from graph(DEFAULT, counts["default_graph"])
    for name, size in counts["graphs"].items():
        local = name.removeprefix(f"{BASE}graph/")
        node, content = NamedNode(f"{VOID.value}#named/{local}"), NamedNode(f"{VOID.value}#graph/{local}")
        yield Triple(DATASET, iri("sd:namedGraph"), node)
        yield Triple(node, iri("rdf:type"), iri("sd:NamedGraph"))
        yield Triple(node, iri("sd:name"), NamedNode(name))
        yield Triple(node, iri("sd:graph"), content)
        yield from graph(content, size)


def graph(node: NamedNode, size: int) -> Iterator[Triple]:
    yield Triple(node, iri("rdf:type"), iri("sd:Graph"))
    yield Triple(node, iri("void:triples"), Literal(size))


def details(store: Store) -> Iterator[Triple]:
    """What the release says of itself: the dataset, each graph, and of the default graph every class and property."""
    yield from told(store, DATASET)
    yield from told(store, DEFAULT)
    for partition in PARTITIONS:
        for one in ends(store, DEFAULT, partition):
            yield Triple(DEFAULT, partition, one)
            yield from told(store, one)
    for named in ends(store, DATASET, iri("sd:namedGraph")):
        yield from told(store, named)
        for content in ends(store, named, iri("sd:graph")):
            yield from told(store, content)
            for publisher in ends(store, content, iri("dct:publisher")):
                yield from told(store, publisher)


def told(store: Store, node: NamedNode) -> Iterator[Triple]:
    for quad in store.quads_for_pattern(node, None, None, VOID):
        if quad.predicate not in LEFT_OUT:
            yield quad.triple


def ends(store: Store, node: NamedNode, prop: NamedNode) -> list[NamedNode]:
    found = (quad.object for quad in store.quads_for_pattern(node, prop, None, VOID))
    return [each for each in found if isinstance(each, NamedNode)]
