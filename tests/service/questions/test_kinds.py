import httpx
import pytest

GENCI = "https://w3id.org/opencairn/id/organization/genci"


@pytest.mark.parametrize(
    ("path", "asked_for", "given", "finder"),
    [
        ("numbers?project=model/bloom", "a project", "a model", "/api/search?kind=project"),
        ("numbers?project=concept/region/africa", "a project", "a concept of the scheme region", None),
        ("ties?provider=model/bloom", "an organization", "a model", "/api/search?kind=organization"),
        (
            "regions?region=concept/country/fra",
            "a concept of the scheme region",
            "a concept of the scheme country",
            None,
        ),
        ("concepts?scheme=concept/country/fra", "a scheme of concepts", "a concept of the scheme country", None),
        ("concepts?scheme=id/organization/genci", "a scheme of concepts", "an organization", "/api/concepts"),
    ],
)
def test_a_thing_of_another_kind_is_refused_with_the_way_to_the_right_ones(
    path: str, asked_for: str, given: str, finder: str | None, asked: httpx.Client
) -> None:
    refused = asked.get(f"/api/questions/{path}")
    problem = refused.json()
    assert (refused.status_code, problem["type"].rpartition("/")[2]) == (400, "bad-parameter"), problem
    assert (problem["expected"], problem["given"]) == (asked_for, given)
    assert f"asks for {asked_for}" in problem["detail"]
    assert f"is {given}" in problem["detail"]
    if finder:
        assert problem["links"]["find"] == str(asked.base_url.join(finder))


@pytest.mark.parametrize("path", ["ties?provider=genci", f"ties?provider={GENCI}", "ties?provider=project/bigscience"])
def test_a_thing_of_the_kind_or_of_a_class_below_it_is_asked_about(path: str, asked: httpx.Client) -> None:
    assert asked.get(f"/api/questions/{path}").status_code == 200


def test_what_the_release_does_not_know_leads_to_what_it_does(asked: httpx.Client) -> None:
    problem = asked.get("/api/questions/ties", params={"provider": "zzzz"}).json()
    assert problem["near"] == []
    assert problem["links"]["find"].endswith("/api/search?kind=organization")
    assert "/api/search?kind=organization" in problem["detail"]
