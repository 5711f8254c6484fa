"""What catalogs in DCAT mean in our terms."""

from pathlib import Path

import pyoxigraph as ox
import pytest
from pyoxigraph import RdfFormat

from ingest.strict_yaml import Text
from tests.ingest.sources.dcat.files import EGGS, PREFIXES, one, read, write
from tests.ingest.sources.reading import records, rejected, said, values

EU = "http://publications.europa.eu/resource/authority"
CATALOG = f"""
<catalog> a dcat:Catalog ; dct:title "Ponds"@en ; dct:publisher [ a foaf:Organization ; foaf:name "Pond Office" ] ;
  dct:license <https://creativecommons.org/licenses/by/4.0/> ; dct:accrualPeriodicity <{EU}/frequency/DAILY> ;
  dcat:dataset <eggs>, [ a dcat:Dataset ; dct:title "Nests" ; dct:identifier "17" ] .
<eggs> a dcat:Dataset ; dct:title "Eggs"@en, "Eier"@de ; dct:alternative "Clutches" .
"""


def subject(found: dict[str, object], start: str) -> str:
    [key] = [each for each in found if each.startswith(start)]
    return key


def test_a_dataset_names_its_catalog_and_that_its_terms(tmp_path: Path) -> None:
    write(tmp_path, CATALOG)
    found = records(read(tmp_path))
    eggs = found[subject(dict(found), EGGS)]
    [document] = said(eggs)["describedIn"]
    told = said(found[document])
    assert told["dataLicense"] == "https://creativecommons.org/licenses/by/4.0/"
    assert told["attribution"] == "Ponds, published by Pond Office"
    assert told["updateRate"] == "daily"
    assert eggs.label == "Eggs"
    assert [each[Text("text")] for each in eggs.alt_labels if isinstance(each, dict)] == ["Eier", "Clutches"]


def test_a_number_identifies_a_dataset_within_its_catalog_only(tmp_path: Path) -> None:
    write(tmp_path, CATALOG)
    write(tmp_path, '[] a dcat:Dataset ; dct:title "Nests" ; dct:identifier "17" .', "nests.ttl")
    found = read(tmp_path)
    assert subject(dict(records(found)), "dataset/dcat.ponds.example-catalog-17-")
    assert list(rejected(found)) == ["dcat/nests.ttl"]


@pytest.mark.parametrize("kind", ["foaf:Agent", "foaf:Organization"])
def test_a_publisher_need_not_be_said_to_be_an_organization_and_a_creator_must(tmp_path: Path, kind: str) -> None:
    agent = f'[ a {kind} ; foaf:name "Pond Office" ; foaf:mbox <mailto:office@ponds.example> ]'
    record = one(tmp_path, f"dct:publisher {agent} ; dct:creator {agent} .")
    [publisher] = said(record)["publishedBy"]
    assert ("developedBy" in said(record)) == (kind == "foaf:Organization")
    found = records(read(tmp_path))
    assert bool(values(found[publisher], "classification")) == (kind == "foaf:Agent")
    assert "dct:publisher/foaf:mbox" in record.unread
    assert "mailto" not in str([each.blocks for each in found.values()])


def test_a_person_without_an_orcid_id_is_not_recorded(tmp_path: Path) -> None:
    record = one(tmp_path, 'dct:publisher [ a foaf:Person ; foaf:name "Ada Heron" ] .')
    assert "Ada" not in str(read(tmp_path))
    assert "dct:publisher (not recorded)" in record.unread


def test_languages_and_access_come_from_authority_lists(tmp_path: Path) -> None:
    listed = f'dct:language <{EU}/language/DEU>, <http://lexvo.org/id/iso639-3/fra>, "en", <{EU}/language/OP_X> ;'
    record = one(tmp_path, f'{listed} dct:accessRights <{EU}/access-right/NON_PUBLIC>, "ask" .')
    assert said(record)["supportsLanguage"] == ["deu", "fra", "eng"]
    assert said(record)["accessLevel"] == ["closed"]
    assert values(record, "supportsLanguage") == [(f"{EU}/language/OP_X", "unmapped", "")]
    assert values(record, "accessLevel") == [("ask", "unmapped", "")]


def test_a_license_may_stand_with_the_files(tmp_path: Path) -> None:
    cc = f"<{EU}/licence/CC_BY_4_0>"
    record = one(tmp_path, f"dcat:distribution [ dct:license {cc} ], [ dct:license {cc} ] .")
    assert said(record)["hasLicense"] == ["license/spdx.cc-by-4.0"]
    own = one(tmp_path, f'dct:license "MIT" ; dcat:distribution [ dct:license {cc} ] .')
    assert said(own)["hasLicense"] == ["license/spdx.mit"]
    assert "dcat:distribution/dct:license" in own.unread


