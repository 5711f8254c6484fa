from collections.abc import Iterator
from typing import Any

import httpx
import networkx as nx
import pytest
from pyoxigraph import NamedNode, Quad, Store

from ingest.namespaces import iri
from ingest.release import current_release
from service.evidence.provenance import Provenance
from service.pages.linking import kind_of
from service.paths.links import BETWEEN, NEVER, ONLY_TO_ENDS, Links
from service.paths.routes import Form, written
from service.paths.search import PathsFound
from service.paths.steps import Teller
from service.paths.told import Told
from tests.server_process import Server

PAIRS = [
    ("project/bigscience", "organization/genci"),
    ("person/ada", "model/bloom"),
    ("person/ada", "project/bigscience"),
    ("model/bloom", "partnership/jean-zay-bigscience"),
    ("machine/jean-zay", "document/paper"),
]


FORMS: tuple[Form, ...] = ("json", "text")


@pytest.fixture(scope="module")
def store(site: Server) -> Store:
    return current_release(site.data).open_store()


@pytest.fixture(scope="module")
def asked(site: Server) -> Iterator[httpx.Client]:
    with site.client() as opened:
        yield opened


def connections(store: Store) -> "nx.Graph[str]":
    """All that connects, read in one pass."""
    graph: nx.Graph[str] = nx.Graph()
    for subject, prop, value in store.query("SELECT ?s ?p ?o WHERE { ?s ?p ?o }"):  # type: ignore[union-attr] # rows
        things = isinstance(value, NamedNode) and {kind_of(subject), kind_of(value)} <= BETWEEN
        if things and prop not in NEVER | ONLY_TO_ENDS and subject != value:
            graph.add_edge(subject.value, value.value)
    return graph


def paths(client: httpx.Client, start: str, end: str, **given: Any) -> dict[str, Any]:
    answer = client.get("/api/path", params={"from": start, "to": end, **given}).raise_for_status()
    found: dict[str, Any] = answer.json()
    return found


@pytest.mark.parametrize(("start", "end"), PAIRS)
def test_every_step_is_a_triple_and_no_path_is_shorter(asked: httpx.Client, store: Store, start: str, end: str) -> None:
    found = paths(asked, start, end, limit=20)
    graph = connections(store)
    there = all(each["id"] in graph for each in (found["from"], found["to"]))
    if not there or not nx.has_path(graph, found["from"]["id"], found["to"]["id"]):
        assert (found["paths"], found["length"], found["complete"]) == ([], None, True)
        return
    shortest = nx.shortest_path_length(graph, found["from"]["id"], found["to"]["id"])
    assert found["length"] == shortest
    for path in found["paths"]:
        assert len(path["steps"]) == path["length"] == shortest
        place = found["from"]["id"]
        for step in path["steps"]:
            assert step["from"]["id"] == place
            place = step["to"]["id"]
            for said in (step, *step["also"]):
                ends = [NamedNode(step[end]["id"]) for end in ("from", "to")]
                subject, value = ends if said["forward"] else reversed(ends)
                assert Quad(subject, NamedNode(said["property"]["id"]), value) in store
        assert place == found["to"]["id"]


def test_some_of_these_pairs_are_connected(asked: httpx.Client) -> None:
    assert [paths(asked, start, end)["length"] for start, end in PAIRS[:3]] == [2, 4, 4]


def test_each_step_tells_its_sources_and_where_more_is_told(asked: httpx.Client) -> None:
    found = paths(asked, "partnership/jean-zay-bigscience", "organization/genci")
    [path] = found["paths"]
    [step] = path["steps"]
    assert (step["property"]["label"], step["forward"]) == ("provider", True)
    assert step["sources"][0]["document"]["label"] == "A paper on openness"
    assert step["sources"][0]["locator"] == "Acknowledgments, line 96"
    entity = asked.get("/api/entities/partnership/jean-zay-bigscience").raise_for_status().json()
    assert step["sources"][0] in [source for fact in entity["sources"] for source in fact["sources"]]
    why = asked.get(step["links"]["why"]).raise_for_status().json()
    assert why["statements"][0]["object"]["value"] == found["to"]["id"]


def test_text_tells_the_same_in_lines(asked: httpx.Client) -> None:
    given = {"from": "machine/jean-zay", "to": "organization/genci", "format": "text"}
    answer = asked.get("/api/path", params=given)
    assert answer.headers["content-type"].startswith("text/plain")
    assert "Jean Zay (machine/jean-zay) -- operated by -> GENCI (organization/genci)" in answer.text
    assert "A paper on openness, Acknowledgments" in answer.text
    none = asked.get("/api/path", params={**given, "to": "project/hostile"}).text
    assert "No path was found" in none


def test_things_can_be_written_as_everywhere(asked: httpx.Client) -> None:
    iri = "https://w3id.org/opencairn/id/project/bigscience"
    answers = [paths(asked, written, "model/bloom")["paths"] for written in (iri, "id:project/bigscience", f"<{iri}>")]
    assert answers[0] == answers[1] == answers[2] != []


@pytest.mark.parametrize(
    ("unknown", "near"),
    [("project/bigsience", "project/bigscience"), ("organization/bigscience", "project/bigscience")],
)
def test_an_unknown_thing_is_not_found_and_near_names_are_told(asked: httpx.Client, unknown: str, near: str) -> None:
    for query in ({"from": unknown, "to": "model/bloom"}, {"from": "model/bloom", "to": unknown}):
        refused = asked.get("/api/path", params=query)
        assert refused.status_code == 404
        problem = refused.json()
        assert problem["type"].endswith("/unknown-thing")
        assert problem["near"][0] == near
        assert query[problem["parameter"]] == unknown


@pytest.mark.parametrize(
    "wrong", ["bigscience", "https://example.org/x", "concept/region/europe", "project/A b", "x" * 201]
)
def test_what_is_no_thing_of_ours_is_refused(asked: httpx.Client, wrong: str) -> None:
    refused = asked.get("/api/path", params={"from": wrong, "to": "model/bloom"})
    assert (refused.status_code, refused.json()["parameter"]) == (400, "from")


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("control", [None, "no-store"])
def test_only_answers_of_complete_searches_are_kept(store: Store, form: Form, control: str | None) -> None:
    ends = iri("id:model/bloom"), iri("id:project/bigscience")
    links = Links(store, ends)
    told = Told(ends, PathsFound((), (), 1, complete=control is None), [], links, Teller(links, Provenance(store)))
    answer = written(told, form, "r", "http://e.org/")
    assert answer.headers.get("cache-control") == control
