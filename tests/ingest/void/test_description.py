from pathlib import Path

import pytest
import rdflib
from pyoxigraph import (
    DefaultGraph,
    Literal,
    NamedNode,
    QueryBoolean,
    QuerySolutions,
    RdfFormat,
    Store,
    parse,
    serialize,
)

from ingest.build import Inputs, build
from ingest.namespaces import PREFIXES
from ingest.release import VOID_FORMS, Release
from tests.ingest.conftest import write_curated
from tests.ingest.void.shapes import faults

VOID = NamedNode(PREFIXES["graph"] + "void")
TOKENS = ("name-of-the-release", "1970-01-01", "https://w3id.org/opencairn/sparql")
FORMATS = {"ttl": "turtle", "nt": "nt", "rdf": "xml"}
PARSED = {"jsonld": RdfFormat.JSON_LD, "trig": RdfFormat.TRIG}
"""What rdflib reads with warnings, pyoxigraph reads."""
COUNTED = {
    "triples": "COUNT(*)",
    "distinctSubjects": "COUNT(DISTINCT ?s)",
    "distinctObjects": "COUNT(DISTINCT ?o)",
    "properties": "COUNT(DISTINCT ?p)",
    "entities": "COUNT(DISTINCT ?s)",
}


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Release:
    folder = tmp_path_factory.mktemp("described")
    return build(folder / "data", Inputs(curated=write_curated(folder / "curated"))).release


@pytest.fixture(scope="module")
def store(release: Release) -> Store:
    return release.open_store()


def told(store: Store, names: str, where: str) -> list[tuple[str, ...]]:
    """What the description says, one text for each of the variables."""
    found = store.query(f"SELECT {names} {{ {where} }}", prefixes=PREFIXES, default_graph=VOID)
    assert isinstance(found, QuerySolutions)
    return [tuple(row[name[1:]].value for name in names.split()) for row in found]


def number(store: Store, expression: str, where: str, graph: str | None = None) -> int:
    """A number that the store counts in the default graph, or in a named graph in its place."""
    chosen = NamedNode(graph) if graph else DefaultGraph()
    found = store.query(f"SELECT ({expression} AS ?n) {{ {where} }}", prefixes=PREFIXES, default_graph=chosen)
    assert isinstance(found, QuerySolutions)
    value = next(found)["n"]
    assert isinstance(value, Literal)
    return int(value.value)


def graphs(store: Store) -> dict[str, str | None]:
    """The node of each graph in the description with its name; the default graph has none."""
    named = told(store, "?name ?content", "?dataset sd:namedGraph [ sd:name ?name ; sd:graph ?content ]")
    return {f"{VOID.value}#default": None, **{content: name for name, content in named}}


def test_every_graph_is_described(store: Store) -> None:
    assert {name for name in graphs(store).values() if name} == {str(each)[1:-1] for each in store.named_graphs()}


def test_totals_are_what_the_store_counts(store: Store) -> None:
    described = graphs(store)
    for node, name in described.items():
        numbers = [(prop, int(value)) for prop, value in told(store, "?p ?n", f"<{node}> ?p ?n FILTER(isNumeric(?n))")]
        assert numbers
        for prop, value in numbers:
            short = prop.removeprefix(PREFIXES["void"])
            counted = COUNTED.get(short, "COUNT(DISTINCT ?c)")
            where = "?s a ?c" if short == "classes" else "?s ?p ?o"
            assert value == number(store, counted, where, name), (node, short)


@pytest.mark.parametrize("name", [None, "curated", "concepts", "shapes"])
def test_partitions_are_what_the_store_counts(store: Store, name: str | None) -> None:
    graph = PREFIXES["graph"] + name if name else None
    node = f"{VOID.value}#graph/{name}" if name else f"{VOID.value}#default"
    classes = told(store, "?class ?n", f"<{node}> void:classPartition [ void:class ?class ; void:entities ?n ]")
    assert len(classes) == number(store, "COUNT(DISTINCT ?c)", "?s a ?c", graph)
    for cls, entities in classes:
        assert int(entities) == number(store, "COUNT(DISTINCT ?s)", f"?s a <{cls}>", graph)
    properties = told(
        store,
        "?property ?n ?subjects ?objects",
        f"<{node}> void:propertyPartition [ void:property ?property ; void:triples ?n ; "
        "void:distinctSubjects ?subjects ; void:distinctObjects ?objects ]",
    )
    assert len(properties) == number(store, "COUNT(DISTINCT ?p)", "?s ?p ?o", graph)
    for prop, triples, subjects, objects in properties:
        for value, counted in zip((triples, subjects, objects), list(COUNTED.values())[:3], strict=True):
            assert int(value) == number(store, counted, f"?s <{prop}> ?o", graph), (prop, counted)


