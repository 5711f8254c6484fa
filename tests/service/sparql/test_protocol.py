import gzip
from urllib.parse import quote

import httpx
import pytest

ASK = "ASK {}"
DIRECT = {"Content-Type": "application/sparql-query"}
CURATED = "https://w3id.org/opencairn/graph/curated"
CLAIMED = "https://w3id.org/opencairn/graph/claimed"
COUNT = "SELECT (COUNT(*) AS ?n) {?s ?p ?o}"
COUNT_NAMED = "SELECT (COUNT(*) AS ?n) {GRAPH ?g {?s ?p ?o}}"


def counted(answer: httpx.Response) -> int:
    assert answer.status_code == 200, answer.text
    return int(answer.json()["results"]["bindings"][0]["n"]["value"])


@pytest.mark.parametrize("path", ["/sparql", "/sparql/"])
def test_a_query_is_taken_by_get_form_and_direct_post_with_and_without_slash(client: httpx.Client, path: str) -> None:
    answers = [
        client.get(path, params={"query": ASK}),
        client.post(path, data={"query": ASK}),
        client.post(path, content=ASK, headers=DIRECT),
        client.post(path, content=ASK, headers={"Content-Type": "application/sparql-query; charset=UTF-8"}),
    ]
    assert [answer.status_code for answer in answers] == [200] * 4
    assert all(answer.json()["boolean"] for answer in answers)


def test_a_direct_query_is_read_in_its_charset(client: httpx.Client) -> None:
    query = 'SELECT ("Atelier é" AS ?x) {}'.encode("latin-1")
    answer = client.post(
        "/sparql", content=query, headers={"Content-Type": "application/sparql-query;charset=iso-8859-1"}
    )
    assert answer.json()["results"]["bindings"][0]["x"]["value"] == "Atelier é"


def test_head_gives_the_headers_of_get_without_a_body(client: httpx.Client) -> None:
    get, head = (client.request(method, "/sparql", params={"query": ASK}) for method in ("GET", "HEAD"))
    assert head.status_code == 200
    assert head.content == b""
    assert head.headers["content-type"] == get.headers["content-type"]
    assert head.headers["etag"] == get.headers["etag"]
    assert client.get("/sparql", params={"query": ASK}).json()["boolean"]  # the connection is still in order


def test_options_names_the_methods(client: httpx.Client) -> None:
    answer = client.options("/sparql")
    assert answer.status_code == 204
    assert answer.headers["allow"] == "GET, HEAD, OPTIONS, POST"


def test_scripts_of_any_origin_may_ask_but_not_with_credentials(client: httpx.Client) -> None:
    preflight = client.options(
        "/sparql",
        headers={
            "Origin": "https://e.org",
            "Access-Control-Request-Method": "POST",
            "Access-Control-Request-Headers": "content-type",
        },
    )
    answer = client.get("/sparql", params={"query": ASK}, headers={"Origin": "https://e.org"})
    assert preflight.status_code == 200
    for each in (preflight, answer):
        assert each.headers["access-control-allow-origin"] == "*"
        assert "access-control-allow-credentials" not in each.headers


@pytest.mark.parametrize(
    ("graphs", "query", "expected"),
    [
        pytest.param({}, COUNT, 6, id="the canonical view by default"),
        pytest.param({}, COUNT_NAMED, 2, id="all named graphs by default"),
        pytest.param({"default-graph-uri": CURATED}, COUNT, 1, id="one default graph"),
        pytest.param({"default-graph-uri": [CURATED, CLAIMED]}, COUNT, 2, id="two default graphs merged"),
        pytest.param({"default-graph-uri": CURATED}, COUNT_NAMED, 0, id="then there are no named graphs"),
        pytest.param({"named-graph-uri": CLAIMED}, COUNT_NAMED, 1, id="one named graph"),
        pytest.param({"named-graph-uri": CLAIMED}, COUNT, 0, id="then the default graph is empty"),
        pytest.param({}, f"SELECT (COUNT(*) AS ?n) FROM <{CURATED}> {{?s ?p ?o}}", 1, id="FROM"),
        pytest.param(
            {"default-graph-uri": CLAIMED},
            f"SELECT (COUNT(*) AS ?n) FROM <https://e.org/none> FROM <{CURATED}> FROM <{CLAIMED}> {{?s ?p ?o}}",
            1,
            id="the protocol beats FROM",
        ),
    ],
)
def test_the_dataset_can_be_chosen(
    client: httpx.Client, graphs: dict[str, str | list[str]], query: str, expected: int
) -> None:
    parameters = {"query": query, **graphs}
    assert counted(client.get("/sparql", params=parameters)) == expected
    assert counted(client.post("/sparql", data=parameters)) == expected
    assert counted(client.post("/sparql", params=graphs, content=query, headers=DIRECT)) == expected


