import io

import httpx
import networkx as nx
import pytest
from pyoxigraph import Literal, NamedNode

from ingest.questions.expectation import Network
from service.networks.errors import NetworkTooLarge
from service.networks.graph import MOST_EDGES
from service.questions.answer import Answer
from service.questions.network import network_in
from service.result_rows import Row

ROWS = [("a", "b"), ("b", "a"), ("a", "b"), ("a", "c"), ("c", "c"), ("d", None)]
PLAIN, DIRECTED = Network("one", "other"), Network("one", "other", directed=True)


def answer(rows: list[tuple[str, str | None]]) -> Answer:
    cells: list[Row] = [tuple(NamedNode(f"x:{each}") if each else None for each in row) for row in rows]
    return Answer(("one", "other"), cells, 0)


def test_rows_of_the_same_ends_are_one_edge() -> None:
    made = network_in(answer(ROWS), PLAIN)
    assert [(each.source, each.target, each.weight) for each in made.edges] == [("x:a", "x:b", 3), ("x:a", "x:c", 1)]
    assert made.ties == 4
    directed = network_in(answer(ROWS), DIRECTED)
    assert [each.weight for each in directed.edges] == [2, 1, 1]


def test_rows_without_a_weight_above_nothing_are_no_ties() -> None:
    weights = ("2", "0", "-3", "2.5", "1.0E3", None, "4")
    ends = NamedNode("x:a"), NamedNode("x:b")
    cells: list[Row] = [(*ends, None if each is None else Literal(each)) for each in weights]
    made = network_in(Answer(("one", "other", "times"), cells, 0), Network("one", "other", "times"))
    assert ([each.weight for each in made.edges], made.ties) == ([6], 2)


def test_a_network_that_is_too_large_says_how_to_make_it_smaller() -> None:
    with pytest.raises(NetworkTooLarge, match="parameters"):
        network_in(answer([("a", str(number)) for number in range(MOST_EDGES + 1)]), PLAIN)


def test_an_answer_leads_to_its_network_with_the_same_values(asked: httpx.Client) -> None:
    told = asked.get("/api/questions/ties", params={"provider": "genci"}).json()
    assert told["links"]["network"].endswith("/api/questions/ties/network?provider=genci")
    made = asked.get(told["links"]["network"]).json()
    graph = nx.node_link_graph(made, edges="edges")
    assert graph.is_directed()
    assert {(one, other): about["weight"] for one, other, about in graph.edges(data=True)} == {
        (row["one"]["id"], row["other"]["id"]): row["times"] for row in told["rows"]
    }
    assert made["graph"]["question"] == "ties"
    assert made["release"] == told["release"]
    assert {each["label"] for each in made["nodes"]} >= {"GENCI"}


@pytest.mark.parametrize("form", ["graphml", "gexf", "csv", "nodes"])
def test_the_network_opens_in_every_format(asked: httpx.Client, form: str) -> None:
    sent = asked.get("/api/questions/ties/network", params={"format": form})
    assert sent.status_code == 200
    assert sent.headers["Content-Disposition"].startswith('attachment; filename="opencairn-ties')
    if form == "graphml":
        assert nx.read_graphml(io.BytesIO(sent.content)).number_of_edges() > 0
    if form == "gexf":
        assert nx.read_gexf(io.BytesIO(sent.content), version="1.2draft").number_of_edges() > 0


def test_the_registry_and_the_page_lead_to_the_network(asked: httpx.Client) -> None:
    told = asked.get("/api/questions/ties", params={"describe": "true"}).json()
    assert told["links"]["network"].endswith("/api/questions/ties/network")
    assert (told["network"]["directed"], "gexf" in told["network"]["formats"]) == (True, True)
    page = asked.get("/questions/ties", params={"provider": "genci"}).text
    assert "/api/questions/ties/network?provider=genci&amp;format=gexf" in page


@pytest.mark.parametrize(
    ("path", "status"),
    [("numbers/network?project=bigscience", 404), ("none/network", 404), ("ties/network?limit=3", 400)],
)
def test_what_makes_no_network_is_refused(path: str, status: int, asked: httpx.Client) -> None:
    assert asked.get(f"/api/questions/{path}").status_code == status
