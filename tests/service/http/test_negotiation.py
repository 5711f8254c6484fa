import pytest

from service.errors import BadParameter, NotAcceptable
from service.http.negotiation import GRAPH_OFFERS, SOLUTION_OFFERS, choose, named, parse_accept, preferred, prefers_html

BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8"


@pytest.mark.parametrize(
    ("accept", "media_type"),
    [
        pytest.param(None, "application/sparql-results+json", id="nothing asked: the default"),
        pytest.param("", "application/sparql-results+json", id="an empty header: the default"),
        pytest.param("*/*", "application/sparql-results+json", id="anything: the default"),
        pytest.param("text/csv", "text/csv", id="one type"),
        pytest.param("TEXT/CSV", "text/csv", id="types have no case"),
        pytest.param("text/*", "text/csv", id="a subtype wildcard"),
        pytest.param("text/csv;q=0.5, application/json;q=0.8", "application/json", id="the higher q wins"),
        pytest.param("text/csv;q=0.5, */*;q=0.1", "text/csv", id="a low named type beats a lower wildcard"),
        pytest.param("text/csv, */*", "text/csv", id="a named type beats a wildcard of the same q"),
        pytest.param("*/*, text/csv;q=0.1", "application/sparql-results+json", id="a specific low q stays low"),
        pytest.param("text/*;q=1, text/csv;q=0", "text/tab-separated-values", id="q=0 excludes from a wildcard"),
        pytest.param(
            "text/tab-separated-values, text/csv", "text/tab-separated-values", id="equals: the client's order"
        ),
        pytest.param("text/csv;header=present;q=0.9, text/html", "text/csv", id="other parameters do not matter"),
        pytest.param("nonsense, text/csv", "text/csv", id="malformed entries are skipped"),
        pytest.param("text/csv;q=high, application/xml", "application/xml", id="a malformed q is skipped"),
        pytest.param("text/csv;q=7", "text/csv", id="a q above 1 counts as 1"),
        pytest.param("text/html", None, id="nothing fits"),
        pytest.param("text/csv;q=0", None, id="only exclusions"),
        pytest.param("*/*;q=0", None, id="everything excluded"),
    ],
)
def test_the_best_offer_follows_quality_then_specificity_then_order(accept: str | None, media_type: str | None) -> None:
    chosen = preferred(SOLUTION_OFFERS, accept)
    assert (chosen and chosen.media_type) == media_type


def test_a_client_that_prefers_one_rdf_format_among_many_gets_it() -> None:
    accept = "application/rdf+xml, text/turtle;q=0.9, application/n-triples;q=0.8"
    assert choose(GRAPH_OFFERS, accept, None).format == "rdfxml"


@pytest.mark.parametrize("name", ["csv", "text/csv", " CSV "])
def test_a_format_parameter_beats_the_accept_header(name: str) -> None:
    assert choose(SOLUTION_OFFERS, "application/json", name).media_type == "text/csv"


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("ttl", "turtle"),
        ("n3", "turtle"),
        ("nt", "ntriples"),
        ("json-ld", "jsonld"),
        ("json", "jsonld"),
        ("xml", "rdfxml"),
        ("rdf+xml", "rdfxml"),
        ("rdf xml", "rdfxml"),
        ("application/rdf+xml", "rdfxml"),
    ],
)
def test_graph_formats_have_the_names_that_clients_use(name: str, form: str) -> None:
    assert named(GRAPH_OFFERS, name).format == form


def test_a_format_of_the_other_kind_of_query_is_not_acceptable() -> None:
    with pytest.raises(NotAcceptable) as caught:
        named(SOLUTION_OFFERS, "turtle")
    assert caught.value.members["offered"] == [offer.media_type for offer in SOLUTION_OFFERS]


def test_an_unknown_format_is_a_bad_parameter() -> None:
    with pytest.raises(BadParameter, match="docx"):
        named(SOLUTION_OFFERS, "docx")


def test_not_acceptable_lists_what_is_offered() -> None:
    with pytest.raises(NotAcceptable, match=r"Accept: image/png.*text/csv"):
        choose(SOLUTION_OFFERS, "image/png", None)


@pytest.mark.parametrize(
    ("accept", "wanted"),
    [
        (BROWSER, True),
        ("text/html", True),
        ("*/*", False),
        (None, False),
        ("text/html;q=0.5, text/turtle", False),
        ("text/html;q=0", False),
    ],
)
def test_only_clients_that_name_html_first_get_pages(accept: str | None, wanted: bool) -> None:  # noqa: FBT001
    assert prefers_html(accept) is wanted


def test_quality_defaults_to_one() -> None:
    assert [entry.quality for entry in parse_accept("a/b, c/d;q=0.3, e/f; q = 0.25")] == [1.0, 0.3, 0.25]
