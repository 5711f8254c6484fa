from pathlib import Path

import pytest
from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat, Store

from ingest.data_folders import ONTOLOGY
from ingest.inference import describe, infer, rule_files, rule_graph
from ingest.namespaces import PREFIXES, iri

HEADER = "".join(f"@prefix {prefix}: <{namespace}> .\n" for prefix, namespace in PREFIXES.items())


def inferred(turtle: str) -> Store:
    store = Store()
    store.bulk_load(path=ONTOLOGY / "core.ttl", format=RdfFormat.TURTLE)
    store.bulk_load((HEADER + turtle).encode(), format=RdfFormat.TURTLE)
    infer(store)
    return store


def holds(store: Store, subject: str, predicate: str, value: str, graph: NamedNode | None = None) -> bool:
    where = graph or DefaultGraph()
    return Quad(_thing(subject), iri(predicate), _thing(value), where) in store


def _thing(curie: str) -> NamedNode:
    prefix, _, local = curie.partition(":")
    return NamedNode(PREFIXES[prefix] + local)


@pytest.mark.parametrize(
    ("turtle", "expected", "rule"),
    [
        pytest.param(
            "<https://w3id.org/opencairn/id/project/p> a cairn:Collaborative .",
            ("id:project/p", "rdf:type", "cairn:Project"),
            "superclasses",
            id="a collaborative is a project",
        ),
        pytest.param(
            "<https://w3id.org/opencairn/id/project/p> cairn:produces <https://w3id.org/opencairn/id/model/m> .",
            ("id:model/m", "cairn:producedBy", "id:project/p"),
            "inverses",
            id="what produces is what it is produced by",
        ),
        pytest.param(
            "<https://w3id.org/opencairn/id/model/m> cairn:postTrainedOn <https://w3id.org/opencairn/id/dataset/d> .",
            ("id:model/m", "cairn:trainedOn", "id:dataset/d"),
            "superproperties",
            id="post-training is training",
        ),
        pytest.param(
            "<https://w3id.org/opencairn/id/membership/x> org:member <https://w3id.org/opencairn/id/person/a> ;"
            " org:organization <https://w3id.org/opencairn/id/project/p> .",
            ("id:person/a", "org:memberOf", "id:project/p"),
            "memberships",
            id="a role makes a member",
        ),
        pytest.param(
            "<https://w3id.org/opencairn/id/project/p> cairn:ledBy <https://w3id.org/opencairn/id/organization/a> ;"
            " cairn:sponsoredBy <https://w3id.org/opencairn/id/organization/b> .",
            ("id:organization/b", "cairn:collaboratesWith", "id:organization/a"),
            "collaboration",
            id="a shared project is collaboration",
        ),
        pytest.param(
            "<https://w3id.org/opencairn/id/project/p> cairn:relatedProject <https://w3id.org/opencairn/id/project/q> .",
            ("id:project/q", "cairn:relatedProject", "id:project/p"),
            "symmetry",
            id="related projects are related both ways",
        ),
    ],
)
def test_a_rule_adds_what_follows_in_a_graph_of_its_own(turtle: str, expected: tuple[str, str, str], rule: str) -> None:
    store = inferred(turtle)
    assert holds(store, *expected)
    assert holds(store, *expected, graph=iri(f"graph:inferred/{rule}"))


def test_every_rule_is_tested_above_and_says_what_it_does() -> None:
    assert {path.stem for path in rule_files()} == {
        "superclasses",
        "inverses",
        "superproperties",
        "memberships",
        "collaboration",
        "symmetry",
    }
    assert all(describe(path).endswith(".") for path in rule_files())


def test_rules_that_feed_themselves_without_end_are_stopped(tmp_path: Path) -> None:
    (tmp_path / "endless.ru").write_text(
        "# Makes a new node each time.\n"
        "INSERT { GRAPH graph:inferred\\/endless { ?new a cairn:Project } } "
        "WHERE { ?old a cairn:Project BIND(IRI(CONCAT(STR(?old), 'x')) AS ?new) }"
    )
    store = Store()
    store.add(Quad(iri("id:project/p"), iri("rdf:type"), iri("cairn:Project"), DefaultGraph()))
    with pytest.raises(RuntimeError, match="without end"):
        infer(store, tmp_path)


def test_the_graph_of_a_rule_is_named_after_its_file() -> None:
    assert rule_graph(Path("rules/inverses.ru")) == iri("graph:inferred/inverses")
