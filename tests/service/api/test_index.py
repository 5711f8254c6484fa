import httpx


def test_the_index_names_what_there_is(client: httpx.Client) -> None:
    answer = client.get("/api")
    parts = answer.json()["parts"]
    assert answer.json()["version"] == 1
    assert answer.json()["release"] == answer.headers["OpenCairn-Release"]
    assert {part["href"] for part in parts.values()} >= {f"{client.base_url}/sparql".replace("//sparql", "/sparql")}
    assert "ratelimit" in answer.headers


def test_a_parameter_that_there_is_not_is_refused_with_the_nearest(client: httpx.Client) -> None:
    refused = client.get("/api", params={"formt": "x"})
    assert (refused.status_code, refused.json()["parameter"]) == (400, "formt")
    assert refused.headers["content-type"] == "application/problem+json"
