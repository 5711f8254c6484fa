import io

import httpx
import pytest
from pyarrow import parquet
from pyoxigraph import RdfFormat, parse

from service.api.cursors import Cursor, key_of

NUMBERS = "/api/questions/numbers"
CONCEPTS = "/api/questions/concepts"


def test_rows_have_typed_values_and_labels(asked: httpx.Client) -> None:
    answer = asked.get(NUMBERS, params={"project": "bigscience"})
    assert answer.status_code == 200
    told = answer.json()
    project = {"id": "https://w3id.org/opencairn/id/project/bigscience", "label": "BigScience Workshop"}
    assert told["rows"] == [
        {"about": "BigScience Workshop", "about_iri": project, "what": "number of volunteers", "amount": 1000}
    ]
    assert told["columns"][1] == {"name": "about_iri", "type": "iri"}
    assert told["parameters"] == {"project": project, "least": "0"}
    assert (told["question"], told["title"], told["total"]) == ("numbers", "Numbers of a project", 1)
    assert told["release"] == answer.headers["OpenCairn-Release"]
    assert told["links"]["page"] == str(asked.base_url.join("/questions/numbers?project=bigscience"))


@pytest.mark.parametrize(
    ("name", "media_type"),
    [
        ("json", "application/json"),
        ("csv", "text/csv"),
        ("tsv", "text/tab-separated-values"),
        ("srj", "application/sparql-results+json"),
        ("parquet", "application/vnd.apache.parquet"),
    ],
)
def test_every_format_has_its_media_type_by_name_and_by_accept(name: str, media_type: str, asked: httpx.Client) -> None:
    by_name = asked.get(CONCEPTS, params={"scheme": "region", "format": name})
    by_accept = asked.get(CONCEPTS, params={"scheme": "region"}, headers={"Accept": media_type})
    for answer in (by_name, by_accept):
        assert answer.status_code == 200
        assert answer.headers["content-type"].partition(";")[0] == media_type
        assert {"Accept", "Accept-Encoding"} <= set(answer.headers["vary"].split(", "))
        assert answer.headers["etag"]


def test_all_formats_have_the_same_rows(asked: httpx.Client) -> None:
    def body(form: str) -> httpx.Response:
        return asked.get(CONCEPTS, params={"scheme": "country", "format": form, "limit": "50"})

    labels = [row["label"] for row in body("json").json()["rows"]]
    assert len(labels) == 50
    assert [line.split(",", 1)[1].strip('"') for line in body("csv").text.splitlines()[1:]] == labels
    assert [row["label"]["value"] for row in body("srj").json()["results"]["bindings"]] == labels
    table = parquet.read_table(io.BytesIO(body("parquet").content))
    assert table.column("label").to_pylist() == labels
    assert len(body("tsv").text.splitlines()) == 51


def test_pages_join_to_the_whole(asked: httpx.Client) -> None:
    whole = asked.get(CONCEPTS, params={"scheme": "country", "format": "srj"}).json()["results"]["bindings"]
    page = asked.get(CONCEPTS, params={"scheme": "country", "limit": "60"})
    seen = []
    while True:
        told = page.json()
        assert told["total"] == len(whole)
        seen += [row["label"] for row in told["rows"]]
        following = page.links.get("next")
        assert (following is None) == (told["after"] is None)
        if following is None:
            break
        assert following["url"] == told["links"]["next"]
        page = asked.get(following["url"])
    assert seen == [row["label"]["value"] for row in whole]
    assert "after" not in page.links["first"]["url"]


def test_without_a_limit_json_has_a_hundred_rows_and_files_have_all(asked: httpx.Client) -> None:
    told = asked.get(CONCEPTS, params={"scheme": "country"}).json()
    lines = asked.get(CONCEPTS, params={"scheme": "country", "format": "csv"}).text.splitlines()
    assert (len(told["rows"]), told["limit"]) == (100, 100)
    assert len(lines) == told["total"] + 1 > 101
    rest = asked.get(CONCEPTS, params={"scheme": "country", "format": "csv", "after": told["after"]}).text
    assert len(rest.splitlines()) == told["total"] - 100 + 1


@pytest.mark.parametrize(
    ("query", "parameter", "words"),
    [
        ("project=bigscience&projekt=x", "projekt", "Did you mean project?"),
        ("", "project", "is missing"),
        ("project=bigsciense", "project", "Did you mean project/bigscience?"),
        ("project=a%20b", "project", "expected an IRI"),
        ("project=bigscience&least=many", "least", "a whole number"),
        ("project=bigscience&project=hostile", "project", "2 times"),
        ("project=bigscience&format=xlsx", "format", "json, csv, tsv"),
        ("project=bigscience&format=turtle", "format", "json, csv, tsv"),
        ("project=bigscience&limit=0", "limit", "must be 1 or more"),
        ("project=bigscience&limit=1001", "limit", "must be 1000 or less"),
        ("project=bigscience&after=nonsense", "after", "no cursor of ours"),
    ],
)
def test_a_parameter_that_cannot_be_used_is_named(query: str, parameter: str, words: str, asked: httpx.Client) -> None:
    refused = asked.get(f"{NUMBERS}?{query}")
    problem = refused.json()
    assert (refused.status_code, problem["parameter"]) == (400, parameter)
    assert refused.headers["content-type"] == "application/problem+json"
    assert words in problem["detail"]


