import json
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from ingest.namespaces import BASE, PREFIXES
from tests.server_process import serving
from tests.service.conftest import publish_trig
from tests.service.search.named_things import ID, PROLOG, THINGS, thing

PAGES = "<https://huggingface.co/bigscience> , <https://huggingface.co/other-lab>"
FRANCE = f"<{PREFIXES['concept']}country/fra>"
TABLE = (
    PROLOG
    + THINGS
    + "".join(
        [
            thing(
                "organization/genci-fr",
                "GENCI",
                f'cairn:locatedIn {FRANCE} ; cairn:activeFrom "2007-01"^^xsd:gYearMonth',
            ),
            thing("model/solo", "Solo", 'cairn:parameterCount 7 ; dct:issued "2022-07-12"^^xsd:date'),
            thing("partnership/p", "Compute for Solo", f"cairn:provider <{ID}organization/genci-fr>"),
            f'{FRANCE} skos:prefLabel "France"@en .\n',
            f"<{ID}model/old> dct:isReplacedBy <{ID}model/solo> .\n",
            thing("model/page", "Another", f"schema:url {PAGES}"),
            thing("organization/council", "National Council", 'skos:altLabel "CNRS"'),
            thing(
                "organization/seine",
                "Institute of France",
                f"cairn:locatedIn {FRANCE} ; skos:exactMatch <https://ror.org/02en5vm52>",
            ),
            thing("model/duo", "Duo"),
            thing("model/second", "Second", 'skos:altLabel "Duo"'),
            thing("model/diffusion-3.5", "Quiet Diffusion 3.5"),
            thing("model/diffusion-1.5", "Quiet-Diffusion-v1.5"),
            thing("model/hostile", "<script>alert(1)</script>"),
        ]
    )
)


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    data = tmp_path_factory.mktemp("table")
    publish_trig(data, TABLE)
    with serving(data) as server, server.client() as opened:
        yield opened


def matched(client: httpx.Client, **query: Any) -> list[dict[str, Any]]:
    answer = client.post("/reconcile", data={"queries": json.dumps({"q0": query})})
    assert answer.status_code == 200, answer.text
    found: list[dict[str, Any]] = answer.json()["q0"]["result"]
    return found


@pytest.mark.parametrize("path", ["/reconcile", "/reconcile/"])
def test_the_manifest_says_what_the_service_can_do(client: httpx.Client, path: str) -> None:
    told = client.get(path, headers={"Origin": "https://example.org"})
    manifest = told.json()
    assert told.headers["Access-Control-Allow-Origin"] == "*"
    assert "0.2" in manifest["versions"]
    assert manifest["identifierSpace"] == BASE
    assert {"id": "project", "name": "Projects and collaboratives"} in manifest["defaultTypes"]
    for part in manifest["suggest"].values():
        address = part["service_url"] + part["service_path"]
        assert client.get(address, params={"prefix": "x"}).status_code == 200
    proposing = manifest["extend"]["propose_properties"]
    assert client.get(proposing["service_url"] + proposing["service_path"]).status_code == 200


def test_a_name_is_matched_in_spite_of_its_spelling(client: httpx.Client) -> None:
    first, *_ = matched(client, query="huging face", type="organization", limit=3)
    assert first["id"] == "id/organization/huggingface"
    assert first["name"] == "Hugging Face"
    assert first["type"] == [{"id": "organization", "name": "Organizations"}]
    assert 80 < first["score"] < 100
    assert not first["match"]
    features = {feature["id"]: feature["value"] for feature in first["features"]}
    assert features["all_properties"] is True
    assert first["score"] == pytest.approx(100 * features["name_similarity"], abs=0.1)


@pytest.mark.parametrize(
    "name",
    [
        "Hugging Face",
        f"{ID}organization/huggingface",
        "id/organization/huggingface",
        "organization/huggingface",
    ],
)
def test_a_name_or_identifier_that_one_thing_has_is_a_match(client: httpx.Client, name: str) -> None:
    first, *others = matched(client, query=name)
    assert (first["id"], first["match"], first["score"]) == ("id/organization/huggingface", True, 100)
    assert not any(other["match"] for other in others)


