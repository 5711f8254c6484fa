"""Every constraint has a bad example that trips it alone; every file has a good one that trips nothing."""

from functools import cache
from pathlib import Path

import pyoxigraph as ox
import pyshacl
import pytest
from rdflib import Graph, Namespace
from rdflib.collection import Collection
from rdflib.namespace import RDF
from rdflib.term import BNode, Node, URIRef

from ingest.data_folders import folder
from ingest.namespaces import PREFIXES
from ingest.rdf_files import read_rdf_file
from ingest.shapes import WHOLE_GRAPH, Shapes, code_of
from ingest.validation import Result, validate_rdf_file, validate_whole_graph
from tests.shapes.engines import by_pyrudof, findings

HERE = Path(__file__).parent
BAD = sorted((HERE / "bad").iterdir())
GOOD = sorted((HERE / "good").iterdir())
RECORD_EXAMPLES = [path for path in [*BAD, *GOOD] if not path.stem.upper().startswith("WHOLE")]
RECORD_SHAPES = sorted(path for path in folder("shapes").glob("*.ttl") if path.name != WHOLE_GRAPH)
SH = Namespace("http://www.w3.org/ns/shacl#")


def name(path: Path) -> str:
    return path.stem


@cache
def check(path: Path, shapes: Shapes) -> list[Result]:
    if not path.stem.upper().startswith("WHOLE"):
        return validate_rdf_file(path, shapes)
    store = ox.Store()
    store.load(path=str(path))
    return validate_whole_graph(store, shapes)


@pytest.mark.parametrize("path", BAD, ids=name)
def test_a_bad_example_trips_its_code_and_no_other(path: Path, shapes: Shapes) -> None:
    assert {result.code for result in check(path, shapes)} == {path.stem}


@pytest.mark.parametrize("path", GOOD, ids=name)
def test_a_good_example_trips_nothing(path: Path, shapes: Shapes) -> None:
    assert check(path, shapes) == []


@pytest.mark.parametrize("path", RECORD_EXAMPLES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_pyrudof_finds_the_same(path: Path, shapes: Shapes) -> None:
    triples = [ox.Triple(quad.subject, quad.predicate, quad.object) for quad in read_rdf_file(path)]
    assert by_pyrudof(triples) == findings(check(path, shapes))


def test_every_constraint_has_a_bad_example_and_every_bad_example_a_constraint(shapes: Shapes) -> None:
    codes = {*shapes.constraints, *(constraint.code for constraint in shapes.whole_graph)}
    assert {path.stem for path in BAD} == codes


def test_every_shape_file_has_a_good_example_and_every_good_example_a_shape_file() -> None:
    assert {path.stem for path in GOOD} == {path.stem for path in folder("shapes").glob("*.ttl")}


@pytest.mark.parametrize("path", RECORD_SHAPES, ids=name)
def test_the_good_example_gives_every_constraint_something_to_check(path: Path) -> None:
    constraints = Graph().parse(path)
    example = Graph().parse(HERE / "good" / path.name)
    idle = [
        code_of(shape)
        for shape in constraints.subjects(SH.severity)
        if not any(has_value(constraints, shape, example, node) for node in targets(constraints, shape, example))
    ]
    assert idle == []


def targets(constraints: Graph, shape: Node, example: Graph) -> set[Node]:
    by_class = {
        node for wanted in constraints.objects(shape, SH.targetClass) for node in example.subjects(RDF.type, wanted)
    }
    by_property = {
        node for wanted in constraints.objects(shape, SH.targetSubjectsOf) for node in example.subjects(wanted)
    }
    return by_class | by_property


def has_value(constraints: Graph, shape: Node, example: Graph, node: Node) -> bool:
    path = constraints.value(shape, SH.path)
    if isinstance(path, BNode):
        members = constraints.value(path, SH.alternativePath)
        return isinstance(members, BNode) and any(
            (node, member, None) in example for member in Collection(constraints, members)
        )
    return path is None or (node, path, None) in example


@pytest.mark.parametrize(
    "path", [path for path in BAD if path.name.startswith("WHOLE") and path.suffix == ".ttl"], ids=name
)
def test_pyshacl_finds_the_same_nodes_in_the_whole_graph(path: Path, shapes: Shapes) -> None:
    _, report, _ = pyshacl.validate(
        Graph().parse(path),
        shacl_graph=Graph().parse(folder("shapes") / WHOLE_GRAPH),
        use_shapes=[PREFIXES["shape"] + path.stem],
    )
    assert isinstance(report, Graph)
    found = {
        (code_of(report.value(result, SH.sourceShape)), str(report.value(result, SH.focusNode)))
        for result in report.objects(None, SH.result)
    }
    assert found == {(result.code, result.focus) for result in check(path, shapes)}


def test_examples_are_about_the_example_iris_only() -> None:
    for path in [*BAD, *GOOD]:
        for quad in ox.parse(path=str(path)):
            if isinstance(quad.subject, ox.NamedNode):
                assert URIRef(quad.subject.value).startswith("https://w3id.org/opencairn/"), path
