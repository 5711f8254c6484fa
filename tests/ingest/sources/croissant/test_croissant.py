"""What Croissant files of the Hub and of other places mean in our terms."""

from pathlib import Path
from typing import Any

import pytest

from tests.ingest.sources.croissant.files import CALLS, CONTEXT, FILE, OLD_CONTEXT, REPOSITORY, one, read, write
from tests.ingest.sources.reading import records, rejected, said, values

FILES: list[dict[str, Any]] = [
    FILE | {"@id": "a.zip", "encodingFormat": "application/zip", "contentSize": "2 MB"},
    FILE | {"@id": "b.csv", "encodingFormat": "text/csv", "contentSize": "500000 B"},
    FILE | {"@id": "c.csv", "encodingFormat": "text/csv", "containedIn": {"@id": "a.zip"}, "contentUrl": "c.csv"},
]


def metrics(told: dict[str, Any]) -> list[tuple[str, str, str]]:
    return [(each["metricType"], each["metricValue"], each["comparator"]) for each in told.get("hasMetric", [])]


def test_a_dataset_of_the_hub_is_its_repository_there(tmp_path: Path) -> None:
    record = one(tmp_path)
    assert record.subject.startswith(CALLS)
    told = said(record)
    assert (told["hubRepository"], told["artifactLevel"]) == (["heron-lab/calls"], ["repository"])
    assert told["url"] == ["https://huggingface.co/datasets/heron-lab/calls"]
    assert told["conformsTo"] == ["http://mlcommons.org/croissant/1.1"]


def test_other_spellings_of_an_address_on_the_hub_are_the_same_dataset(tmp_path: Path) -> None:
    spellings = ["https://hf.co/datasets/Heron-Lab/calls", "http://www.huggingface.co/datasets/heron-lab/calls/"]
    assert {one(tmp_path, url=each).subject for each in spellings} == {one(tmp_path).subject}


def test_a_name_of_a_dataset_without_its_owner_is_no_repository(tmp_path: Path) -> None:
    told = said(one(tmp_path, url="https://huggingface.co/datasets/mnist"))
    assert told["artifactLevel"] == ["release"]
    assert "hubRepository" not in told


@pytest.mark.parametrize(
    ("properties", "start"),
    [
        ({"@id": "https://data.example/heron", "identifier": "10.5281/zenodo.9"}, "data.example-heron-"),
        ({"identifier": "https://doi.org/10.5281/Zenodo.9"}, "doi.org-10.5281-zenodo.9-"),
        (
            {"identifier": {"@type": "PropertyValue", "value": "doi:10.5281/zenodo.9"}, "url": "https://a.example/9"},
            "a.example-9-",
        ),
        ({"url": "https://herons.example/"}, "herons.example-heron-calls-"),
    ],
    ids=["IRI", "DOI", "address before other identifiers", "first page of a site, with the name"],
)
def test_the_iri_is_made_of_what_identifies_the_dataset(tmp_path: Path, properties: dict[str, Any], start: str) -> None:
    record = one(tmp_path, **{"url": None, **properties})
    assert record.subject.startswith(f"dataset/croissant.{start}")


def test_two_datasets_that_give_the_first_page_of_one_site_are_two(tmp_path: Path) -> None:
    names = {one(tmp_path, url="https://herons.example", name=name).subject for name in ("Calls", "Nests")}
    assert len(names) == 2


def test_a_name_alone_identifies_nothing(tmp_path: Path) -> None:
    write(tmp_path, url=None)
    write(tmp_path, "number.json", url=None, identifier="17")
    assert {each.partition(" with ")[2] for each in rejected(read(tmp_path)).values()} == {
        "neither an IRI nor an address nor an identifier of its own"
    }


def test_files_are_counted_and_the_parts_of_an_archive_are_not_added_to_its_size(tmp_path: Path) -> None:
    told = said(one(tmp_path, distribution=FILES))
    assert metrics(told) == [("files", "3", "exact"), ("dataset-size", "2500000", "about")]
    assert told["fileFormat"] == ["application/zip", "text/csv"]


def test_a_repository_is_no_file_and_a_set_of_files_is_no_number(tmp_path: Path) -> None:
    group = {
        "@type": "cr:FileSet",
        "@id": "parquet",
        "containedIn": {"@id": "repo"},
        "encodingFormat": "application/x-parquet",
        "includes": "*.parquet",
    }
    assert "hasMetric" not in said(one(tmp_path, distribution=[REPOSITORY, group]))
    told = said(one(tmp_path, distribution=[REPOSITORY, group, FILES[1]]))
    assert metrics(told) == [("files", "1", "at-least")]
    assert told["fileFormat"] == ["application/x-parquet", "text/csv"]


