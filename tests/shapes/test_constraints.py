"""The form of the constraints themselves."""

import re
from pathlib import Path

import pyshacl
import pytest
from rdflib import Graph, Namespace
from rdflib.collection import Collection
from rdflib.namespace import RDF, RDFS
from rdflib.term import BNode, Literal, Node, URIRef

from ingest.data_folders import folder
from ingest.namespaces import PREFIXES
from ingest.shapes import WHOLE_GRAPH, Shapes

SH = Namespace("http://www.w3.org/ns/shacl#")
CAIRN = Namespace(PREFIXES["cairn"])
FILES = sorted(folder("shapes").glob("*.ttl"))
CONSTRAINTS = [
    pytest.param(graph, shape, id=str(shape).rpartition("#")[2])
    for graph in [Graph().parse(path) for path in FILES]
    for shape in sorted(set(graph.subjects(SH.severity)), key=str)
]
OTHER_NODES = (
    SH["class"],
    SH.node,
    SH.property,
    SH.inversePath,
    SH.zeroOrMorePath,
    SH.oneOrMorePath,
    SH.sparql,
)


@pytest.fixture(scope="module")
def ontology() -> Graph:
    return Graph().parse(folder("ontology") / "core.ttl")


@pytest.mark.parametrize(("graph", "shape"), CONSTRAINTS)
def test_a_constraint_has_an_iri_with_its_code_and_says_what_is_wrong_and_what_to_do(graph: Graph, shape: Node) -> None:
    assert isinstance(shape, URIRef)
    code = str(shape).removeprefix(PREFIXES["shape"])
    assert re.fullmatch(r"[A-Z]+-[0-9]{2}", code)
    (message,) = graph.objects(shape, SH.message)
    assert isinstance(message, Literal)
    assert message.language == "en"
    assert re.fullmatch(rf"{code}: [^;]+; .+\.", str(message))


@pytest.mark.parametrize(("graph", "shape"), CONSTRAINTS)
def test_a_constraint_has_one_severity_one_name_and_a_reason(graph: Graph, shape: Node) -> None:
    (severity,) = graph.objects(shape, SH.severity)
    assert severity in (SH.Violation, SH.Warning, SH.Info)
    for wanted in (SH.name, SH.description):
        (text,) = graph.objects(shape, wanted)
        assert isinstance(text, Literal)
        assert text.language == "en"


@pytest.mark.parametrize(("graph", "shape"), CONSTRAINTS)
def test_a_constraint_finds_its_own_targets(graph: Graph, shape: Node) -> None:
    assert {*graph.objects(shape, SH.targetClass), *graph.objects(shape, SH.targetSubjectsOf)}


def test_codes_are_in_one_file_each_and_numbered_without_a_gap() -> None:
    numbers: dict[str, list[int]] = {}
    for param in CONSTRAINTS:
        prefix, _, number = str(param.id).partition("-")
        numbers.setdefault(prefix, []).append(int(number))
    assert {prefix: sorted(found) for prefix, found in numbers.items()} == {
        prefix: list(range(1, len(found) + 1)) for prefix, found in numbers.items()
    }


def test_the_shapes_are_valid_shacl(shapes: Shapes) -> None:
    whole = Graph().parse(folder("shapes") / WHOLE_GRAPH)
    for graph in (shapes.graph, whole):
        conforms, _, text = pyshacl.validate(Graph(), shacl_graph=graph, meta_shacl=True)
        assert conforms, text


def test_a_record_shape_looks_at_one_node_and_its_own_triples_only(shapes: Shapes) -> None:
    assert [predicate for predicate in OTHER_NODES if (None, predicate, None) in shapes.graph] == []
    for path in set(shapes.graph.objects(None, SH.path)):
        if isinstance(path, BNode):
            members = shapes.graph.value(path, SH.alternativePath)
            assert isinstance(members, BNode)
            assert all(isinstance(member, URIRef) for member in Collection(shapes.graph, members))


def test_nothing_limits_how_many_values_a_thing_has_from_several_sources(shapes: Shapes, ontology: Graph) -> None:
    functional_by_source = {CAIRN.parameterCount, CAIRN.activeFrom, CAIRN.activeUntil, CAIRN.projectKind}
    limited = {shapes.graph.value(shape, SH.path) for shape in shapes.graph.subjects(SH.maxCount)}
    assert not limited & functional_by_source
    assert all((term, None, None) in ontology for term in functional_by_source)


@pytest.mark.parametrize(
    "path", [*FILES, *sorted((Path(__file__).parent / "good").iterdir())], ids=lambda path: path.stem
)
def test_shapes_and_examples_use_only_terms_of_the_ontology(path: Path, ontology: Graph) -> None:
    used = set(re.findall(r"\bcairn:([A-Za-z]+)", path.read_text(encoding="utf-8")))
    assert {term for term in used if (CAIRN[term], None, None) not in ontology} == set()


def test_every_property_of_the_ontology_has_a_constraint(shapes: Shapes, ontology: Graph) -> None:
    properties = {
        term for term in ontology.subjects(RDFS.isDefinedBy) if str(term).removeprefix(PREFIXES["cairn"])[0].islower()
    }
    constrained = {*shapes.graph.objects(None, SH.path), *list_members(shapes.graph)}
    annotations = {CAIRN.usesScheme}
    assert properties - constrained - annotations == set()


def test_every_class_of_the_ontology_has_a_constraint(shapes: Shapes, ontology: Graph) -> None:
    classes = {
        term for term in ontology.subjects(RDFS.isDefinedBy) if str(term).removeprefix(PREFIXES["cairn"])[0].isupper()
    }
    assert classes - set(shapes.graph.objects(None, SH.targetClass)) == set()


def test_every_property_with_a_scheme_takes_only_its_concepts(shapes: Shapes, ontology: Graph) -> None:
    unchecked = [
        str(prop)
        for prop, scheme in ontology.subject_objects(CAIRN.usesScheme)
        if not any(
            str(scheme).rpartition("/")[2] in re.split(r"[/()|]", str(pattern))
            for shape in shapes.graph.subjects(SH.path, prop)
            for pattern in shapes.graph.objects(shape, SH.pattern)
        )
    ]
    assert unchecked == []


def list_members(graph: Graph) -> set[Node]:
    return set(graph.objects(None, RDF.first))
