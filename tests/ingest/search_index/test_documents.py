import pytest
from pyoxigraph import NamedNode, RdfFormat, Store

from ingest.namespaces import BASE, PREFIXES
from ingest.search_index.documents import LONGEST_DESCRIPTION, Found, documents, iri_of_key, key_of, shortened
from ingest.search_index.kinds import SEARCHED, iri_of, value_of

PROLOG = "".join(f"@prefix {prefix}: <{namespace}> .\n" for prefix, namespace in PREFIXES.items())
GRAPH = """
<https://w3id.org/opencairn/id/model/bloom> rdfs:label "BLOOM"@en, "BLOOM (modèle)"@fr ; skos:altLabel "Bloom 176B" ;
  cairn:developedBy <https://w3id.org/opencairn/id/organization/bigscience-org> ; dct:issued "2022-07-12"^^xsd:date ;
  cairn:supportsLanguage <https://w3id.org/opencairn/concept/language/fra> ; cairn:hubRepository "bigscience/bloom" .
<https://w3id.org/opencairn/id/organization/bigscience-org> rdfs:label "BigScience" ; cairn:githubAccount "BigScience" ;
  dct:description "  A workshop\\n of volunteers. " ; foaf:homepage <https://bigscience.huggingface.co/> .
<https://w3id.org/opencairn/concept/language/fra> skos:prefLabel "French"@en ;
  skos:inScheme <https://w3id.org/opencairn/concept/language> .
<https://w3id.org/opencairn/id/model/old> dct:isReplacedBy <https://w3id.org/opencairn/id/model/bloom> .
<https://w3id.org/opencairn/id/partnership/p> rdfs:label "Compute for BLOOM" ;
  cairn:resultedIn <https://w3id.org/opencairn/id/model/bloom> ;
  cairn:during <https://w3id.org/opencairn/id/period/2021--2022> .
<https://w3id.org/opencairn/id/period/2021--2022> dcat:startDate "2021"^^xsd:gYear .
<https://w3id.org/opencairn/id/value/v> cairn:mapsTo <https://w3id.org/opencairn/id/model/bloom> ; rdfs:label "no" .
<https://w3id.org/opencairn/id/project/bigscience> rdfs:label "BigScience" .
<https://w3id.org/opencairn/id/governance/g> cairn:governs <https://w3id.org/opencairn/id/project/bigscience> ;
  cairn:governanceModel <https://w3id.org/opencairn/concept/governance-model/non-profit> .
<https://w3id.org/opencairn/id/project/bad_slug> rdfs:label "no thing" .
"""


@pytest.fixture(scope="module")
def found() -> dict[str, Found]:
    store = Store()
    store.load((PROLOG + GRAPH).encode(), format=RdfFormat.TURTLE)
    return {each.key: each for each in documents(store)}


def test_what_has_a_name_and_is_of_a_kind_that_people_look_for_is_found(found: dict[str, Found]) -> None:
    assert list(found) == [
        "concept/language/fra",
        "model/bloom",
        "organization/bigscience-org",
        "partnership/p",
        "project/bigscience",
    ]


def test_the_english_label_is_shown_and_all_names_are_searched(found: dict[str, Found]) -> None:
    assert found["model/bloom"].label == "BLOOM"
    assert found["model/bloom"].others == ["BLOOM (modèle)", "Bloom 176B"]


def test_a_thing_is_identified_by_its_own_iris_and_those_that_it_replaces(found: dict[str, Found]) -> None:
    assert {"model/bloom", "bloom", "bigscience/bloom", "model/old"} <= found["model/bloom"].exact
    assert "bigscience" not in found["organization/bigscience-org"].exact
    assert found["organization/bigscience-org"].addresses == {
        "bigscience",
        "github.com/bigscience",
        "bigscience.huggingface.co",
        "https://bigscience.huggingface.co/",
    }


def test_facets_follow_their_paths(found: dict[str, Found]) -> None:
    assert found["model/bloom"].facets["developer"] == ["bigscience-org"]
    assert found["model/bloom"].facets["year"] == ["2022"]
    assert found["partnership/p"].facets["year"] == ["2021"]
    assert found["project/bigscience"].facets["governance"] == ["non-profit"]
    assert found["concept/language/fra"].facets["scheme"] == ["language"]


def test_words_tell_what_and_where_a_thing_is(found: dict[str, Found]) -> None:
    assert found["model/bloom"].about == ["model", "BigScience", "2022", "French"]


def test_what_nobody_describes_is_described_by_its_facets(found: dict[str, Found]) -> None:
    assert found["model/bloom"].description == "BigScience, 2022"
    assert found["organization/bigscience-org"].description == "A workshop of volunteers."


def test_links_of_what_only_tells_where_facts_come_from_do_not_count(found: dict[str, Found]) -> None:
    assert found["model/bloom"].links == 1  # that of the partnership


@pytest.mark.parametrize(
    ("kind", "name", "iri", "value"),
    [
        ("organization", "country", "concept/country/fra", "fra"),
        ("organization", "country", "concept/region/europe", "region/europe"),
        ("partnership", "provider", "id/organization/genci", "genci"),
        ("partnership", "provider", "id/project/bigscience", "project/bigscience"),
        ("concept", "scheme", "concept/country", "country"),
    ],
)
def test_a_value_of_a_facet_leads_back_to_its_iri(kind: str, name: str, iri: str, value: str) -> None:
    facet = SEARCHED[kind].facet(name)
    assert facet
    assert value_of(facet, BASE + iri) == value
    assert iri_of(facet, value) == BASE + iri


@pytest.mark.parametrize("key", ["model/bloom", "concept/language/fra"])
def test_a_key_stands_for_an_iri(key: str) -> None:
    assert key_of(NamedNode(iri_of_key(key))) == key


@pytest.mark.parametrize(
    "iri", ["https://example.org/", f"{BASE}id/value/v", f"{BASE}id/model/a_b", f"{BASE}concept/x"]
)
def test_what_cannot_be_found_has_no_key(iri: str) -> None:
    assert key_of(NamedNode(iri)) is None


def test_a_long_description_is_cut_behind_a_word() -> None:
    text = "word " * 100
    assert len(shortened(text)) <= LONGEST_DESCRIPTION + 2
    assert shortened(text).endswith("word …")
    assert shortened("short") == "short"
