"""The cases of the W3C SPARQL 1.1 protocol tests that a service of queries can pass, each under its name there."""

import httpx
import pytest
from pyoxigraph import RdfFormat, parse

from tests.service.sparql.protocol.documents import (
    BOOLEAN,
    BOTH_IN_DEFAULT,
    BOTH_NAMED,
    DIRECT,
    ELSEWHERE,
    FIRST,
    RDF,
    SECOND,
    TABULAR,
    THIRD,
    of_type,
)

PATH = "/sparql/"


def is_true(answer: httpx.Response) -> bool:
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] in BOOLEAN
    return answer.json()["boolean"] is True


def posted(client: httpx.Client, query: str, **graphs: str | list[str]) -> httpx.Response:
    parameters = {name.replace("_", "-"): value for name, value in graphs.items()}
    return client.post(PATH, params=parameters, content=query, headers=DIRECT)


def got(client: httpx.Client, query: str, **graphs: str | list[str]) -> httpx.Response:
    return client.get(
        PATH, params={"query": query, **{name.replace("_", "-"): value for name, value in graphs.items()}}
    )


def test_query_get(client: httpx.Client) -> None:
    assert is_true(got(client, "ASK {}", default_graph_uri=ELSEWHERE))


def test_query_post_form(client: httpx.Client) -> None:
    assert is_true(client.post(PATH, params={"default-graph-uri": ELSEWHERE}, data={"query": "ASK {}"}))


def test_query_post_direct(client: httpx.Client) -> None:
    assert is_true(posted(client, "ASK {}"))


def test_query_dataset_default_graphs_get(client: httpx.Client) -> None:
    assert is_true(got(client, BOTH_IN_DEFAULT, default_graph_uri=[FIRST, SECOND]))
    assert not is_true(got(client, BOTH_IN_DEFAULT, default_graph_uri=FIRST))
    assert not is_true(got(client, BOTH_IN_DEFAULT))


def test_query_dataset_default_graphs_post(client: httpx.Client) -> None:
    assert is_true(posted(client, BOTH_IN_DEFAULT, default_graph_uri=[FIRST, SECOND]))
    assert not is_true(posted(client, BOTH_IN_DEFAULT, default_graph_uri=SECOND))


def test_query_dataset_named_graphs_get(client: httpx.Client) -> None:
    assert is_true(got(client, f"ASK {{ {BOTH_NAMED} }}", named_graph_uri=[FIRST, SECOND]))
    assert not is_true(got(client, f"ASK {{ {BOTH_NAMED} }}", named_graph_uri=[FIRST, THIRD]))


def test_query_dataset_named_graphs_post(client: httpx.Client) -> None:
    assert is_true(posted(client, f"ASK {{ {BOTH_NAMED} }}", named_graph_uri=[FIRST, SECOND]))
    assert not is_true(posted(client, f"ASK {{ {BOTH_NAMED} }}", named_graph_uri=SECOND))


def test_query_dataset_full(client: httpx.Client) -> None:
    query = f"ASK {{ {of_type(THIRD)} . {BOTH_NAMED} }}"
    assert is_true(posted(client, query, default_graph_uri=THIRD, named_graph_uri=[FIRST, SECOND]))
    assert not is_true(posted(client, query, default_graph_uri=FIRST, named_graph_uri=[FIRST, SECOND]))
    assert not is_true(posted(client, query, named_graph_uri=[FIRST, SECOND]))


def test_query_multiple_dataset(client: httpx.Client) -> None:
    """The dataset of the protocol counts and that of the query does not."""
    named = f"ASK FROM <{THIRD}> {{ {BOTH_NAMED} }}"
    assert is_true(posted(client, named, named_graph_uri=[FIRST, SECOND]))
    default = f"ASK FROM <{THIRD}> {{ {of_type(THIRD)} }}"
    assert is_true(posted(client, default))
    assert not is_true(posted(client, default, named_graph_uri=[FIRST, SECOND]))
    assert not is_true(posted(client, default, default_graph_uri=FIRST))
    both = f"ASK FROM NAMED <{THIRD}> {{ GRAPH ?g {{ {of_type(THIRD)} }} }}"
    assert is_true(posted(client, both))
    assert not is_true(posted(client, both, default_graph_uri=FIRST))