@pytest.mark.parametrize(
    ("name", "score"),
    [("HUGGING FACE", 99), ("HuggingFace", 98), ("HUGGINGFACE", 97), ("hugging-face", 97), ("huging-face", 90.9)],
)
def test_what_is_not_written_like_the_label_is_a_bit_below(client: httpx.Client, name: str, score: float) -> None:
    first, *_ = matched(client, query=name)
    assert (first["id"], first["match"], first["score"]) == ("id/organization/huggingface", score >= 97, score)


def test_a_thing_is_not_called_like_the_account_that_its_page_belongs_to(client: httpx.Client) -> None:
    first, *others = matched(client, query="bigscience")
    assert (first["id"], first["match"], first["score"]) == ("id/project/bigscience", True, 97)
    (page,) = [each for each in others if each["id"] == "id/model/page"]
    assert page["score"] < 50
    by_address, *_ = matched(client, query="https://huggingface.co/other-lab")
    assert (by_address["id"], by_address["match"], by_address["score"]) == ("id/model/page", True, 95)


def test_a_name_of_two_things_is_no_match_until_a_kind_or_property_tells_them_apart(
    client: httpx.Client,
) -> None:
    assert {each["id"] for each in matched(client, query="BLOOM")[:2]} == {"id/model/bloom", "id/project/bloom"}
    assert not any(each["match"] for each in matched(client, query="BLOOM"))
    of_a_kind = matched(client, query="BLOOM", type="project")
    assert [each["id"] for each in of_a_kind if each["match"]] == ["id/project/bloom"]
    assert not any(each["match"] for each in matched(client, query="GENCI"))
    for value in ("France", "fra", {"id": "concept/country/fra"}, f"{PREFIXES['concept']}country/fra"):
        first, second = matched(client, query="GENCI", properties=[{"pid": "country", "v": value}])
        assert (first["id"], first["match"], first["score"]) == ("id/organization/genci-fr", True, 100)
        assert (second["id"], second["match"], second["score"]) == ("id/organization/genci", False, 80)


@pytest.mark.parametrize(
    ("pid", "value", "agrees"),
    [
        ("year", 2007, True),
        ("active_from", "2007", True),
        ("active_from", "2007-01", True),
        ("active_from", "2008", False),
        ("shoe_size", "42", False),
    ],
)
def test_dates_agree_as_far_as_they_are_known(client: httpx.Client, pid: str, value: Any, agrees: bool) -> None:  # noqa: FBT001
    found = matched(client, query="GENCI", properties=[{"pid": pid, "v": value}])
    by_id = {each["id"]: each for each in found}
    assert by_id["id/organization/genci-fr"]["match"] is agrees


def test_another_version_comes_behind_and_is_no_match(client: httpx.Client) -> None:
    found = matched(client, query="quiet diffusion 1.5", type="model")
    assert [each["id"] for each in found[:2]] == ["id/model/diffusion-1.5", "id/model/diffusion-3.5"]
    assert [each["id"] for each in matched(client, query="quiet diffusion 3-5") if each["match"]] == [found[1]["id"]]
    assert not any(each["match"] for each in matched(client, query="quiet diffusion 35"))


def test_the_label_of_an_organization_comes_before_acronyms_of_others(client: httpx.Client) -> None:
    assert [each["id"] for each in matched(client, query="CNRS") if each["match"]] == ["id/organization/cnrs"]
    assert not any(each["match"] for name in ("cnrs", "Duo") for each in matched(client, query=name))


def test_a_license_is_matched_as_sources_write_it_unless_something_else_is_called_so(client: httpx.Client) -> None:
    first, *_ = matched(client, query="Hugo Open License")
    assert (first["id"], first["match"], first["score"]) == ("id/license/hugo", True, 97)
    assert not any(each["match"] for each in matched(client, query="mix-tral"))
    assert [each["id"] for each in matched(client, query="mix-tral", type="license") if each["match"]] == [first["id"]]


