"""What the endpoint tells of a query that it does not run."""

from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from tests.server_process import Server

BROWSER = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}
JOIN = "SELECT * { ?m a cairn:ComputePartnership ; cairn:provider ?who . ?who rdfs:label ?name } ORDER BY ?name LIMIT 5"
CROSS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f }"


@pytest.fixture
def client(shipped_server: Server) -> Iterator[httpx.Client]:
    with shipped_server.client() as opened:
        yield opened


def explained(client: httpx.Client, query: str, **more: str) -> dict[str, Any]:
    answer = client.get("/sparql", params={"query": query, "explain": "true", **more})
    assert answer.status_code == 200, answer.text
    told: dict[str, Any] = answer.json()
    return told


def steps(told: dict[str, Any]) -> list[str]:
    return [step["does"] for step in told["plan"]]


def test_the_steps_stand_in_likely_order_with_counts_of_the_release(client: httpx.Client) -> None:
    told = explained(client, JOIN)
    asked = "SELECT (COUNT(*) AS ?n) { ?m a cairn:ComputePartnership }"
    counted = client.get("/sparql", params={"query": asked, "format": "csv"}).text.splitlines()[1]
    first, *_, last = told["plan"]
    assert (first["does"], first["matches"]) == ("Look up ?m a cairn:ComputePartnership", int(counted))
    assert "for each ?m found so far" in steps(told)[1]
    assert "?who rdfs:label ?name for each ?who found so far" in steps(told)[2]
    assert steps(told)[3:] == ["Sort all rows by ?name", "End after 5 rows"]
    assert last["rows"] <= 5
    assert (told["form"], told["cost"]["class"]) == ("SELECT", "light")


def test_it_is_the_same_by_post(client: httpx.Client) -> None:
    answer = client.post("/sparql", data={"query": JOIN, "explain": "true"})
    assert answer.json()["plan"] == explained(client, JOIN)["plan"]
    direct = client.post(
        "/sparql", params={"explain": "true"}, content=JOIN, headers={"Content-Type": "application/sparql-query"}
    )
    assert direct.json()["plan"] == answer.json()["plan"]


def test_it_names_limits_and_what_the_client_has_left(client: httpx.Client) -> None:
    limits = explained(client, JOIN, timeout="3")["limits"]
    assert limits["deadline_seconds"] == 3
    assert 0 < limits["work_seconds_left"] <= 120
    assert {"memory_bytes", "result_bytes", "heavy_after_seconds", "queries_at_once"} <= set(limits)


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("SELECT * { ?a rdfs:label ?l OPTIONAL { ?a skos:altLabel ?b } }", "OPTIONAL"),
        ("SELECT * { { ?a rdfs:label ?l } UNION { ?a skos:altLabel ?l } }", "branches"),
        ("SELECT * { ?a rdfs:label ?l MINUS { ?a skos:altLabel ?b } }", "MINUS"),
        ("SELECT * { GRAPH graph:curated { ?a rdfs:label ?l } }", "In graph:curated:"),
        ("SELECT * { GRAPH ?g { ?a rdfs:label ?l } }", "each named graph"),
        ("SELECT * { ?a rdfs:label ?l FILTER(REGEX(?l, 'x')) }", "condition on ?l (REGEX)"),
        ("SELECT * { ?a rdfs:label ?l BIND(STR(?l) AS ?s) }", "Compute ?s"),
        ("SELECT DISTINCT ?l { ?a rdfs:label ?l }", "repeated rows"),
        ("SELECT ?l (COUNT(*) AS ?n) { ?a rdfs:label ?l } GROUP BY ?l", "one row for each ?l (COUNT)"),
        (
            "SELECT ?l { ?a rdfs:label ?l } GROUP BY ?l HAVING(COUNT(*) > 1)",
            "Keep groups that meet the condition (HAVING)",
        ),
        ("SELECT (GROUP_CONCAT(?l) AS ?n) { ?a rdfs:label ?l }", "(GROUP_CONCAT)"),
        ("SELECT * { ?a rdfs:subClassOf* ?b }", "any number of steps"),
        ("SELECT * { VALUES ?a { 1 2 3 } }", "the 3 given rows for ?a"),
        ("SELECT * { ?x rdfs:label ?l { SELECT ?y { ?y a cairn:Model } } }", "no variable joins them"),
        ("CONSTRUCT { ?a a ?b } WHERE { ?a a ?b }", "Look up ?a a ?b"),
        ("ASK { ?a a ?b }", "Look up ?a a ?b"),
        ("DESCRIBE ?a { ?a a cairn:Model }", "cairn:Model"),
    ],
)
def test_every_kind_of_step_has_words(client: httpx.Client, query: str, said: str) -> None:
    assert said in "\n".join(steps(explained(client, query)))


def test_it_says_which_graphs_are_read(client: httpx.Client) -> None:
    assert "default graph" in explained(client, JOIN)["reads"][0]
    curated = "https://w3id.org/opencairn/graph/curated"
    assert explained(client, f"SELECT * FROM <{curated}> {{ ?a ?b ?c }}")["reads"] == [curated]
    assert explained(client, JOIN, **{"default-graph-uri": curated})["reads"] == [curated]
    assert explained(client, "SELECT * { GRAPH ?g { ?a ?b ?c } }")["reads"][-1] == "every named graph, as ?g"