@pytest.mark.parametrize(
    ("query", "types"),
    [
        pytest.param("SELECT (1 AS ?value) {}", TABULAR, id="query_content_type_select"),
        pytest.param("ASK {}", BOOLEAN, id="query_content_type_ask"),
        pytest.param("DESCRIBE <http://example.org/>", RDF, id="query_content_type_describe"),
        pytest.param("CONSTRUCT { <s> <p> 1 } WHERE {}", RDF, id="query_content_type_construct"),
    ],
)
def test_query_content_type(client: httpx.Client, query: str, types: tuple[str, ...]) -> None:
    answer = posted(client, query, default_graph_uri=ELSEWHERE)
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] in types


def test_relative_iris_are_read_against_the_base_of_the_graph_whatever_host_was_asked(client: httpx.Client) -> None:
    query = "CONSTRUCT { <s> <p> 1 } WHERE {}"
    for host in ("one.example", "two.example"):
        answer = client.get(PATH, params={"query": query}, headers={"Host": host})
        ((subject, *_),) = parse(answer.content, format=RdfFormat.TURTLE)
        assert str(subject) == "<https://w3id.org/opencairn/s>"


@pytest.mark.parametrize(
    ("method", "path", "headers", "body", "status"),
    [
        pytest.param("PUT", "?query=ASK%20%7B%7D", {}, b"", 405, id="bad_query_method"),
        pytest.param("GET", "?query=ASK%7B%7D&query=SELECT%20*%7B%7D", {}, b"", 400, id="bad_multiple_queries"),
        pytest.param("POST", "", {"Content-Type": "text/plain"}, b"ASK {}", 415, id="bad_query_wrong_media_type"),
        pytest.param("POST", "", {}, b"query=ASK%20%7B%7D", 415, id="bad_query_missing_form_type"),
        pytest.param("POST", "", {}, b"ASK {}", 415, id="bad_query_missing_direct_type"),
        pytest.param(
            "POST",
            "",
            {"Content-Type": "application/sparql-query; charset=UTF-16"},
            "ASK {}".encode("utf-16"),
            415,
            id="bad_query_non_utf8",
        ),
        pytest.param("POST", "", DIRECT, "ASK {}".encode("utf-16"), 400, id="bad_query_non_utf8 without saying so"),
        pytest.param("GET", "?query=ASK%20%7B", {}, b"", 400, id="bad_query_syntax"),
        pytest.param("GET", "?update=CLEAR%20ALL", {}, b"", 403, id="bad_update_get"),
        pytest.param(
            "POST",
            "",
            {"Content-Type": "application/x-www-form-urlencoded"},
            b"update=CLEAR%20NAMED&update=CLEAR%20DEFAULT",
            403,
            id="bad_multiple_updates",
        ),
        pytest.param("POST", "", {"Content-Type": "text/plain"}, b"CLEAR NAMED", 415, id="bad_update_wrong_media_type"),
        pytest.param("POST", "", {}, b"update=CLEAR%20NAMED", 415, id="bad_update_missing_form_type"),
        pytest.param(
            "POST",
            "",
            {"Content-Type": "application/sparql-update; charset=UTF-16"},
            "CLEAR NAMED".encode("utf-16"),
            403,
            id="bad_update_non_utf8",
        ),
        pytest.param(
            "POST", "", {"Content-Type": "application/sparql-update"}, b"CLEAR XYZ", 403, id="bad_update_syntax"
        ),
        pytest.param(
            "POST",
            f"?using-graph-uri={FIRST}",
            {"Content-Type": "application/sparql-update"},
            b"DELETE {} USING <x:g> WHERE {}",
            403,
            id="bad_update_dataset_conflict",
        ),
    ],
)
def test_bad_requests(
    client: httpx.Client, method: str, path: str, headers: dict[str, str], body: bytes, status: int
) -> None:
    answer = client.request(method, PATH + path, headers=headers, content=body)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["detail"]


@pytest.mark.parametrize("kind", ["post_form", "post_direct"])
def test_update_is_refused_with_a_reason_and_changes_nothing(client: httpx.Client, kind: str) -> None:
    update = f"CLEAR GRAPH <{FIRST}>"
    answer = (
        client.post(PATH, data={"update": update})
        if kind == "post_form"
        else client.post(PATH, content=update, headers={"Content-Type": "application/sparql-update"})
    )
    assert answer.status_code == 403
    assert "read-only" in answer.json()["detail"]
    assert is_true(got(client, f"ASK {{ GRAPH ?g {{ {of_type(FIRST)} }} }}"))