def test_well_known_prefixes_need_no_declaration_and_own_ones_win(client: httpx.Client) -> None:
    known = "SELECT (COUNT(*) AS ?n) {?s a cairn:Collaborative}"
    own = "PREFIX cairn: <https://e.org/> " + known
    assert counted(client.get("/sparql", params={"query": known})) == 1
    assert counted(client.get("/sparql", params={"query": own})) == 0


@pytest.mark.parametrize(
    ("method", "arguments", "status", "slug", "said"),
    [
        ("GET", {"params": {"query": "SELECT *\nWHERE {"}}, 400, "syntax-error", "Line 2, column 8"),
        ("GET", {"params": {"query": "SELECT * {?s nope:p ?o}"}}, 400, "syntax-error", "prefix"),
        ("GET", {"params": {"query": ""}}, 400, "syntax-error", "The query is empty"),
        ("GET", {"params": {"query": [ASK, ASK]}}, 400, "bad-parameter", "`query` is given 2 times"),
        ("POST", {"data": {"query": [ASK, ASK]}}, 400, "bad-parameter", "`query` is given 2 times"),
        ("POST", {"data": {"a": "b"}}, 400, "bad-parameter", "`query` is missing"),
        ("GET", {"params": {"query": ASK, "default-graph-uri": "a b"}}, 400, "bad-parameter", "default-graph-uri"),
        ("GET", {"params": {"query": ASK, "format": "docx"}}, 400, "bad-parameter", "docx"),
        ("GET", {"params": {"query": "INSERT DATA {}"}}, 403, "update-refused", "read-only"),
        ("GET", {"params": {"update": "CLEAR ALL"}}, 403, "update-refused", "read-only"),
        ("POST", {"data": {"update": "CLEAR ALL"}}, 403, "update-refused", "read-only"),
        (
            "POST",
            {"content": "CLEAR ALL", "headers": {"Content-Type": "application/sparql-update"}},
            403,
            "update-refused",
            "read-only",
        ),
        ("GET", {"params": {"query": "ASK {SERVICE <http://127.0.0.1/> {}}"}}, 403, "service-refused", "SERVICE"),
        ("POST", {"content": ASK, "headers": {"Content-Type": "text/plain"}}, 415, "unsupported-media-type", "text"),
        (
            "POST",
            {
                "content": gzip.compress(ASK.encode()),
                "headers": {"Content-Type": "application/sparql-query", "Content-Encoding": "gzip"},
            },
            415,
            "unsupported-media-type",
            "gzip",
        ),
        ("POST", {"content": ASK}, 415, "unsupported-media-type", "application/sparql-query"),
        (
            "POST",
            {"content": ASK, "headers": {"Content-Type": "application/sparql-query; charset=klingon"}},
            415,
            "unsupported-media-type",
            "klingon",
        ),
        ("POST", {"content": b"ASK {\xff}", "headers": DIRECT}, 400, "bad-request", "byte 5"),
        ("GET", {"params": {"query": ASK}, "headers": {"Accept": "image/png"}}, 406, "not-acceptable", "text/csv"),
    ],
    ids=lambda value: value if isinstance(value, str) else None,
)
def test_a_request_that_breaks_the_protocol_is_told_why(
    client: httpx.Client, method: str, arguments: dict[str, object], status: int, slug: str, said: str
) -> None:
    answer = client.request(method, "/sparql", **arguments)  # type: ignore[arg-type]  # arguments of httpx, by name
    problem = answer.json()
    assert (answer.status_code, problem["status"]) == (status, status)
    assert answer.headers["content-type"] == "application/problem+json"
    assert problem["type"].endswith(f"/{slug}")
    assert said in problem["detail"]
    assert problem["instance"] == "/sparql"


