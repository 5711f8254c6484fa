"""What a machine needs to know to use the endpoint: SPARQL 1.1 Service Description."""

from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode, Triple, serialize

from ingest.namespaces import BASE, PREFIXES, iri
from service.live.releases import LiveRelease
from service.workers.query_worker import GRAPH_FORMATS, SOLUTION_FORMATS

SD = "http://www.w3.org/ns/sparql-service-description#"
LANGUAGE = NamedNode(SD + "SPARQL11Query")


def describe(base: str, live: LiveRelease, form: str) -> bytes:
    """The description of the endpoint at `base`, in one of the graph formats."""
    endpoint = NamedNode(base + "sparql")
    prefixes = {"sd": SD, "void": PREFIXES["void"], "dct": PREFIXES["dct"], "xsd": PREFIXES["xsd"]}
    written = serialize(triples(endpoint, live), format=GRAPH_FORMATS[form], prefixes=prefixes)
    assert written is not None
    return written


def triples(endpoint: NamedNode, live: LiveRelease) -> Iterator[Triple]:
    def sd(name: str) -> NamedNode:
        return NamedNode(SD + name)

    dataset, default = NamedNode(endpoint.value + "#dataset"), NamedNode(endpoint.value + "#default-graph")
    counts = live.release.manifest.counts
    yield Triple(endpoint, iri("rdf:type"), sd("Service"))
    yield Triple(endpoint, sd("endpoint"), endpoint)
    yield Triple(endpoint, sd("supportedLanguage"), LANGUAGE)
    yield Triple(endpoint, sd("defaultEntailmentRegime"), NamedNode("http://www.w3.org/ns/entailment/Simple"))
    for form in [
        *(known.iri for known in SOLUTION_FORMATS.values()),
        *(known.iri for known in GRAPH_FORMATS.values()),
    ]:
        yield Triple(endpoint, sd("resultFormat"), NamedNode(form))
    yield Triple(endpoint, sd("defaultDataset"), dataset)
    yield Triple(dataset, iri("rdf:type"), sd("Dataset"))
    yield Triple(dataset, iri("dct:identifier"), Literal(live.id))
    yield Triple(dataset, sd("defaultGraph"), default)
    yield Triple(default, iri("rdf:type"), sd("Graph"))
    yield Triple(default, iri("void:triples"), Literal(counts["default_graph"]))
    for name, size in sorted(counts["graphs"].items()):
        node = NamedNode(f"{endpoint.value}#graph/{name.removeprefix(BASE + 'graph/')}")
        graph = NamedNode(f"{node.value}/content")
        yield Triple(dataset, sd("namedGraph"), node)
        yield Triple(node, iri("rdf:type"), sd("NamedGraph"))
        yield Triple(node, sd("name"), NamedNode(name))
        yield Triple(node, sd("graph"), graph)
        yield Triple(graph, iri("rdf:type"), sd("Graph"))
        yield Triple(graph, iri("void:triples"), Literal(size))
