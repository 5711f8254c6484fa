import csv
import io
import json
from typing import Any
from xml.etree import ElementTree

import httpx
import networkx as nx
import pytest
from pyoxigraph import Store

from service.networks.projections import PROJECTIONS
from tests.service.networks.sample import ID

Edges = dict[tuple[str, str], float]
NAMES = list(PROJECTIONS)
COUNTS = {
    "organization-organization": """
        { ?through cairn:ledBy|cairn:memberOrganization|cairn:sponsoredBy ?a, ?b . ?through a cairn:Project }
        UNION { ?through cairn:developedBy ?a, ?b }
        UNION { ?through a cairn:ComputePartnership ; cairn:provider ?a ; cairn:recipient ?b }
        UNION { ?through cairn:provider ?a ; cairn:recipient ?b ; a cairn:ComputeAllocation
                FILTER NOT EXISTS { ?through cairn:underPartnership ?whole } }
        UNION { ?one org:member ?through ; org:organization|cairn:affiliation ?a .
                ?other org:member ?through ; org:organization|cairn:affiliation ?b }
        FILTER(?a != ?b && CONTAINS(STR(?a), "/organization/") && CONTAINS(STR(?b), "/organization/"))""",
    "project-project": """
        { ?a cairn:ledBy|cairn:memberOrganization|cairn:sponsoredBy ?through .
          ?b cairn:ledBy|cairn:memberOrganization|cairn:sponsoredBy ?through }
        UNION { ?one org:member ?through ; org:organization ?a . ?other org:member ?through ; org:organization ?b }
        UNION { VALUES ?through { cairn:spawnedFrom cairn:successorOf cairn:relatedProject } ?a ?through ?b }
        UNION { ?through cairn:provider ?a ; cairn:recipient ?b }
        UNION { ?gift cairn:contributedArtifact ?through ; cairn:provider ?a ; cairn:recipient ?b }
        FILTER(?a != ?b && CONTAINS(STR(?a), "/project/") && CONTAINS(STR(?b), "/project/"))""",
    "person-organization": """?through org:member ?a ; org:organization|cairn:affiliation ?b
        FILTER(CONTAINS(STR(?b), "/organization/"))""",
    "person-project": """?through org:member ?a ; org:organization ?b FILTER(CONTAINS(STR(?b), "/project/"))""",
    "organization-project": """
        { VALUES ?through { cairn:ledBy cairn:memberOrganization cairn:sponsoredBy } ?b ?through ?a }
        UNION { ?role org:member ?through ; cairn:affiliation ?a ; org:organization ?b }
        UNION { ?through cairn:provider ?a ; cairn:recipient|cairn:forProject ?b }
        FILTER(CONTAINS(STR(?a), "/organization/") && CONTAINS(STR(?b), "/project/"))""",
    "model-dataset": "VALUES ?through { cairn:trainedOn cairn:postTrainedOn } ?a ?through ?b",
    "model-model": "?a cairn:derivedFromModel ?b BIND(1 AS ?through) FILTER(?a != ?b)",
}
"""The same ties by other queries, which know what the sample holds."""


def plain_counts(store: Store, name: str) -> Edges:
    ends = "BIND(IF(STR(?a) < STR(?b), ?a, ?b) AS ?from) BIND(IF(STR(?a) < STR(?b), ?b, ?a) AS ?to)"
    if name == "model-model":
        ends = "BIND(?a AS ?from) BIND(?b AS ?to)"
    rows: Any = store.query(
        "PREFIX cairn: <https://w3id.org/opencairn/ontology#> PREFIX org: <http://www.w3.org/ns/org#> "
        f"SELECT ?from ?to (COUNT(DISTINCT ?through) AS ?n) WHERE {{ {{ {COUNTS[name]} }} {ends} }} GROUP BY ?from ?to"
    )
    return {(row["from"].value, row["to"].value): int(row["n"].value) for row in rows}


def weights(graph: "nx.Graph[str]") -> Edges:
    found = {(one, other): about["weight"] for one, other, about in graph.edges(data=True)}
    return found if graph.is_directed() else {(min(pair), max(pair)): weight for pair, weight in found.items()}


def get(client: httpx.Client, name: str, form: str = "json", **given: Any) -> httpx.Response:
    return client.get("/api/network", params={"projection": name, "format": form, **given}).raise_for_status()


def node_link(client: httpx.Client, name: str, **given: Any) -> "nx.Graph[str]":
    graph: nx.Graph[str] = nx.node_link_graph(get(client, name, **given).json(), edges="edges")
    return graph