def test_kinds_can_be_wished_for_or_demanded(client: httpx.Client) -> None:
    wished = matched(client, query="BLOOM", type=["project"], type_strict="should")
    assert [(each["id"], each["score"]) for each in wished[:2]] == [("id/project/bloom", 100), ("id/model/bloom", 80)]
    assert matched(client, query="BLOOM", type=["project", "model"], type_strict="all") == []
    assert len(matched(client, query="BLOOM", type=["project", "model"])) >= 2
    assert matched(client, query="BLOOM", type="shoe") == []


def test_without_a_name_identifiers_are_matched(client: httpx.Client) -> None:
    (found,) = matched(client, properties=[{"pid": "ror", "v": "https://ror.org/02feahw73"}])
    assert (found["id"], found["match"]) == ("id/organization/cnrs", True)


@pytest.mark.parametrize("turned", [False, True])
def test_without_a_name_the_order_of_properties_does_not_matter(client: httpx.Client, *, turned: bool) -> None:
    given = [{"pid": "country", "v": "France"}, {"pid": "ror", "v": "https://ror.org/02en5vm52"}]
    first, *_ = matched(client, properties=given[::-1] if turned else given)
    assert (first["id"], first["score"], first["match"]) == ("id/organization/seine", 100, True)


def test_the_identifier_space_with_an_id_is_an_iri(client: httpx.Client) -> None:
    space = client.get("/reconcile").json()["identifierSpace"]
    for name, iri in (("Solo", f"{ID}model/solo"), ("France", f"{PREFIXES['concept']}country/fra")):
        first, *_ = matched(client, query=name)
        assert space + first["id"] == iri


def test_a_batch_is_answered_query_by_query(client: httpx.Client) -> None:
    queries = json.dumps({"a": {"query": "Solo"}, "b": {"query": "zzzz"}, "": {"query": "***"}})
    answer = client.get("/reconcile", params={"queries": queries})
    assert answer.headers["Cache-Control"] == "no-store"
    assert {name: len(each["result"]) for name, each in answer.json().items()} == {"a": 2, "b": 0, "": 0}


def test_values_of_things_are_fetched(client: httpx.Client) -> None:
    props = ["country", "year", "active_from", "provider", "issued", "parameter_count", "ror"]
    ids = ["organization/genci-fr", "model/old", "partnership/p", "id/organization/cnrs", f"{ID}model/solo", "no thing"]
    asked = {"ids": ids, "properties": [{"id": prop} for prop in props]}
    answer = client.post("/reconcile", data={"extend": json.dumps(asked)})
    assert answer.status_code == 200, answer.text
    told = answer.json()
    assert [each["id"] for each in told["meta"]] == props
    assert told["meta"][0] == {
        "id": "country",
        "name": "country",
        "type": {"id": "concept", "name": "Terms of classifications"},
    }
    assert {given: sorted(row) for given, row in told["rows"].items()} == dict.fromkeys(ids, sorted(props))
    filled = {given: {prop: cells for prop, cells in row.items() if cells} for given, row in told["rows"].items()}
    solo = {"year": [{"int": 2022}], "issued": [{"date": "2022-07-12T00:00:00Z"}], "parameter_count": [{"int": 7}]}
    assert filled == {
        "organization/genci-fr": {
            "country": [{"id": "concept/country/fra", "name": "France"}],
            "year": [{"int": 2007}],
            "active_from": [{"str": "2007-01"}],
        },
        "model/old": solo,
        "partnership/p": {"provider": [{"id": "id/organization/genci-fr", "name": "GENCI"}]},
        "id/organization/cnrs": {"ror": [{"str": "https://ror.org/02feahw73"}]},
        f"{ID}model/solo": solo,
        "no thing": {},
    }


