"""What the dataset is, what graphs it has and where they come from, and what it links to."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from pyoxigraph import DefaultGraph, Literal, NamedNode, RdfFormat, Store, Triple

from ingest.namespaces import BASE, PREFIXES, iri
from ingest.release import DUMP, ENDPOINT
from ingest.sparql import rows
from ingest.values import integer, string, text
from ingest.void.linksets import Target, target_of
from ingest.void.names import (
    DATASET,
    DEFAULT,
    EXTENSION,
    GRAPH,
    THINGS,
    graph_node,
    linkset_node,
    named_graph_node,
    publisher_node,
    target_node,
)

TITLE: Final = "OpenCairn, the knowledge graph of open-source AI collaboration"
DESCRIPTION: Final = (
    "Who builds open AI, with whom, from which artifacts, in which roles, under which licenses, on whose compute, and "
    "who says so. The default graph is the merged view of all sources; each source has a named graph with what it says."
)
RIGHTS: Final = "Each named graph has the license of its source, as far as one is stated."
OWNER: Final = "opencairn"
ROOT: Final = NamedNode(f"{BASE}graph")
"""It describes all graphs, from which everything is found."""
EXAMPLES: Final = ("cairn:Project", "cairn:ComputePartnership", "cairn:Model", "org:Organization", "cairn:Statement")
"""Of each of these classes one thing is shown, the first by its IRI."""
FORMATS: Final = (RdfFormat.TURTLE, RdfFormat.JSON_LD, RdfFormat.N_TRIPLES, RdfFormat.RDF_XML)
OF_GRAPHS: Final = {"rdfs:label": "dct:title", "dct:description": "dct:description", "dct:license": "dct:license"}
"""What graphs are described by, and how that is said of a dataset."""

OWN: Final = ("dct", "foaf", "rdf", "sd", "void")
"""What the description itself is written in, beside EXTENSION."""
SIMPLE: Final = NamedNode("http://www.w3.org/ns/entailment/Simple")
"""What rules infer is written into the graphs; queries infer nothing."""

LINKS: Final = f"""SELECT ?p ?o (COUNT(*) AS ?n) {{ ?s ?p ?o FILTER(
isIRI(?o) && ?p != rdf:type && !STRSTARTS(STR(?o), "{BASE}") && STRSTARTS(STR(?s), "{BASE}")) }} GROUP BY ?p ?o"""
TERMS: Final = """SELECT DISTINCT ?term {
{ SELECT DISTINCT (?p AS ?term) { { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } } }
UNION { SELECT DISTINCT (?c AS ?term) { { ?s a ?c } UNION { GRAPH ?g { ?s a ?c } } } } }"""

Said = tuple[NamedNode, str, NamedNode | Literal]


def dataset_triples(store: Store, graphs: Sequence[NamedNode], report: Mapping[str, Any]) -> set[Triple]:
    """The dataset, its default graph and its named graphs, without statistics."""
    sources = {source["graph"]: source for source in report["sources"]}
    said = [*_dataset(store, graphs, sources), *_links(store)]
    for graph in graphs:
        said += [*_graph(store, graph), *_source(graph, sources.get(graph.value))]
    return {Triple(subject, iri(predicate), value) for subject, predicate, value in said}


def _dataset(store: Store, graphs: Sequence[NamedNode], sources: Mapping[str, Mapping[str, Any]]) -> Iterator[Said]:
    owner = publisher_node(OWNER)
    yield DATASET, "rdf:type", iri("void:Dataset")
    yield DATASET, "rdf:type", iri("sd:Dataset")
    yield DATASET, "dct:title", text(TITLE)
    yield DATASET, "dct:description", text(DESCRIPTION)
    yield DATASET, "dct:publisher", owner
    yield DATASET, "foaf:homepage", NamedNode(BASE)
    yield owner, "rdf:type", iri("foaf:Agent")
    yield owner, "foaf:name", string("OpenCairn")
    licenses = {source["license"] for source in sources.values()}
    if len(licenses) == 1 and all(licenses):
        yield DATASET, "dct:license", NamedNode(licenses.pop())
    else:
        yield DATASET, "dct:rights", text(RIGHTS)
    yield DATASET, "void:sparqlEndpoint", NamedNode(ENDPOINT)
    yield DATASET, "void:dataDump", NamedNode(DUMP)
    yield DATASET, "void:rootResource", ROOT
    for form in FORMATS:
        yield DATASET, "void:feature", NamedNode(form.iri)
    for example in _examples(store):
        yield DATASET, "void:exampleResource", example
    for vocabulary in _vocabularies(store):
        yield DATASET, "void:vocabulary", vocabulary
    yield DATASET, "void:subset", DEFAULT
    yield DATASET, "sd:defaultGraph", DEFAULT
    yield DEFAULT, "dct:title", text("Default graph: the merged view")
    yield THINGS, "rdf:type", iri("void:Dataset")
    yield THINGS, "dct:title", text("Things of ours in the default graph")
    yield THINGS, "void:uriSpace", string(f"{BASE}id/")
    yield GRAPH, "rdf:type", iri("void:DatasetDescription")
    yield GRAPH, "foaf:primaryTopic", DATASET
    for graph in graphs:
        yield DATASET, "sd:namedGraph", named_graph_node(graph)
        yield DATASET, "void:subset", graph_node(graph)


def _graph(store: Store, graph: NamedNode) -> Iterator[Said]:
    """A named graph with what the release says of it elsewhere."""
    name, content = named_graph_node(graph), graph_node(graph)
    yield name, "rdf:type", iri("sd:NamedGraph")
    yield name, "sd:name", graph
    yield name, "sd:graph", content
    yield name, "sd:entailmentRegime", SIMPLE
    yield content, "rdf:type", iri("sd:Graph")
    yield content, "rdf:type", iri("void:Dataset")
    for given, shown in OF_GRAPHS.items():
        for quad in store.quads_for_pattern(graph, iri(given), None, DefaultGraph()):
            assert isinstance(quad.object, NamedNode | Literal)
            yield content, shown, quad.object


def _source(graph: NamedNode, source: Mapping[str, Any] | None) -> Iterator[Said]:
    """Who publishes what a graph was made from; what is made here is ours."""
    content = graph_node(graph)
    if source is None or source["publisher"] == "OpenCairn":
        yield content, "dct:publisher", publisher_node(OWNER)
        return
    publisher, homepage = publisher_node(source["name"]), NamedNode(source["homepage"])
    yield content, "dct:publisher", publisher
    yield content, "dct:source", homepage
    yield content, "foaf:homepage", homepage
    yield content, "dct:rights", text(source["attribution"])
    yield publisher, "rdf:type", iri("foaf:Agent")
    yield publisher, "foaf:name", string(source["publisher"])
    yield DATASET, "dct:source", homepage


def _examples(store: Store) -> Iterator[NamedNode]:
    for name in EXAMPLES:
        things = store.quads_for_pattern(None, iri("rdf:type"), iri(name), DefaultGraph())
        ours = (quad.subject.value for quad in things if isinstance(quad.subject, NamedNode))
        first = min((one for one in ours if one.startswith(f"{BASE}id/")), default=None)
        if first:
            yield NamedNode(first)


def _vocabularies(store: Store) -> set[NamedNode]:
    """The namespaces of all properties and classes that any graph uses: clients rely on their being complete."""
    terms = (term.value for (term,) in rows(store, TERMS) if isinstance(term, NamedNode))
    own = {NamedNode(space) for space in (EXTENSION, *(PREFIXES[name] for name in OWN))}
    return own | {NamedNode(term[: max(term.rfind("#"), term.rfind("/")) + 1]) for term in terms}


def _links(store: Store) -> Iterator[Said]:
    """Linksets: how often things and terms of ours point at another dataset, by property."""
    counted: Counter[tuple[Target, NamedNode]] = Counter()
    for predicate, value, number in rows(store, LINKS):
        assert isinstance(predicate, NamedNode) and isinstance(value, NamedNode) and isinstance(number, Literal)
        if target := target_of(value.value):
            counted[target, predicate] += int(number.value)
    for target, predicate in counted:
        yield from _linkset(target, predicate, counted[target, predicate])


def _linkset(target: Target, predicate: NamedNode, number: int) -> Iterator[Said]:
    node, other = linkset_node(target.slug, predicate), target_node(target.slug)
    yield node, "rdf:type", iri("void:Linkset")
    yield node, "void:subjectsTarget", DEFAULT
    yield node, "void:objectsTarget", other
    yield node, "void:linkPredicate", predicate
    yield node, "void:triples", integer(str(number))
    yield DATASET, "void:subset", node
    yield other, "rdf:type", iri("void:Dataset")
    yield other, "dct:title", string(target.title)
    yield other, "foaf:homepage", NamedNode(target.homepage)
    for space in target.spaces:
        yield other, "void:uriSpace", string(space)