@pytest.mark.parametrize("name", NAMES)
def test_weights_are_what_plain_sparql_counts(asked: httpx.Client, sample: Store, name: str) -> None:
    assert weights(node_link(asked, name)) == plain_counts(sample, name)


@pytest.mark.parametrize("name", NAMES)
def test_every_format_holds_the_same_network(asked: httpx.Client, name: str) -> None:
    graph = node_link(asked, name)
    edges = list(csv.DictReader(io.StringIO(get(asked, name, "csv").text)))
    nodes = list(csv.DictReader(io.StringIO(get(asked, name, "nodes").text)))
    graphml = nx.read_graphml(io.BytesIO(get(asked, name, "graphml").content))
    gexf = nx.read_gexf(io.BytesIO(get(asked, name, "gexf").content), version="1.2draft")
    assert weights(graphml) == weights(gexf) == weights(graph)
    lines = "".join(f"{row['Source']} {row['Target']} {row['Weight']}\n" for row in edges)
    listed = nx.read_weighted_edgelist(io.BytesIO(lines.encode()), create_using=type(graph))
    assert weights(listed) == weights(graph)
    assert set(graphml) == set(gexf) == set(listed) == set(graph) == {row["Id"] for row in nodes}
    assert {row["Type"] for row in edges} == {"Directed" if graph.is_directed() else "Undirected"}
    for measure in ("degree", "strength", "betweenness", "community", "constraint", "effective_size"):
        given = nx.get_node_attributes(graph, measure)
        assert len(given) == len(graph)
        assert nx.get_node_attributes(graphml, measure) == given
        assert nx.get_node_attributes(gexf, measure) == given
        assert {row["Id"]: float(row[measure.title()]) for row in nodes} == given


@pytest.mark.parametrize("name", [each.name for each in PROJECTIONS.values() if each.bipartite])
def test_edges_lead_from_source_to_target_in_every_format(asked: httpx.Client, name: str) -> None:
    [listed] = [each for each in asked.get("/api/networks").json()["results"] if each["name"] == name]
    ends = [(each["source"], each["target"]) for each in get(asked, name).json()["edges"]]
    rows = csv.DictReader(io.StringIO(get(asked, name, "csv").text))
    written = {"json": ends, "csv": [(row["Source"], row["Target"]) for row in rows]}
    for form in ("graphml", "gexf"):
        root = ElementTree.fromstring(get(asked, name, form).content)
        written[form] = [(each.attrib["source"], each.attrib["target"]) for each in root.iterfind(".//{*}edge")]
    for found in written.values():
        assert sorted(found) == sorted(ends)
        assert {tuple(end.split("/")[-2] for end in pair) for pair in found} == {(listed["source"], listed["target"])}


def test_labels_survive_what_formats_cannot_hold(asked: httpx.Client) -> None:
    name, tricky = "organization-organization", ID + "organization/b"
    label = "Bêta <b>\x01</b>"
    in_xml = label.replace("\x01", "\ufffd")
    assert node_link(asked, name).nodes[tricky]["label"] == label
    assert nx.read_graphml(io.BytesIO(get(asked, name, "graphml").content)).nodes[tricky]["label"] == in_xml
    assert nx.read_gexf(io.BytesIO(get(asked, name, "gexf").content)).nodes[tricky]["label"] == in_xml
    rows = {row["Id"]: row["Label"] for row in csv.DictReader(io.StringIO(get(asked, name, "nodes").text))}
    assert rows[tricky] == label
    assert rows[ID + "organization/a"] == 'Alpha, "Inc."'
    assert rows[ID + "organization/d"] == "d"


def test_gexf_has_whole_dates_and_the_day_of_the_release(asked: httpx.Client) -> None:
    space = "{http://www.gexf.net/1.2draft}"
    root = ElementTree.fromstring(get(asked, "organization-organization", "gexf").content)
    graph = root.find(f"{space}graph")
    meta = root.find(f"{space}meta")
    assert graph is not None
    assert meta is not None
    assert (graph.get("mode"), graph.get("timeformat")) == ("dynamic", "date")
    assert meta.get("lastmodifieddate") == "2026-01-01"
    assert "rustworkx" in meta.findtext(f"{space}description", "")
    given = {
        (edge.get("source", "")[-1], edge.get("target", "")[-1]): (edge.get("start"), edge.get("end"))
        for edge in root.iter(f"{space}edge")
    }
    assert given["a", "d"] == ("2022-03-01", "2022-03-31")
    assert given["b", "c"] == ("2020-01-01", "2021-06-30")
    assert given["a", "b"] == ("2020-01-01", None)