@pytest.mark.parametrize(
    ("query", "cost", "because", "advice"),
    [
        (CROSS, "refused", "No variable joins", "Join the patterns by a variable"),
        (
            "SELECT * { ?a ?b ?c . ?d ?e ?f FILTER(?c = ?f) }",
            "likely to be stopped",
            "no variable",
            "Join the patterns",
        ),
        ("SELECT * { ?a ?b ?c } ORDER BY ?c", "heavy", "sorted", "Leave out ORDER BY"),
        ("SELECT * { ?a (dct:source|!dct:source)* ?b }", "heavy", "two open ends", "Name one end"),
    ],
)
def test_it_says_what_makes_a_query_costly_and_what_to_change(
    client: httpx.Client, query: str, cost: str, because: str, advice: str
) -> None:
    told = explained(client, query)["cost"]
    assert told["class"] == cost
    assert because in " ".join(told["because"])
    assert advice in " ".join(told["advice"])
    assert ("/dumps/graph.nq.gz" in " ".join(told["advice"])) == (cost != "heavy")


def test_a_property_that_is_not_in_the_release_has_no_matches(client: httpx.Client) -> None:
    told = explained(client, "SELECT * { ?a <http://example.org/none> ?b }")
    assert told["plan"][0]["matches"] == 0


def test_a_browser_gets_a_page_without_scripts(client: httpx.Client) -> None:
    answer = client.get("/sparql", params={"query": JOIN, "explain": "true"}, headers=BROWSER)
    assert answer.headers["content-type"].startswith("text/html")
    assert "Look up ?m a cairn:ComputePartnership" in answer.text
    assert "<script" not in answer.text
    page = client.get("/sparql", headers=BROWSER).text
    assert '<button name="explain" value="true">' in page


def test_what_is_asked_is_escaped_on_the_page(client: httpx.Client) -> None:
    query = "SELECT * { ?a rdfs:label '<script>alert(1)</script>' }"
    answer = client.get("/sparql", params={"query": query, "explain": "true"}, headers=BROWSER)
    assert answer.status_code == 200
    assert "<script" not in answer.text


@pytest.mark.parametrize(
    ("params", "status", "kind"),
    [
        ({"explain": "true"}, 400, "bad-parameter"),
        ({"query": JOIN, "explain": "yes"}, 400, "bad-parameter"),
        ({"query": "SELECT * {", "explain": "true"}, 400, "syntax-error"),
        ({"query": "SELECT * { <http://[bad> ?b ?c }", "explain": "true"}, 400, "syntax-error"),
        ({"query": "SELECT * FROM <::> { ?a ?b ?c }", "explain": "true"}, 400, "syntax-error"),
        ({"query": "SELECT *" + "{" * 50_000 + "}" * 50_000, "explain": "true"}, 400, "not-explained"),
        ({"query": "CLEAR ALL", "explain": "true"}, 403, "update-refused"),
        ({"query": "ASK { SERVICE <http://e.org/> {} }", "explain": "true"}, 403, "service-refused"),
    ],
)
def test_what_cannot_be_explained_says_why(
    client: httpx.Client, params: dict[str, str], status: int, kind: str
) -> None:
    answer = client.post("/sparql", data=params)
    assert (answer.status_code, answer.json()["type"].rpartition("/")[2]) == (status, kind)
    assert explained(client, JOIN)["cost"]["class"] == "light"


UNREAD = {
    "many parentheses": "ASK {FILTER(" + "(" * 3000 + "1" + ")" * 3000 + ")}",
    "many patterns": "ASK {" + " . ".join(f"?a{n} ?b{n} ?c{n}" for n in range(301)) + "}",
    "many levels": "SELECT * " + "{SELECT * " * 100 + "{?a ?b ?c}" + "}" * 100,
    "much text": "ASK { ?a ?b ?c }" + " " * 20_000,
    "what the parser does not know": "SELECT * { << ?a ?b ?c >> ?d ?e }",
}


@pytest.mark.parametrize("query", UNREAD.values(), ids=UNREAD)
def test_what_the_engine_runs_without_being_understood_here_has_its_limits_and_no_plan(
    client: httpx.Client, query: str
) -> None:
    told = client.post("/sparql", data={"query": query, "explain": "true"}).json()
    assert (told["plan"], told["cost"]["class"], told["form"]) == ([], "unknown", query.split()[0])
    assert "The engine can run this query" in told["cost"]["because"][0]
    assert told["limits"]["deadline_seconds"] > 0
    page = client.post("/sparql", data={"query": query, "explain": "true"}, headers=BROWSER)
    assert (page.status_code, "Cost: unknown" in page.text) == (200, True)


def test_explain_false_runs_the_query(client: httpx.Client) -> None:
    answer = client.get("/sparql", params={"query": JOIN, "explain": "false", "format": "json"})
    assert answer.json()["results"]["bindings"]


def test_an_explanation_is_not_kept(client: httpx.Client) -> None:
    answer = client.get("/sparql", params={"query": JOIN, "explain": "true"})
    assert answer.headers["cache-control"] == "no-store"
    assert "etag" not in answer.headers