@pytest.mark.parametrize(
    ("written", "meaning", "status"),
    [
        ("https://choosealicense.com/licenses/apache-2.0/", ["license/spdx.apache-2.0"], "alias"),
        ("https://choosealicense.com/licenses/odc-by/", ["license/spdx.odc-by-1.0"], "alias"),
        ("mit", ["license/spdx.mit"], "normalized"),
        (
            {"@type": "CreativeWork", "name": "MIT", "url": "https://herons.example/terms"},
            ["license/spdx.mit"],
            "exact",
        ),
        ("ask the herons", None, "unmapped"),
    ],
    ids=["page of a license", "identifier of the Hub in it", "identifier", "work with a name", "prose"],
)
def test_licenses_are_resolved(tmp_path: Path, written: Any, meaning: list[str] | None, status: str) -> None:
    record = one(tmp_path, license=written)
    assert said(record).get("hasLicense") == meaning
    assert [each[1] for each in values(record, "hasLicense")] == [status]


def test_that_a_license_is_not_known_is_said(tmp_path: Path) -> None:
    assert said(one(tmp_path, license="https://choosealicense.com/licenses/unknown/"))["hasLicense"] == [
        {"absent": "unknown"}
    ]


def test_an_account_of_the_hub_is_what_the_hub_makes_of_it(tmp_path: Path) -> None:
    creator = {"@type": "Person", "name": "Ada Heron", "url": "https://huggingface.co/ada"}
    [subject] = said(one(tmp_path, creator=creator))["developedBy"]
    account = records(read(tmp_path))[subject]
    assert (account.type, account.label) == ("Organization", "Ada Heron")
    assert said(account)["hubNamespace"] == ["ada"]
    assert values(account, "classification") == [("Person", "unmapped", "")]


def test_a_person_is_recorded_with_an_orcid_id_only(tmp_path: Path) -> None:
    orcid = "https://orcid.org/0000-0002-1825-0097"
    people = [
        {"@type": "Person", "name": "Ada Heron", "email": "ada@herons.example"},
        {"@type": "Person", "name": "Bo Stork", "@id": orcid, "email": "bo@herons.example"},
        {"@type": "Person", "name": "cy@herons.example", "@id": "https://orcid.org/0000-0001-5109-3700"},
    ]
    record = one(tmp_path, creator=people)
    found = records(read(tmp_path))
    assert said(record)["developedBy"] == ["person/croissant.0000-0002-1825-0097"]
    assert said(found["person/croissant.0000-0002-1825-0097"]) == {"exactMatch": [orcid]}
    assert {"sc:creator (not recorded)", "sc:creator/sc:email"} <= set(record.unread)
    assert not [key for key in found if key.startswith("organization/")]
    assert "herons.example" not in str([each.blocks for each in found.values()]) + str(found.keys())


def test_a_creator_that_is_only_a_name_is_not_recorded(tmp_path: Path) -> None:
    record = one(tmp_path, creator="Ada Heron")
    assert "developedBy" not in said(record)
    assert "sc:creator (not recorded)" in record.unread


def test_an_organization_is_known_by_its_registry_its_address_or_the_site_of_the_dataset(tmp_path: Path) -> None:
    organizations = [
        {"@type": "Organization", "name": "Heron Lab", "sameAs": "https://ror.org/02feahw73"},
        {"@type": "Organization", "name": "Stork Lab", "url": "https://storks.example/about"},
        {"@type": "Organization", "name": "Crane Lab"},
    ]
    subjects = said(one(tmp_path, creator=organizations, url="https://data.example/1"))["developedBy"]
    starts = ("ror.org-02feahw73", "storks.example-about-stork-lab", "data.example-crane-lab")
    assert [each.rpartition("-")[0] for each in subjects] == [f"organization/croissant.{start}" for start in starts]
    assert said(records(read(tmp_path))[subjects[0]])["exactMatch"] == ["https://ror.org/02feahw73"]


def test_who_publishes_is_told_apart_from_who_made(tmp_path: Path) -> None:
    told = said(one(tmp_path, publisher={"@type": "Organization", "name": "Pond", "url": "https://pond.example"}))
    assert [each.rpartition("-")[0] for each in told["publishedBy"]] == ["organization/croissant.pond.example-pond"]
    assert "developedBy" not in told


def test_papers_are_found_by_their_numbers_and_the_dataset_itself_is_none(tmp_path: Path) -> None:
    cited = "@article{h, title={Herons}, eprint={arXiv:2211.05100}, doi={10.1038/Sdata.2016.18}}"
    record = one(
        tmp_path, citeAs=cited, citation="https://doi.org/10.5281/zenodo.9", url="https://doi.org/10.5281/zenodo.9"
    )
    found = records(read(tmp_path))
    papers = [found[each] for each in said(record)["describedIn"]]
    assert [said(each)["identifier"] for each in papers] == [["arXiv:2211.05100"], ["10.1038/sdata.2016.18"]]
    assert said(record)["exactMatch"] == ["https://doi.org/10.5281/zenodo.9"]