def test_a_percent_escape_that_is_not_utf_8_is_a_bad_request(client: httpx.Client) -> None:
    answer = client.get("/sparql?query=ASK%20%7B%FF%7D")
    assert answer.status_code == 400
    assert "UTF-8" in answer.json()["detail"]


def test_other_methods_are_not_allowed(client: httpx.Client) -> None:
    answer = client.put("/sparql", content=ASK)
    assert answer.status_code == 405
    assert answer.headers["allow"] == "GET, HEAD, OPTIONS, POST"


def test_unknown_parameters_are_ignored(client: httpx.Client) -> None:
    assert client.get("/sparql", params={"query": ASK, "output": "x", "debug": "on"}).status_code == 200


def test_a_plus_sign_in_a_query_string_is_a_space(client: httpx.Client) -> None:
    assert client.get("/sparql?query=ASK+%7B%7D").json()["boolean"]


def test_an_answer_names_its_release_and_can_be_revalidated(client: httpx.Client) -> None:
    first = client.get("/sparql", params={"query": ASK})
    tag = first.headers["etag"]
    again = client.get("/sparql", params={"query": ASK}, headers={"If-None-Match": f'"other", W/{tag}'})
    assert len(first.headers["opencairn-release"]) == 16
    assert "Accept" in first.headers["vary"]
    assert not tag.startswith("W/")
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)


def test_another_query_format_or_dataset_has_another_tag(client: httpx.Client) -> None:
    variants: list[dict[str, str]] = [{}, {"format": "csv"}, {"default-graph-uri": CURATED}, {"query": "ASK { }"}]
    tags = {client.get("/sparql", params={"query": ASK, **variant}).headers["etag"] for variant in variants}
    assert len(tags) == len(variants)


def test_a_problem_names_the_release_too(client: httpx.Client) -> None:
    assert len(client.get("/nowhere").headers["opencairn-release"]) == 16


def test_a_query_of_ten_megabytes_is_too_large(client: httpx.Client) -> None:
    for answer in (
        client.post("/sparql", data={"query": "#" * 10_000_000}),
        client.post("/sparql", content=b"#" * 10_000_000, headers=DIRECT),
    ):
        assert answer.status_code == 413
        assert "1048576" in answer.json()["detail"]
    assert client.get("/sparql", params={"query": ASK}).status_code == 200


def test_a_long_query_is_taken_by_get(client: httpx.Client) -> None:
    assert client.get(f"/sparql?query={quote(ASK + '#' * 20_000)}").status_code == 200


def test_a_client_may_ask_for_less_time_than_there_is(client: httpx.Client) -> None:
    numbers = " ".join(str(number) for number in range(1000))
    endless = f"SELECT (COUNT(*) AS ?n) {{{' '.join(f'VALUES ?{name} {{{numbers}}}' for name in 'abcd')}}}"
    answer = client.post("/sparql", data={"query": endless, "timeout": "0.2"})
    assert answer.status_code == 504
    assert "stopped after 0.2 s" in answer.json()["detail"]
    assert client.get("/sparql", params={"query": ASK, "timeout": "1e9"}).json()["boolean"]


@pytest.mark.parametrize("timeout", ["0", "-1", "nan", "inf", "soon", ""])
def test_a_timeout_is_a_number_of_seconds(client: httpx.Client, timeout: str) -> None:
    answer = client.get("/sparql", params={"query": ASK, "timeout": timeout})
    assert (answer.status_code, answer.json()["parameter"]) == (400, "timeout")
