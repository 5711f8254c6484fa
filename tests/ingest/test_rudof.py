import logging

import pyoxigraph as ox
import pytest
from rdflib import Graph

from ingest.rudof import Engine, is_panic

LABEL = ox.NamedNode("https://example.org/label")
SHAPE = """
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix e: <https://example.org/> .
e:Short a sh:PropertyShape ; sh:targetSubjectsOf e:label ; sh:path e:label ; sh:pattern "{}" ; sh:severity sh:Info .
"""


def engine(pattern: str = "^.$") -> Engine:
    return Engine(Graph().parse(data=SHAPE.format(pattern)))


def labelled(name: str, label: ox.Literal | ox.NamedNode) -> dict[ox.NamedNode, list[ox.Triple]]:
    node = ox.NamedNode(f"https://example.org/{name}")
    return {node: [ox.Triple(node, LABEL, label)]}


GOOD = labelled("good", ox.Literal("a"))
BAD = labelled("bad", ox.Literal("ab"))


def test_a_node_with_a_result_of_any_severity_is_not_cleared() -> None:
    assert engine().not_cleared({**GOOD, **BAD}) == BAD.keys()
    assert engine().not_cleared(GOOD) == set()


def test_one_batch_says_nothing_about_the_next() -> None:
    one = engine()
    assert [one.not_cleared(nodes) for nodes in (BAD, GOOD, BAD)] == [BAD.keys(), set(), BAD.keys()]


def test_nothing_is_cleared_with_shapes_that_pyrudof_cannot_read(caplog: pytest.LogCaptureFixture) -> None:
    assert engine("a(?=b)").not_cleared({**GOOD, **BAD}) == {**GOOD, **BAD}.keys()
    (record,) = caplog.records
    assert record.levelno == logging.WARNING
    assert record.getMessage().startswith("pyrudof failed on 2 nodes; pySHACL checks them. SHACL error: ")


def test_nothing_is_cleared_by_results_about_other_nodes() -> None:
    (triples,) = BAD.values()
    assert engine().not_cleared({next(iter(GOOD)): triples}) == GOOD.keys()


def test_a_panic_is_told_from_what_must_go_through() -> None:
    panic = type("PanicException", (BaseException,), {"__module__": "pyo3_runtime"})
    assert is_panic(panic("index out of bounds"))
    assert not is_panic(KeyboardInterrupt())
    assert not is_panic(MemoryError())