def test_formats_have_one_spelling_and_forms_of_one_thing_are_not_added_up(tmp_path: Path) -> None:
    csv = f"[ dct:format <{EU}/file-type/CSV> ; dcat:downloadURL <1.csv> ; dcat:byteSize 10 ]"
    iana = "[ dcat:mediaType <https://www.iana.org/assignments/media-types/text/csv> ; dcat:accessURL <api> ]"
    other = '[ dct:format [ rdfs:label "Egg shells" ] ; dcat:downloadURL <2> ; dcat:byteSize 5 ]'
    record = one(tmp_path, f"dcat:distribution {csv}, {iana}, {other} .")
    told = said(record)
    assert told["fileFormat"] == ["text/csv"]
    assert values(record, "fileFormat") == [("Egg shells", "unmapped", "")]
    assert [(each["metricType"], each["metricValue"], each["comparator"]) for each in told["hasMetric"]] == [
        ("files", "2", "at-least")
    ]


def test_the_size_of_the_only_file_is_that_of_the_dataset(tmp_path: Path) -> None:
    told = said(one(tmp_path, 'dcat:distribution [ dcat:byteSize "1024.0"^^xsd:decimal ] .'))
    assert [(each["metricValue"], each["metricUnit"]) for each in told["hasMetric"]] == [("1024", "bytes")]


def test_versions_series_parts_and_origins_are_links_between_files(tmp_path: Path) -> None:
    write(tmp_path, '<series> a dcat:DatasetSeries ; dct:title "All eggs" . <raw> a dcat:Dataset .', "other.ttl")
    record = one(tmp_path, "dcat:inSeries <series> ; prov:wasDerivedFrom <raw>, <lost> ; dct:hasPart <raw>, <eggs> .")
    found = records(read(tmp_path))
    told = said(record)
    [series] = told["memberOfFamily"]
    assert said(found[series])["artifactLevel"] == ["family"]
    assert told["dependsOn"] == told["composedOf"] == [subject(dict(found), "dataset/dcat.ponds.example-raw-")]
    assert values(record, "dependsOn") == [("https://ponds.example/lost", "unmapped", "")]
    assert values(record, "composedOf") == [("https://ponds.example/eggs", "exact", [record.subject])]


def test_a_repository_on_the_hub_is_named_wherever_it_stands(tmp_path: Path) -> None:
    told = said(one(tmp_path, "owl:sameAs <https://huggingface.co/datasets/heron-lab/calls> ."))
    assert told["hubRepository"] == ["heron-lab/calls"]
    assert told["artifactLevel"] == ["release"]


def test_identifiers_of_registries_are_matches_and_others_stay_texts(tmp_path: Path) -> None:
    record = one(
        tmp_path,
        'dct:identifier "https://doi.org/10.5281/ZENODO.9", "eggs-1" ; '
        'adms:identifier [ skos:notation "e2" ] ; owl:sameAs <https://www.wikidata.org/entity/Q42> .',
    )
    assert said(record)["exactMatch"] == ["http://www.wikidata.org/entity/Q42", "https://doi.org/10.5281/zenodo.9"]
    assert said(record)["identifier"] == ["doi:10.5281/zenodo.9", "eggs-1", "e2"]


def test_a_standard_without_an_address_stays_a_source_value(tmp_path: Path) -> None:
    record = one(tmp_path, 'dct:conformsTo <https://standards.example/eggs>, "egg rules" .')
    assert said(record)["conformsTo"] == ["https://standards.example/eggs"]
    assert values(record, "conformsTo") == [("egg rules", "unmapped", "")]


def test_properties_of_unknown_vocabularies_are_counted_without_their_names(tmp_path: Path) -> None:
    record = one(tmp_path, '<https://evil.example/&lt;script&gt;> "x" ; dcat:theme <theme> .')
    assert record.unread == ("(other vocabulary)", "dcat:theme")


FORMATS = {
    "nt": RdfFormat.N_TRIPLES,
    "nq": RdfFormat.N_QUADS,
    "trig": RdfFormat.TRIG,
    "rdf": RdfFormat.RDF_XML,
    "jsonld": RdfFormat.JSON_LD,
}


@pytest.mark.parametrize("suffix", FORMATS)
def test_every_form_of_rdf_says_the_same(tmp_path: Path, suffix: str) -> None:
    turtle, other = tmp_path / "turtle", tmp_path / "other"
    for folder in (turtle, other):
        folder.mkdir()
    write(turtle, CATALOG)
    triples = [quad.triple for quad in ox.parse(PREFIXES + CATALOG, format=RdfFormat.TURTLE)]
    ox.serialize(triples, str(other / f"ponds.{suffix}"), format=FORMATS[suffix])
    wanted = {key: said(each) for key, each in records(read(turtle)).items()}
    assert {key: said(each) for key, each in records(read(other)).items()} == wanted