def test_a_value_outside_of_the_choices_is_refused(asked: httpx.Client) -> None:
    upper = asked.get(CONCEPTS, params={"scheme": "region", "case": "upper"}).json()["rows"]
    assert upper
    assert all(row["label"].isupper() for row in upper)
    refused = asked.get(CONCEPTS, params={"scheme": "region", "case": "lower"})
    assert (refused.status_code, refused.json()["expected"]) == (400, "one of as-is, upper")


def test_a_default_that_is_no_thing_is_told_as_it_is_written(asked: httpx.Client) -> None:
    assert asked.get("/api/questions/regions").json()["parameters"] == {"region": "any"}
    africa = asked.get("/api/questions/regions", params={"region": "africa"}).json()["parameters"]["region"]
    assert africa == {"id": "https://w3id.org/opencairn/concept/region/africa", "label": "Africa"}


def test_a_value_never_becomes_more_than_a_term(asked: httpx.Client) -> None:
    hostile = 'https://example.org/> . ?s ?p ?o } # "'
    assert asked.get(NUMBERS, params={"project": hostile}).status_code == 400


def test_a_cursor_of_another_answer_is_refused(asked: httpx.Client) -> None:
    after = asked.get(CONCEPTS, params={"scheme": "country", "limit": "1"}).json()["after"]
    assert asked.get(CONCEPTS, params={"scheme": "region", "after": after}).status_code == 400


def test_a_cursor_whose_row_is_gone_is_410_and_says_where_to_start(asked: httpx.Client) -> None:
    gone = asked.get(CONCEPTS, params={"scheme": "region", "after": str(Cursor("before", 3, key_of("gone")))})
    assert (gone.status_code, gone.json()["type"].rpartition("/")[2]) == (410, "cursor-expired")
    assert asked.get(gone.json()["links"]["first"]).status_code == 200


def test_an_unknown_question_names_the_nearest(asked: httpx.Client) -> None:
    missing = asked.get("/api/questions/Number")
    problem = missing.json()
    assert (missing.status_code, problem["near"]) == (404, ["numbers"])
    told = "No question is called 'Number'. Did you mean numbers? All of them: /api/questions."
    assert problem["detail"] == told


@pytest.mark.parametrize(
    ("name", "media_type", "form"),
    [
        ("ttl", "text/turtle", RdfFormat.TURTLE),
        ("turtle", "text/turtle", RdfFormat.TURTLE),
        ("nt", "application/n-triples", RdfFormat.N_TRIPLES),
        ("n-triples", "application/n-triples", RdfFormat.N_TRIPLES),
        ("json-ld", "application/ld+json", RdfFormat.JSON_LD),
        ("jsonld", "application/ld+json", RdfFormat.JSON_LD),
        ("rdf", "application/rdf+xml", RdfFormat.RDF_XML),
        ("trig", "application/trig", RdfFormat.TRIG),
    ],
)
def test_a_construct_question_is_answered_with_rdf(
    name: str, media_type: str, form: RdfFormat, asked: httpx.Client
) -> None:
    at, thing = "/api/questions/labels-as-graph", {"thing": "project/bigscience"}
    by_name = asked.get(at, params={**thing, "format": name})
    by_accept = asked.get(at, params=thing, headers={"Accept": media_type})
    for answer in (by_name, by_accept):
        assert answer.headers["content-type"].partition(";")[0] == media_type
        assert [quad.object.value for quad in parse(answer.content, format=form)] == ["BigScience Workshop"]
    assert asked.get(at, params={**thing, "limit": "3"}).status_code == 400


def test_what_cannot_be_answered_in_any_format_is_406(asked: httpx.Client) -> None:
    refused = asked.get(CONCEPTS, params={"scheme": "region"}, headers={"Accept": "image/png"})
    assert (refused.status_code, "text/csv" in refused.json()["offered"]) == (406, True)


def test_browsers_are_sent_to_the_page(asked: httpx.Client) -> None:
    sent = asked.get(f"{NUMBERS}?project=bigscience", headers={"Accept": "text/html,*/*;q=0.8"})
    assert (sent.status_code, sent.headers["location"].endswith("/questions/numbers?project=bigscience")) == (303, True)
    cut = asked.get(f"{CONCEPTS}?scheme=country&limit=5", headers={"Accept": "text/html"}, follow_redirects=True)
    assert (cut.status_code, cut.url.raw_path) == (200, b"/questions/concepts?scheme=country")
    after = asked.get(f"{CONCEPTS}?scheme=country&limit=5").json()["after"]
    query = {"scheme": "country", "limit": 5, "after": after}
    later = asked.get(CONCEPTS, params=query, headers={"Accept": "text/html"}, follow_redirects=True)
    assert (later.status_code, dict(later.url.params)) == (200, {"scheme": "country", "after": after})
    kept = asked.get(f"{NUMBERS}?project=bigscience&format=json", headers={"Accept": "text/html,*/*;q=0.8"})
    assert kept.headers["content-type"] == "application/json"


def test_an_answer_that_the_client_has_is_not_sent_again(asked: httpx.Client) -> None:
    first = asked.get(CONCEPTS, params={"scheme": "region"})
    again = asked.get(CONCEPTS, params={"scheme": "region"}, headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert asked.head(CONCEPTS, params={"scheme": "region"}).headers["etag"] == first.headers["etag"]
    assert asked.post(CONCEPTS).status_code == 405
