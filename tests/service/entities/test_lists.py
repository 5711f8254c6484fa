from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from ingest.search_index.fields import SORTS
from ingest.search_index.kinds import SEARCHED
from tests.server_process import serving
from tests.service.entities.listed_things import MODELS, publish_models
from tests.until import until

Get = Callable[..., dict[str, Any]]


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    data = tmp_path_factory.mktemp("models")
    publish_models(data)
    with serving(data) as server, server.client() as opened:
        yield opened


@pytest.fixture(scope="module")
def get(client: httpx.Client) -> Get:
    def found(kind: str, **params: Any) -> dict[str, Any]:
        answer = client.get(f"/api/entities/{kind}", params=params)
        assert answer.status_code == 200, answer.text
        told: dict[str, Any] = answer.json()
        return told

    return found


def keys(told: dict[str, Any]) -> list[str]:
    return [each["id"].rpartition("/")[2] for each in told["results"]]


def test_kinds_tell_how_many_things_they_have_and_how_to_list_them(client: httpx.Client) -> None:
    told = client.get("/api/entities").json()
    by_kind = {each["kind"]: each for each in told["results"]}
    assert list(by_kind) == list(SEARCHED)
    assert by_kind["model"]["count"] == MODELS
    assert by_kind["grant"]["count"] == 0
    assert [each["name"] for each in by_kind["model"]["facets"]][:2] == ["developer", "year"]
    assert [each["name"] for each in by_kind["model"]["sorts"]] == list(SORTS)
    assert client.get(by_kind["model"]["links"]["self"]).json()["total"] == MODELS


def test_a_thing_in_a_list_has_the_values_of_its_facets(get: Get) -> None:
    (listed,) = get("model", year="2003")["results"]
    assert listed["label"] == "Model 3"
    assert listed["values"]["developer"] == [{"value": "odd", "label": "Odd Ltd"}]
    assert listed["values"]["language"] == [{"value": "deu", "label": "deu"}, {"value": "fra", "label": "French"}]
    assert listed["values"]["license"] == []


def test_filters_of_one_facet_are_alternatives_and_of_two_conditions(get: Get) -> None:
    assert get("model", developer="odd")["total"] == 15
    assert get("model", developer=["odd", "even"])["total"] == MODELS
    assert get("model", developer="odd", language="fra")["total"] == 5


def test_facets_count_under_the_filters_of_the_others(get: Get) -> None:
    facets = get("model", developer="odd", language="fra")["facets"]
    counted = {name: {each["value"]: each["count"] for each in facet["values"]} for name, facet in facets.items()}
    assert counted["developer"] == {"odd": 5, "even": 5}
    assert counted["language"] == {"fra": 5, "deu": 5}
    assert facets["language"]["without"] == 10
    assert facets["license"] == {"values": [], "other": 0, "without": 5}
    assert facets["developer"]["values"][0]["label"] in {"Odd Ltd", "Even Ltd"}


def test_lists_are_sorted_as_asked_with_the_undated_last(get: Get) -> None:
    assert keys(get("model", sort="-links", limit=2)) == ["m8", "m7"]
    oldest, newest = keys(get("model", sort="date")), keys(get("model", sort="-date"))
    dated = [f"m{number}" for number in range(MODELS) if number % 5]
    assert oldest[: len(dated)] == dated
    assert newest[: len(dated)] == dated[::-1]
    labels = [each["label"] for each in get("model")["results"]]
    assert labels == sorted(labels)


@pytest.mark.parametrize("sort", SORTS)
@pytest.mark.parametrize("limit", [1, 7, 15])
def test_pages_join_to_the_whole(client: httpx.Client, get: Get, sort: str, limit: int) -> None:
    whole = keys(get("model", sort=sort, developer="odd"))
    answer = client.get("/api/entities/model", params={"sort": sort, "developer": "odd", "limit": limit})
    joined = keys(answer.json())
    while "next" in answer.links:
        assert answer.json()["total"] == 15
        answer = client.get(answer.links["next"]["url"])
        assert answer.json()["links"]["first"] == answer.links["first"]["url"]
        joined += keys(answer.json())
    assert answer.json()["after"] is None
    assert joined == whole


@pytest.mark.parametrize(
    "written", ["organization/odd", "id:organization/odd", "https://w3id.org/opencairn/id/organization/odd"]
)
def test_a_filter_takes_a_thing_however_it_is_written(get: Get, written: str) -> None:
    assert get("model", developer=written)["total"] == 15


def test_a_filter_takes_a_term_with_its_scheme_or_iri(get: Get) -> None:
    iri = "https://w3id.org/opencairn/concept/language/fra"
    assert get("model", language="language/fra")["total"] == get("model", language=iri)["total"] == 10


@pytest.mark.parametrize(
    ("kind", "params"),
    [
        ("model", {"country": "fra"}),
        ("model", {"sort": "size"}),
        ("model", {"limit": "0"}),
        ("model", {"limit": "1001"}),
        ("model", {"language": "../x"}),
        ("model", {"language": [f"l{number}" for number in range(21)]}),
        ("model", {"after": "x"}),
        ("project", {"language": "fra"}),
    ],
)
def test_what_a_list_does_not_know_is_refused(client: httpx.Client, kind: str, params: dict[str, Any]) -> None:
    answer = client.get(f"/api/entities/{kind}", params=params)
    assert answer.status_code == 400
    assert answer.json()["type"].endswith("/bad-parameter")


def test_a_value_that_nothing_has_is_refused_with_those_most_like_it(client: httpx.Client) -> None:
    for text in ("fr", "french"):
        answer = client.get("/api/entities/model", params={"language": text})
        assert (answer.status_code, answer.json()["parameter"], answer.json()["near"]) == (400, "language", ["fra"])
        assert "Did you mean fra (French)?" in answer.json()["detail"]


def test_a_cursor_belongs_to_its_list(client: httpx.Client, get: Get) -> None:
    after = get("model", limit=3)["after"]
    assert client.get("/api/entities/model", params={"after": after, "sort": "date"}).status_code == 400
    assert client.get("/api/entities/project", params={"after": after}).status_code == 400


def test_an_unknown_kind_names_those_that_there_are(client: httpx.Client) -> None:
    answer = client.get("/api/entities/models")
    assert answer.status_code == 404
    assert answer.json()["near"][0] == "model"


def test_what_was_joined_into_another_thing_leads_there(client: httpx.Client) -> None:
    answer = client.get("/api/entities/model/old")
    assert answer.status_code == 301
    assert answer.headers["Location"] == f"{client.base_url}/api/entities/model/m1"


def test_a_cursor_of_another_release_goes_on_unless_its_thing_is_gone(tmp_path: Path) -> None:
    publish_models(tmp_path)
    with serving(tmp_path, poll_interval="0.05") as server, server.client() as client:
        first = client.get("/api/entities/model", params={"sort": "date", "limit": 3}).json()
        assert keys(first) == ["m1", "m2", "m3"]
        second = publish_models(tmp_path, range(2, MODELS))
        until(lambda: client.get("/api").json()["release"] == second.id)
        after = client.get(first["links"]["next"]).json()
        assert after["release"] == second.id
        assert keys(after) == ["m4", "m6", "m7"]
        third = publish_models(tmp_path, range(4, MODELS))
        until(lambda: client.get("/api").json()["release"] == third.id)
        gone = client.get(first["links"]["next"])
        assert gone.status_code == 410
        assert gone.json()["type"].endswith("/cursor-expired")
