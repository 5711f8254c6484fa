"""How much there is of what in the default graph and in each named graph.

Each number is the result of a query of this module on that graph, and anybody can ask for it again.
"""

from collections.abc import Iterator
from typing import Final

from pyoxigraph import DefaultGraph, Literal, NamedNode, QuerySolution, QuerySolutions, Store, Triple

from ingest.namespaces import PREFIXES, iri
from ingest.void.names import DATASET, DEFAULT, EXTENSION, THINGS, graph_node, part

COUNTS: Final = (
    "(COUNT(*) AS ?triples) (COUNT(DISTINCT ?s) AS ?distinctSubjects) (COUNT(DISTINCT ?o) AS ?distinctObjects)"
)
TOTALS: Final = f"SELECT {COUNTS} (COUNT(DISTINCT ?p) AS ?properties) (COUNT(DISTINCT ?s) AS ?entities) {{ ?s ?p ?o }}"
THINGS_OF_OURS: Final = f"""SELECT (COUNT(*) AS ?triples) (COUNT(DISTINCT ?s) AS ?entities)
{{ ?s ?p ?o FILTER(STRSTARTS(STR(?s), "{PREFIXES["id"]}")) }}"""
CLASSES: Final = "SELECT ?class (COUNT(DISTINCT ?s) AS ?entities) { ?s a ?class FILTER(isIRI(?class)) } GROUP BY ?class"
PROPERTIES: Final = f"SELECT ?property {COUNTS} {{ ?s ?property ?o }} GROUP BY ?property"
OF_CLASSES: Final = f"""SELECT ?class ?property {COUNTS}
{{ ?s a ?class ; ?property ?o FILTER(isIRI(?class)) }} GROUP BY ?class ?property"""
OBJECT_CLASSES: Final = """SELECT ?class ?property ?object (COUNT(*) AS ?triples)
{ ?s a ?class ; ?property ?o . ?o a ?object FILTER(isIRI(?class) && isIRI(?object)) }
GROUP BY ?class ?property ?object"""
DATATYPES: Final = """SELECT ?class ?property ?datatype (COUNT(*) AS ?triples)
{ ?s a ?class ; ?property ?o BIND(DATATYPE(?o) AS ?datatype) FILTER(isIRI(?class) && BOUND(?datatype)) }
GROUP BY ?class ?property ?datatype"""

PARTITION: Final = {"class": iri("void:classPartition"), "property": iri("void:propertyPartition")}
DATATYPE: Final = NamedNode(EXTENSION + "datatype")
DATATYPE_PARTITION: Final = NamedNode(EXTENSION + "datatypePartition")
NUMBERS: Final = ("triples", "entities", "properties", "distinctSubjects", "distinctObjects")


def triples_of_default(store: Store) -> set[Triple]:
    """Statistics of the default graph, with the properties of each class and what those lead to."""
    found = set(_of_graph(store, DEFAULT, None))
    found |= set(_numbers(THINGS, next(_rows(store, THINGS_OF_OURS, None))))
    found.add(Triple(DATASET, iri("void:subset"), THINGS))
    for row in _rows(store, OF_CLASSES, None):
        found |= set(_partition(_class_part(row), "property", row))
    for row in _rows(store, OBJECT_CLASSES, None):
        of_property = part(_class_part(row), "property", _named(row, "property"))
        node = part(of_property, "class", _named(row, "object"))
        found |= {Triple(of_property, PARTITION["class"], node), Triple(node, iri("void:class"), _named(row, "object"))}
        found |= set(_numbers(node, row))
    for row in _rows(store, DATATYPES, None):
        of_property = part(_class_part(row), "property", _named(row, "property"))
        node = part(of_property, "datatype", _named(row, "datatype"))
        found |= {Triple(of_property, DATATYPE_PARTITION, node), Triple(node, DATATYPE, _named(row, "datatype"))}
        found |= set(_numbers(node, row))
    return found


def triples_of_graph(store: Store, graph: NamedNode) -> set[Triple]:
    """Statistics of a named graph."""
    return set(_of_graph(store, graph_node(graph), graph))


def _of_graph(store: Store, node: NamedNode, graph: NamedNode | None) -> Iterator[Triple]:
    yield Triple(node, iri("rdf:type"), iri("sd:Graph"))
    yield Triple(node, iri("rdf:type"), iri("void:Dataset"))
    yield from _numbers(node, next(_rows(store, TOTALS, graph)))
    classes = list(_rows(store, CLASSES, graph))
    yield Triple(node, iri("void:classes"), Literal(len(classes)))
    for row in classes:
        yield from _partition(node, "class", row)
    for row in _rows(store, PROPERTIES, graph):
        yield from _partition(node, "property", row)


def _partition(whole: NamedNode, kind: str, row: QuerySolution) -> Iterator[Triple]:
    term = _named(row, kind)
    node = part(whole, kind, term)
    yield Triple(whole, PARTITION[kind], node)
    yield Triple(node, iri(f"void:{kind}"), term)
    yield from _numbers(node, row)


def _numbers(node: NamedNode, row: QuerySolution) -> Iterator[Triple]:
    for name in NUMBERS:
        number = row[name]  # None for a column that the query does not have
        if isinstance(number, Literal):
            yield Triple(node, iri(f"void:{name}"), number)


def _class_part(row: QuerySolution) -> NamedNode:
    return part(DEFAULT, "class", _named(row, "class"))


def _named(row: QuerySolution, name: str) -> NamedNode:
    term = row[name]
    assert isinstance(term, NamedNode), f"{name} is no IRI: {term}"
    return term


def _rows(store: Store, query: str, graph: NamedNode | None) -> Iterator[QuerySolution]:
    """The solutions on the default graph, or on a named graph in its place."""
    found = store.query(query, prefixes=PREFIXES, default_graph=graph or DefaultGraph())
    assert isinstance(found, QuerySolutions)
    return found