def test_a_property_that_there_is_not_is_refused_with_those_most_like_it(client: httpx.Client) -> None:
    asked = {"ids": ["model/solo"], "properties": [{"id": "parameter_counts"}]}
    refused = client.post("/reconcile", data={"extend": json.dumps(asked)})
    assert (refused.status_code, refused.json()["near"][0]) == (400, "parameter_count")


def test_names_are_completed(client: httpx.Client) -> None:
    first = client.get("/reconcile/suggest/entity", params={"prefix": "hugg", "lang": "en"}).json()["result"]
    assert first[0]["id"] == "id/organization/huggingface"
    assert first[0]["notable"] == [{"id": "organization", "name": "Organizations"}]
    rest = client.get("/reconcile/suggest/entity", params={"prefix": "hugg", "cursor": 1}).json()["result"]
    assert rest == first[1:]
    only = client.get("/reconcile/suggest/entity", params={"prefix": "hugg", "type": "platform"}).json()["result"]
    assert [each["id"] for each in only] == ["id/platform/hub"]
    unknown = client.get("/reconcile/suggest/entity", params={"prefix": "hugg", "type": "shoe"}).json()["result"]
    assert unknown == []


def test_kinds_and_properties_are_completed_and_proposed(client: httpx.Client) -> None:
    kinds = client.get("/reconcile/suggest/type", params={"prefix": "collab"}).json()["result"]
    assert kinds == [{"id": "project", "name": "Projects and collaboratives"}]
    props = client.get("/reconcile/suggest/property", params={"prefix": "countr"}).json()["result"]
    assert [each["id"] for each in props] == ["country"]
    told = client.get("/reconcile/properties", params={"type": "license", "limit": 2}).json()
    assert told["type"] == "license"
    assert [each["id"] for each in told["properties"]] == ["category", "osi_approved"]


def test_a_preview_may_stand_in_a_frame_and_runs_no_script(client: httpx.Client) -> None:
    answer = client.get("/reconcile/preview", params={"id": "model/hostile"})
    assert "frame-ancestors *" in answer.headers["Content-Security-Policy"]
    assert "<script>" not in answer.text
    assert "&lt;script&gt;" in answer.text
    assert client.get("/reconcile/preview", params={"id": "model/nothing"}).status_code == 404


@pytest.mark.parametrize(
    ("given", "path"),
    [
        ("model/old", "/id/model/solo"),
        ("id/model/solo", "/id/model/solo"),
        ("concept/country/fra", "/concept/country/fra"),
    ],
)
def test_a_view_leads_to_the_page(client: httpx.Client, given: str, path: str) -> None:
    template = client.get("/reconcile").json()["view"]["url"]
    answer = client.get(template.replace("{{id}}", given.replace("/", "%2F")))
    assert (answer.status_code, answer.headers["Location"]) == (303, f"{client.base_url}{path}")


@pytest.mark.parametrize(
    ("form", "status"),
    [
        ({"query": "x"}, 400),
        ({"queries": "["}, 400),
        ({"extend": "{}"}, 400),
        ({"queries": r'{"q": {"query": "\ud800"}}'}, 400),
        ({"queries": r'{"\ud800": {"query": "x"}}'}, 400),
        ({"queries": r'{"q": {"query": "x", "properties": [{"pid": "year", "v": {"id": "\ud800"}}]}}'}, 400),
        ({"extend": r'{"ids": ["\ud800"], "properties": []}'}, 400),
        ({"extend": r'{"ids": ["project/bigscience"], "properties": [{"id": "\ud800"}]}'}, 400),
        ({"queries": json.dumps({str(number): {} for number in range(51)})}, 413),
    ],
)
def test_what_cannot_be_matched_is_refused(client: httpx.Client, form: dict[str, str], status: int) -> None:
    assert client.post("/reconcile", data=form).status_code == status


def test_a_body_is_a_form(client: httpx.Client) -> None:
    assert client.post("/reconcile", json={"queries": {}}).status_code == 415
    assert client.post("/reconcile", data={"queries": "x" * 2_000_000}).status_code == 413
