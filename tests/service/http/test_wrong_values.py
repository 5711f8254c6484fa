"""What is said of a wrong parameter is said in words."""

from collections.abc import Iterator, Mapping
from typing import Any

import httpx
import pytest

WRONG = ("%%", "0", "x" * 500)
CODE = ("String should", "Input should", "pattern", "^", "\\S", "regex")


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/api/search", "`q` is missing: a name, an alias or an identifier"),
        ("/api/search?q=x&kind=projects", "must be one of project, organization"),
        ("/api/search?q=x&kind=projects", "Did you mean project?"),
        ("/api/search?q=x&limit=ten", "`limit` cannot be 'ten': it must be a whole number, such as 20."),
        ("/api/search?q=x&limit=500", "must be 100 or less"),
        ("/api/search?q=%20", "must be a text of 1 to 200 characters, such as huging face"),
        ("/api/entities/model?sort=size", "must be one of label, -links, date, -date"),
        ("/api/entities/model?language=../x", "must be a slug, kind/slug, IRI, year or word, such as huggingface"),
        ("/api/entities/project/Big_Science", "must be a slug: small letters"),
        ("/api/questions?tag=computer", "Did you mean compute or coverage?"),
        ("/api/network?projection=organization-organization&from=2021-13", "such as 2021-05"),
        ("/api/network?projection=organizations", "Did you mean person-organization or organization-project"),
        ("/api/network?projection=model-model&via=training&via=x", "`via` cannot be 'x': it must be one of"),
        ("/api/questions/conflicts?describe=maybe", "must be true or false"),
    ],
)
def test_a_wrong_value_is_told_with_what_is_right(client: httpx.Client, path: str, words: str) -> None:
    refused = client.get(path)
    assert refused.status_code == 400
    assert words in refused.json()["detail"]


@pytest.mark.parametrize(
    "path",
    [
        "/api/search?q=bloom&q=lumi",
        "/api/network?projection=organization-organization&from=2021&from=2022",
        "/why?subject=a&subject=b&predicate=c",
    ],
)
def test_what_is_no_list_is_given_once(client: httpx.Client, path: str) -> None:
    refused = client.get(path)
    assert refused.status_code == 400
    assert "is given 2 times: give it once." in refused.json()["detail"]


def test_no_refusal_shows_code(client: httpx.Client) -> None:
    paths = client.get("/openapi.json").json()["paths"]
    asked = 0
    for path, name, value in wrong_values(paths):
        refused = client.get(path, params={name: value})
        detail = refused.json().get("detail", "") if refused.status_code == 400 else ""
        shown = detail.replace(value[:80], "")
        assert not any(each in shown for each in CODE), (path, name, detail)
        asked += bool(detail)
    assert asked > 100


def wrong_values(paths: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    """Every parameter of every route, but those of single questions, with values that are hardly right."""
    for path, methods in paths.items():
        if "get" in methods and not path.startswith(("/api/questions/", "/sparql")):
            for parameter in methods["get"].get("parameters", ()):
                for value in WRONG:
                    yield path, parameter["name"], value