@pytest.mark.parametrize("form", ["graphml", "gexf", "json"])
def test_every_measure_is_cited_in_the_file(asked: httpx.Client, form: str) -> None:
    text = get(asked, "project-project", form).text
    for name in ("Freeman 1977", "Blondel et al. 2008", "Burt 1992", f"networkx {nx.__version__}"):
        assert name in text


def test_a_slice_of_time_tells_what_it_left_out(asked: httpx.Client) -> None:
    whole = get(asked, "organization-organization", via="project").json()["graph"]
    early = get(asked, "organization-organization", via="project", **{"from": "2019", "to": "2022"}).json()
    assert (whole["ties"], whole["undated"], whole["outside"]) == (5, 1, 0)
    told = early["graph"]
    assert (told["ties"], told["undated"], told["outside"], told["from"], told["to"]) == (3, 1, 1, "2019", "2022")
    kept = get(asked, "organization-organization", via="project", undated="keep", **{"to": "2022"}).json()["graph"]
    assert (kept["ties"], kept["undated"]) == (4, 1)


def test_a_role_ends_with_its_project(asked: httpx.Client) -> None:
    def people(year: str) -> set[str]:
        edges = get(asked, "person-project", **{"from": year, "to": year}).json()["edges"]
        return {edge["through"][0]["id"].rpartition("/")[2] for edge in edges if "project/one" in json.dumps(edge)}

    assert [people(year) for year in ("2019", "2020", "2021", "2022")] == [set(), {"cyd"}, {"cyd", "ada-one"}, set()]


def test_only_the_measures_that_are_wanted_are_computed(asked: httpx.Client) -> None:
    node = get(asked, "project-project", measures="community").json()["nodes"][0]
    assert {"degree", "strength", "community"} == set(node) - {"id", "label", "kind"}
    bare = get(asked, "project-project", measures="none").json()
    assert set(bare["graph"]["measures"]) == {"degree", "strength"}


def test_an_empty_network_is_one_in_every_format(asked: httpx.Client) -> None:
    for form in ("json", "graphml", "gexf", "csv", "nodes"):
        answer = get(asked, "project-project", form, min_weight=1000)
        assert answer.content
    assert get(asked, "project-project", min_weight=1000).json()["graph"]["light_edges"] == 3


def test_files_are_saved_under_a_name_and_json_is_shown(asked: httpx.Client) -> None:
    answer = get(asked, "model-model", "gexf")
    assert answer.headers["content-disposition"] == 'attachment; filename="opencairn-model-model.gexf"'
    assert answer.headers["content-type"] == "application/gexf+xml"
    assert "content-disposition" not in get(asked, "model-model").headers


def test_what_rests_on_something_is_told_with_labels(asked: httpx.Client) -> None:
    [edge] = [each for each in get(asked, "model-dataset").json()["edges"] if each["weight"] == 2]
    assert {each["label"] for each in edge["through"]} == {"trained on", "postTrainedOn"}
    [lead] = [each for each in get(asked, "person-organization").json()["edges"] if each["source"].endswith("bob")]
    assert [each["label"] for each in lead["through"]] == ["Bob, lead"]


def test_the_list_tells_each_network_with_links_that_work(asked: httpx.Client) -> None:
    listed = asked.get("/api/networks").json()
    assert [each["name"] for each in listed["results"]] == NAMES
    assert listed["release"] == get(asked, "model-model").json()["release"]
    for each in listed["results"]:
        assert each["via"]
        assert asked.get(each["links"]["graphml"]).status_code == 200


@pytest.mark.parametrize(
    ("query", "parameter"),
    [
        ("projection=people", "projection"),
        ("", "projection"),
        ("projection=model-model&via=nothing", "via"),
        ("projection=model-model&from=2021-13", "from"),
        ("projection=model-model&from=2022&to=2021", "from"),
        ("projection=model-model&from=2021-02-31", "from"),
        ("projection=model-model&to=2023-02-29", "to"),
        ("projection=model-model&min_weight=0", "min_weight"),
        ("projection=model-model&min_wieght=2", "min_wieght"),
    ],
)
def test_what_cannot_be_asked_is_refused(asked: httpx.Client, query: str, parameter: str) -> None:
    refused = asked.get(f"/api/network?{query}")
    assert (refused.status_code, refused.json()["parameter"]) == (400, parameter)


def test_ties_that_a_network_has_not_are_not_found(asked: httpx.Client) -> None:
    refused = asked.get("/api/network?projection=model-model&via=compute")
    assert (refused.status_code, refused.json()["expected"]) == (404, ["lineage"])