def test_keywords_are_taken_apart_at_commas(tmp_path: Path) -> None:
    told = said(one(tmp_path, keywords=["birds, calls", "audio", "x" * 200]))
    assert [each["text"] for each in told["keyword"]] == ["birds", "calls", "audio"]


def test_names_in_other_languages_stay_other_names(tmp_path: Path) -> None:
    names = [{"@value": "Reiherrufe", "@language": "de"}, {"@value": "Heron calls", "@language": "en"}]
    record = one(tmp_path, name=names, inLanguage=["en", "German", "Heronese"])
    assert record.label == "Heron calls"
    assert {"text": "Reiherrufe", "lang": "de"} in record.alt_labels
    assert said(record)["supportsLanguage"] == ["eng", "deu"]
    assert values(record, "supportsLanguage") == [("Heronese", "unmapped", "")]


def test_dates_have_no_time_and_of_two_the_first_is_taken(tmp_path: Path) -> None:
    record = one(tmp_path, datePublished=["2024-05-03T10:00:00Z", "2023-01-01"], dateModified="in spring")
    assert said(record)["issued"] == ["2023-01-01"]
    assert values(record, "issued") == [("2024-05-03", "ambiguous", "")]
    assert values(record, "modified") == [("in spring", "unmapped", "")]


def test_what_a_dataset_was_made_from_is_linked_where_it_can_be(tmp_path: Path) -> None:
    origins = [{"@id": "https://huggingface.co/datasets/heron-lab/raw"}, {"@id": "https://ponds.example/field-notes"}]
    write(tmp_path, "notes.json", url="https://storks.example/notes", name="Notes")
    write(tmp_path, **{"prov:wasDerivedFrom": [*origins, {"@id": "https://storks.example/notes"}]})
    found = records(read(tmp_path))
    [record] = [each for key, each in found.items() if key.startswith(CALLS)]
    raw, notes = said(record)["dependsOn"]
    assert said(found[raw])["hubRepository"] == ["heron-lab/raw"]
    assert found[notes].label == "Notes"
    assert values(record, "dependsOn") == [("https://ponds.example/field-notes", "unmapped", "")]


def test_the_first_version_is_told_by_its_own_terms(tmp_path: Path) -> None:
    sets = [{"@type": "ml:RecordSet", "name": "calls"}]
    record = one(tmp_path, **{"@context": OLD_CONTEXT, "conformsTo": None, "recordSet": sets})
    assert said(record)["conformsTo"] == ["http://mlcommons.org/croissant/0.8"]


def test_a_dataset_of_schema_org_conforms_to_nothing(tmp_path: Path) -> None:
    record = one(tmp_path, **{"@context": "https://schema.org/", "@type": "Dataset", "conformsTo": None})
    assert "conformsTo" not in said(record)


def test_records_and_responsible_use_are_counted(tmp_path: Path) -> None:
    sets = [{"@type": "cr:RecordSet", "@id": "calls", "field": [{"@type": "cr:Field", "@id": "calls/name"}]}]
    record = one(tmp_path, **{"recordSet": sets, "rai:dataCollection": "by ear", "description": "Herons, calling."})
    assert set(record.unread) == {"cr:recordSet", "rai:dataCollection", "sc:description"}


def test_the_license_of_the_description_is_not_that_of_the_dataset(tmp_path: Path) -> None:
    zero = "https://creativecommons.org/publicdomain/zero/1.0/"
    record = one(tmp_path, license="mit", sdLicense=zero, sdPublisher={"@type": "Organization", "name": "Pond"})
    [document] = said(record)["describedIn"]
    told = said(records(read(tmp_path))[document])
    assert told["dataLicense"] == zero
    assert told["attribution"] == "Description of Heron calls, published by Pond"
    assert said(record)["hasLicense"] == ["license/spdx.mit"]


def test_the_place_names_the_file_and_what_is_described(tmp_path: Path) -> None:
    (tmp_path / "hub").mkdir()
    write(tmp_path, "hub/calls.json")
    [record] = records(read(tmp_path)).values()
    assert record.blocks[0].locator == "hub/calls.json, https://huggingface.co/datasets/heron-lab/calls"
    assert record.file == "croissant/hub/calls.json#huggingface.co/datasets/heron-lab/calls"


def test_known_contexts_need_not_be_written_out(tmp_path: Path) -> None:
    remote = one(tmp_path, **{"@context": ["https://schema.org/", "http://mlcommons.org/croissant/1.0"]})
    assert said(remote) == said(one(tmp_path, **{"@context": CONTEXT}))