def test_properties_of_classes_and_what_they_lead_to_are_what_the_store_counts(store: Store) -> None:
    rows = told(
        store,
        "?class ?property ?n ?to ?m",
        f"""<{VOID.value}#default> void:classPartition [ void:class ?class ; void:propertyPartition ?part ]
          FILTER(?class IN (cairn:Project, cairn:Document, cairn:Statement)) ?part void:property ?property ;
          void:triples ?n {{ ?part void:classPartition [ void:class ?to ; void:triples ?m ] }} UNION
          {{ ?part <http://ldf.fi/void-ext#datatypePartition>
             [ <http://ldf.fi/void-ext#datatype> ?to ; void:triples ?m ] }}""",
    )
    assert {"http://www.w3.org/2004/02/skos/core#Concept", PREFIXES["rdf"] + "langString"} <= {row[3] for row in rows}
    for cls, prop, triples, to, leading in rows:
        where = f"?s a <{cls}> ; <{prop}> ?o"
        assert int(triples) == number(store, "COUNT(*)", where)
        assert int(leading) == number(
            store, "COUNT(*)", f"{where} FILTER(EXISTS {{ ?o a <{to}> }} || DATATYPE(?o) = <{to}>)"
        )


def test_linksets_are_what_the_store_counts(store: Store) -> None:
    rows = told(
        store,
        "?property ?n ?spaces",
        """?set a void:Linkset ; void:linkPredicate ?property ; void:triples ?n ; void:objectsTarget ?target
           { SELECT ?target (GROUP_CONCAT(?space) AS ?spaces) { ?target void:uriSpace ?space } GROUP BY ?target }""",
    )
    assert rows
    for prop, triples, spaces in rows:
        starts = " || ".join(f'STRSTARTS(STR(?o), "{space}")' for space in spaces.split())
        ours = 'STRSTARTS(STR(?s), "https://w3id.org/opencairn/")'
        assert int(triples) == number(store, "COUNT(*)", f"?s <{prop}> ?o FILTER(isIRI(?o) && {ours} && ({starts}))")


def test_every_property_and_class_is_of_a_vocabulary_that_is_named(store: Store) -> None:
    vocabularies = tuple(value for (value,) in told(store, "?vocabulary", "?dataset void:vocabulary ?vocabulary"))
    found = store.query("SELECT DISTINCT ?t { { ?s ?t ?o } UNION { GRAPH ?g { ?s ?t ?o } } UNION { ?s a ?t } }")
    assert isinstance(found, QuerySolutions)
    assert [row["t"].value for row in found if not row["t"].value.startswith(vocabularies)] == []


def test_examples_are_things_of_the_release(store: Store) -> None:
    examples = [value for (value,) in told(store, "?example", "?dataset void:exampleResource ?example")]
    assert examples
    for example in examples:
        assert number(store, "COUNT(*)", f"<{example}> a ?class") > 0


def test_the_description_stands_in_its_graph_only_and_describes_nothing_else(store: Store) -> None:
    for question in (
        f'ASK {{ ?s ?p ?o FILTER(STRSTARTS(STR(?s), "{VOID.value}#")) }}',
        f'ASK {{ GRAPH <{VOID.value}> {{ ?s ?p ?o FILTER(!STRSTARTS(STR(?s), "{VOID.value}")) }} }}',
    ):
        answer = store.query(question)
        assert isinstance(answer, QueryBoolean)
        assert not answer, question


@pytest.mark.parametrize("suffix", VOID_FORMS)
def test_documents_say_the_same_with_the_endpoint_and_the_release(release: Release, store: Store, suffix: str) -> None:
    document = release.void(suffix, "https://example.org/cairn/")
    assert document is not None
    assert not [token for token in TOKENS if token.encode() in document]
    if suffix in PARSED:
        triples = serialize((quad.triple for quad in parse(document, PARSED[suffix])), format=RdfFormat.N_TRIPLES)
        document, suffix = triples or b"", "nt"
    graph = rdflib.Graph().parse(data=document, format=FORMATS[suffix])
    dataset = rdflib.URIRef(f"{VOID.value}#dataset")
    assert graph.value(dataset, rdflib.VOID.sparqlEndpoint) == rdflib.URIRef("https://example.org/cairn/sparql")
    assert graph.value(dataset, rdflib.DCTERMS.identifier) == rdflib.Literal(release.id)
    assert len(graph) == len(list(store.quads_for_pattern(None, None, None, VOID))) + 2


def test_the_description_meets_our_shapes(release: Release) -> None:
    document = release.void("nt", "https://example.org/")
    assert document is not None
    assert faults(rdflib.Graph().parse(data=document, format="nt")) == ""


def test_the_shapes_find_what_is_missing(release: Release) -> None:
    document = release.void("nt", "https://example.org/")
    assert document is not None
    graph = rdflib.Graph().parse(data=document, format="nt")
    graph.remove((None, rdflib.VOID.linkPredicate, None))
    graph.remove((rdflib.URIRef(f"{VOID.value}#default"), rdflib.VOID.triples, None))
    assert faults(graph).count("Constraint Violation") == 1 + len(
        set(graph.subjects(rdflib.RDF.type, rdflib.VOID.Linkset))
    )


def test_a_release_of_before_there_were_descriptions_has_none(release: Release, tmp_path: Path) -> None:
    assert Release(tmp_path, release.manifest).void("ttl", "https://example.org/") is None
