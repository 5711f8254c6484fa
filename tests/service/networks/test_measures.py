import math

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.networks.brokerage import structural_holes
from service.networks.graph import Network, Slice, network
from service.networks.measures import MEASURES, betweenness, brokerage, community, measured
from service.networks.periods import Period
from service.networks.ties import Tie

NODES = 9
PAIRS = st.tuples(st.integers(0, NODES), st.integers(0, NODES)).filter(lambda pair: pair[0] != pair[1])
GRAPHS = st.tuples(st.booleans(), st.dictionaries(PAIRS, st.integers(1, 5), min_size=1, max_size=25))


def graph_of(drawn: tuple[bool, dict[tuple[int, int], int]]) -> "nx.Graph[int]":
    directed, edges = drawn
    graph: nx.Graph[int] = nx.DiGraph() if directed else nx.Graph()
    graph.add_nodes_from(range(NODES + 1))
    graph.add_weighted_edges_from((one, other, weight) for (one, other), weight in edges.items())
    return graph


def network_of(graph: "nx.Graph[int]") -> Network:
    ties = [
        Tie(f"n{one}", f"n{other}", "role", f"t{each}", Period())
        for one, other, about in graph.edges(data=True)
        for each in range(about["weight"])
    ]
    return network(ties, Slice(), directed=graph.is_directed())


@settings(max_examples=60, deadline=None)
@given(GRAPHS)
def test_structural_holes_are_those_of_networkx(drawn: tuple[bool, dict[tuple[int, int], int]]) -> None:
    graph = graph_of(drawn)
    found = structural_holes(graph)
    constraint, size = nx.constraint(graph, weight="weight"), nx.effective_size(graph, weight="weight")
    for node in graph:
        if not math.isnan(constraint[node]):  # networkx has none for those that nothing leads from
            assert found[node].constraint == pytest.approx(constraint[node])
            assert found[node].effective_size == pytest.approx(size[node])
    assert set(found) == {node for node in graph if graph.degree(node)}


@settings(max_examples=30, deadline=None)
@given(GRAPHS)
def test_betweenness_is_that_of_networkx(drawn: tuple[bool, dict[tuple[int, int], int]]) -> None:
    graph = graph_of(drawn)
    assert betweenness(graph)["betweenness"] == pytest.approx(nx.betweenness_centrality(graph))


def test_who_stands_between_groups_is_a_broker() -> None:
    graph = nx.barbell_graph(4, 1)
    nx.set_edge_attributes(graph, dict.fromkeys(graph.edges, 1), "weight")
    between, holes = betweenness(graph)["betweenness"], brokerage(graph)
    assert max(between, key=between.__getitem__) == 4
    assert holes["effective_size"][4] == 2
    assert holes["constraint"][4] == 0.5


def test_communities_are_the_same_every_time_and_the_largest_is_the_first() -> None:
    graph = nx.disjoint_union(nx.complete_graph(3), nx.complete_graph(5))
    nx.set_edge_attributes(graph, dict.fromkeys(graph.edges, 1), "weight")
    found = community(graph)["community"]
    assert found == community(graph)["community"]
    assert [found[node] for node in graph] == [2] * 3 + [1] * 5


def test_every_measure_says_what_it_means_and_who_computed_it() -> None:
    found = measured(network_of(graph_of((False, {(0, 1): 2, (1, 2): 1}))), tuple(MEASURES))
    told = {name for measure in found.used for name in measure.gives}
    assert set(found.values) <= told
    assert found.values["strength"] == {"n0": 2, "n1": 3, "n2": 1}
    assert found.values["betweenness"]["n1"] == 1
    assert all(measure.by and measure.after for measure in found.used)


def test_an_empty_network_has_no_measures() -> None:
    assert measured(network([], Slice(), directed=False), tuple(MEASURES)).values == {}
