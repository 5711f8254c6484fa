import json

import pytest

from service.networks.errors import NetworkTooLarge
from service.networks.graph import MOST_EDGES, MOST_NODES, Slice, network
from service.networks.periods import Period
from service.networks.ties import MOST_TIES, Row, Tie, ties, ties_in

EARLY, LATE = Period("2020", "2020"), Period("2022-03", "")
TIES = [
    Tie("a", "b", "project", "p1", EARLY),
    Tie("b", "a", "project", "p2", LATE),
    Tie("a", "b", "role", "p2", Period()),
    Tie("a", "c", "project", "p3", Period()),
    Tie("c", "c", "project", "p4", EARLY),
]


def test_the_weight_counts_what_ties_rest_on_once() -> None:
    made = network(TIES, Slice(), directed=False)
    assert [(each.source, each.target, each.weight) for each in made.edges] == [("a", "b", 2), ("a", "c", 1)]
    assert made.edges[0].vias == ("project", "role")
    assert (made.ties, made.undated, made.half_dated, made.outside) == (4, 2, 1, 0)


def test_directions_are_kept_where_they_mean_something() -> None:
    made = network(TIES, Slice(), directed=True)
    assert [(each.source, each.target) for each in made.edges] == [("a", "b"), ("a", "c"), ("b", "a")]


def test_a_slice_leaves_out_what_held_at_other_times_and_what_has_no_dates_and_counts_both() -> None:
    made = network(TIES, Slice(Period("2021", "2023")), directed=False)
    assert [(each.source, each.target, each.through) for each in made.edges] == [("a", "b", ("p2",))]
    assert (made.ties, made.undated, made.outside, made.half_dated) == (1, 2, 1, 1)


def test_ties_without_dates_can_be_kept_in_a_slice() -> None:
    made = network(TIES, Slice(Period("2019", "2019"), undated="keep"), directed=False)
    assert [(each.source, each.target, each.through) for each in made.edges] == [
        ("a", "b", ("p2",)),
        ("a", "c", ("p3",)),
    ]
    assert made.edges[0].undated == 1


def test_thin_edges_are_left_out_and_counted() -> None:
    made = network(TIES, Slice(min_weight=2), directed=False)
    assert (made.nodes, len(made.edges), made.light) == (["a", "b"], 1, 1)


def test_an_edge_is_as_long_as_its_dated_ties() -> None:
    [edge, _] = network(TIES, Slice(), directed=False).edges
    assert (edge.period, edge.undated) == (Period("2020", ""), 0)


def test_members_of_one_thing_are_tied_in_pairs() -> None:
    rows: list[Row] = [{"member": each, "through": "p"} for each in "abc"] + [{"member": "d", "through": "q"}]
    assert [(each.source, each.target) for each in ties(rows, "project")] == [("a", "b"), ("a", "c"), ("b", "c")]


def test_networks_beyond_what_is_measured_are_refused_with_a_way_out() -> None:
    nodes = (Tie(f"a{number}", f"b{number}", "role", "p", Period()) for number in range(MOST_NODES // 2 + 1))
    with pytest.raises(NetworkTooLarge, match="`via`"):
        network(nodes, Slice(), directed=False)
    side = int(MOST_EDGES**0.5) + 1
    edges = (Tie(f"a{one}", f"b{two}", "role", "p", Period()) for one in range(side) for two in range(side))
    with pytest.raises(NetworkTooLarge, match="min_weight"):
        network(edges, Slice(), directed=False)


def test_more_ties_than_are_counted_are_refused() -> None:
    members = [{"member": f"m{number}", "through": "p"} for number in range(int(MOST_TIES**0.5) * 2)]
    with pytest.raises(NetworkTooLarge, match="50,000 ties"):
        ties_in({"artifact": answer(members)})


def test_rows_that_were_cut_are_refused_even_if_they_make_no_ties() -> None:
    alone = answer([{"member": "m", "through": f"p{number}"} for number in range(MOST_TIES + 1)])
    few = answer([{"a": "a", "b": "b", "through": "p"}])
    with pytest.raises(NetworkTooLarge, match="50,000 ties"):
        ties_in({"artifact": alone, "role": few})
    assert len(ties_in({"role": few})) == 1


def answer(rows: list[dict[str, str]]) -> bytes:
    """Rows as SPARQL has them in JSON."""
    bindings = [{name: {"type": "literal", "value": text} for name, text in row.items()} for row in rows]
    return json.dumps({"head": {"vars": list(rows[0])}, "results": {"bindings": bindings}}).encode()
