from itertools import islice, pairwise

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, Store

from ingest.namespaces import iri
from service.paths.links import HUB, Links
from service.paths.search import MOST_RANKED, Bounds, Path, PathsFound, Side, find_paths, hubs_on, joined

RELATED = iri("cairn:relatedProject")
NODES = 10
EDGES = st.sets(
    st.tuples(st.integers(0, NODES), st.integers(0, NODES)).filter(lambda pair: pair[0] != pair[1]), max_size=18
)


def project(name: object) -> NamedNode:
    return iri(f"id:project/{name}")


def store_of(*triples: tuple[NamedNode, NamedNode, NamedNode | Literal]) -> Store:
    store = Store()
    store.extend(Quad(*triple) for triple in triples)
    return store


USUAL = Bounds()


def search(
    store: Store, start: NamedNode, end: NamedNode, limit: int = MOST_RANKED, bounds: Bounds = USUAL
) -> PathsFound:
    return find_paths(Links(store, (start, end)), start, end, limit, bounds)


def slugs(paths: tuple[Path, ...]) -> list[str]:
    return [" ".join(node.value.rsplit("/", 1)[1] for node in path) for path in paths]


@settings(max_examples=150, deadline=None)
@given(EDGES)
def test_exactly_the_shortest_paths_are_found(edges: set[tuple[int, int]]) -> None:
    store = store_of(*((project(one), RELATED, project(other)) for one, other in edges))
    found = search(store, project(0), project(1), bounds=Bounds(steps=NODES))
    graph = nx.Graph(list(edges))
    graph.add_nodes_from([0, 1])
    expected = nx.all_shortest_paths(graph, 0, 1) if nx.has_path(graph, 0, 1) else []
    assert sorted(slugs(found.paths)) == sorted(" ".join(map(str, path)) for path in expected)
    assert found.complete


def test_more_paths_than_are_ranked_are_not_all_that_there_are() -> None:
    layers = [project("a")], [project(f"b{number}") for number in range(50)], [project(f"c{n}") for n in range(50)]
    steps = [(one, other) for near, far in pairwise((*layers, [project("z")])) for one in near for other in far]
    found = search(store_of(*((one, RELATED, other) for one, other in steps)), project("a"), project("z"))
    assert len(found.paths) == MOST_RANKED and not found.complete


def test_nothing_is_zero_steps_from_itself() -> None:
    found = search(store_of((project("a"), RELATED, project("b"))), project("a"), project("a"))
    assert slugs(found.paths) == ["a"]


@pytest.mark.parametrize(
    ("prop", "middle"),
    [
        ("rdf:type", "cairn:Project"),
        ("cairn:locatedIn", "concept:country/fra"),
        ("cairn:hasLicense", "id:license/mit"),
        ("cairn:usesPlatform", "id:platform/github"),
        ("cairn:usesChannel", "id:channel/slack"),
        ("cairn:evidencedBy", "id:evidence/e1"),
        ("cairn:servedBy", "id:organization/seller"),
        ("cairn:collaboratesWith", "id:organization/partner"),
    ],
)
def test_what_things_have_in_common_does_not_connect_them(prop: str, middle: str) -> None:
    store = store_of(*((project(each), iri(prop), iri(middle)) for each in "ab"))
    assert not search(store, project("a"), project("b")).paths


def test_what_one_asks_about_connects_whatever_its_kind() -> None:
    for prop, common in (("cairn:hasLicense", "id:license/mit"), ("cairn:usesChannel", "id:channel/mit")):
        store = store_of((project("a"), iri(prop), iri(common)))
        assert slugs(search(store, project("a"), iri(common)).paths) == ["a mit"]
    seller = iri("id:organization/seller")
    store = store_of((iri("id:model/m"), iri("cairn:servedBy"), seller))
    assert slugs(search(store, seller, iri("id:model/m")).paths) == ["seller m"]


def test_a_hub_is_passed_over_unless_the_way_around_is_much_longer() -> None:
    spokes = [(project(f"s{number}"), RELATED, project("hub")) for number in range(HUB + 1)]
    ends = [(project(each), RELATED, project("hub")) for each in "ab"]
    around = [(project(one), RELATED, project(other)) for one, other in ("ax", "xy", "yb")]
    store = store_of(*spokes, *ends, *around)
    found = search(store, project("a"), project("b"))
    assert slugs(found.paths) == ["a x y b", "a hub b"]
    links = Links(store, (project("a"), project("b")))
    assert [hubs_on(links, path) for path in found.paths] == [[], [project("hub")]]
    longer = store_of(*spokes, *ends, *((project(one), RELATED, project(other)) for one, other in ("ax", "xy", "yz")))
    longer.extend([Quad(project("z"), RELATED, project("w")), Quad(project("w"), RELATED, project("b"))])
    assert slugs(search(longer, project("a"), project("b")).paths) == ["a hub b", "a x y z w b"]
    assert slugs(search(longer, project("hub"), project("s7")).paths) == ["hub s7"]


def test_rarely_connected_things_explain_more_than_common_ones() -> None:
    common = [(project(f"s{number}"), RELATED, project("common")) for number in range(9)]
    ways = [(project(end), RELATED, project(middle)) for end in "ab" for middle in ("common", "rare")]
    assert slugs(search(store_of(*common, *ways), project("a"), project("b")).paths) == ["a rare b", "a common b"]


def test_paths_that_differ_in_records_alone_are_told_once() -> None:
    roles = [iri(f"id:membership/r{number}") for number in range(3)]
    person, org = iri("id:person/p"), iri("org:organization")
    triples = [(role, iri("org:member"), person) for role in roles] + [(role, org, project("a")) for role in roles]
    found = search(store_of(*triples), person, project("a"))
    assert slugs(found.paths) == ["p r0 a"]
    assert found.alike == (2,)


def test_bounds_stop_the_search_and_it_says_so() -> None:
    chain = [(project(number), RELATED, project(number + 1)) for number in range(9)]
    assert not search(store_of(*chain), project(0), project(9)).paths
    assert search(store_of(*chain), project(0), project(8)).paths
    stopped = search(store_of(*chain), project(0), project(8), bounds=Bounds(nodes=3))
    assert (stopped.paths, stopped.complete) == ((), False)
    late = search(store_of(*chain), project(0), project(8), bounds=Bounds(seconds=-1))
    assert (late.paths, late.complete) == ((), False)


class Counted(dict[NamedNode, list[NamedNode]]):
    """Counts how often it is asked."""

    asked = 0

    def __getitem__(self, node: NamedNode) -> list[NamedNode]:
        self.asked += 1
        return super().__getitem__(node)


def test_no_more_paths_are_made_than_are_asked_for() -> None:
    a, b, middle = project("a"), project("b"), project("middle")
    layers = [[project(f"{layer}-{number}") for number in range(20)] for layer in range(3)]
    before = Counted({node: [a] for node in layers[0]})
    before.update({node: layers[0] for node in layers[1]} | {node: layers[1] for node in layers[2]})
    before[middle] = layers[2]
    start = Side([middle], {a: 0} | dict.fromkeys(before, 1), before, 4)
    end = Side([middle], {b: 0, middle: 1}, {middle: [b]}, 1)
    assert len(list(islice(joined(start, end, [middle]), 10))) == 10
    assert before.asked < 100
    assert len(list(joined(start, end, [middle]))) == 20**3
