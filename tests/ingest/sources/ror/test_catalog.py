import json
from pathlib import Path
from typing import Any

import pytest

from ingest.records import Record
from ingest.sources import ror
from ingest.sources.ror.catalog import TYPES
from tests.ingest.sources.reading import records, rejected, said, values

HARBOR = "https://ror.org/01abcde23"
TRUST = "https://ror.org/02fghjk45"
LAB = "https://ror.org/03mnpqr67"
ELSEWHERE = "https://ror.org/04stvwx89"


def harbor(**changes: Any) -> dict[str, Any]:
    """A record of schema 2."""
    return {
        "id": HARBOR,
        "names": [
            {"value": "Harbor University", "types": ["ror_display", "label"], "lang": "en"},
            {"value": "Université du Port", "types": ["label"], "lang": "fr"},
            {"value": "Port College", "types": ["alias"], "lang": None},
            {"value": "FAIR", "types": ["acronym"], "lang": None},
        ],
        "types": ["education", "funder"],
        "status": "active",
        "established": 1901,
        "links": [
            {"type": "wikipedia", "value": "https://en.wikipedia.org/wiki/Harbor"},
            {"type": "website", "value": "https://harbor.example/"},
        ],
        "locations": [{"geonames_id": 1, "geonames_details": {"country_code": "NO", "name": "Bergen"}}],
        "relationships": [],
        "external_ids": [],
        "domains": [],
        "admin": {"last_modified": {"date": "2026-01-31", "schema_version": "2.1"}},
    } | changes


def old(**changes: Any) -> dict[str, Any]:
    """A record of schema 1."""
    return {
        "id": TRUST,
        "name": "Lighthouse Trust",
        "labels": [{"label": "Fyrstiftelsen", "iso639": "nb"}],
        "aliases": ["Keepers"],
        "acronyms": ["LT"],
        "types": ["Nonprofit"],
        "status": "active",
        "established": None,
        "links": ["https://lighthouse.example"],
        "country": {"country_code": "DE", "country_name": "Germany"},
        "addresses": [{"city": "Kiel"}],
        "email_address": None,
        "relationships": [],
        "external_ids": {},
    } | changes


def write(folder: Path, *entries: dict[str, Any], name: str = "subset.jsonl") -> Path:
    (folder / name).write_text("".join(json.dumps(each) + "\n" for each in entries), encoding="utf-8")
    return folder


def only(folder: Path, *entries: dict[str, Any]) -> Record:
    return next(iter(records(ror.read(write(folder, *entries))).values()))


def related(kind: str, target: str) -> dict[str, str]:
    return {"type": kind, "id": target, "label": "A name that may be out of date"}


def test_the_identifier_is_the_identity(tmp_path: Path) -> None:
    record = only(tmp_path, harbor())
    assert record.subject == "organization/ror.01abcde23"
    assert said(record)["exactMatch"] == [HARBOR]


def test_every_kind_of_name_is_a_name_in_its_language(tmp_path: Path) -> None:
    record = only(tmp_path, harbor())
    assert record.label == "Harbor University"
    assert record.alt_labels == (
        {"text": "Université du Port", "lang": "fr"},
        {"text": "Port College", "lang": "und"},
        {"text": "FAIR", "lang": "und"},
    )


def test_a_record_of_the_old_schema_says_the_same(tmp_path: Path) -> None:
    record = only(tmp_path, old())
    assert record.label == "Lighthouse Trust"
    assert record.alt_labels == (
        {"text": "Fyrstiftelsen", "lang": "nb"},
        {"text": "Keepers", "lang": "und"},
        {"text": "LT", "lang": "und"},
    )
    assert said(record) == {
        "exactMatch": [TRUST],
        "classification": ["non-profit"],
        "locatedIn": ["deu"],
        "homepage": "https://lighthouse.example",
    }
    assert record.unread == ("addresses", "country.country_name")


def test_country_homepage_and_year_are_read(tmp_path: Path) -> None:
    facts = said(only(tmp_path, harbor()))
    assert facts["locatedIn"] == ["nor"]
    assert facts["homepage"] == "https://harbor.example/"
    assert facts["activeFrom"] == "1901"


def test_the_day_of_the_last_change_is_that_of_the_entry(tmp_path: Path) -> None:
    record = only(tmp_path, harbor())
    assert [str(block.changed) for block in record.blocks] == ["2026-01-31"]
    assert "modified" not in said(record)


def test_what_is_not_kept_of_places_names_and_dates_is_counted(tmp_path: Path) -> None:
    place = {"country_code": "NO", "country_name": "Norway", "lat": 59.9, "lng": 10.7, "continent_code": "EU"}
    record = only(
        tmp_path,
        harbor(
            locations=[{"geonames_id": 3143244, "geonames_details": place}],
            admin={"created": {"date": "2018-11-14"}, "last_modified": {"date": "2026-01-31"}},
        ),
    )
    details = ("continent_code", "country_name", "lat", "lng")
    assert {
        "admin.created.date",
        "locations[].geonames_id",
        *(f"locations[].geonames_details.{name}" for name in details),
    } <= set(record.unread)


def test_identifiers_beside_the_preferred_one_are_counted(tmp_path: Path) -> None:
    ids = [{"type": "isni", "preferred": "0000 0001 2345 6789", "all": ["0000 0001 2345 6789", "0000 0009 8765 4321"]}]
    record = only(tmp_path, harbor(external_ids=ids))
    assert said(record)["identifier"] == ["ISNI:0000000123456789"]
    assert "external_ids of kind isni beside the preferred one" in record.unread


def test_a_year_before_1000_has_four_digits(tmp_path: Path) -> None:
    assert said(only(tmp_path, harbor(established=970)))["activeFrom"] == "0970"


def test_a_country_code_that_is_not_known_is_kept_as_written(tmp_path: Path) -> None:
    record = only(tmp_path, harbor(locations=[{"geonames_details": {"country_code": "QZ"}}]))
    assert "locatedIn" not in said(record)
    assert values(record, "locatedIn") == [("QZ", "unmapped", "")]


@pytest.mark.parametrize(("theirs", "ours"), TYPES.items())
def test_types_have_counterparts(tmp_path: Path, theirs: str, ours: str) -> None:
    assert said(only(tmp_path, harbor(types=[theirs])))["classification"] == [ours]


def test_a_type_without_counterpart_is_kept_as_written(tmp_path: Path) -> None:
    assert values(only(tmp_path, harbor()), "classification") == [("funder", "unmapped", "")]


@pytest.mark.parametrize(
    ("given", "matches"),
    [
        pytest.param({"all": ["Q1", "Q2"], "preferred": "Q2"}, ["http://www.wikidata.org/entity/Q2"], id="preferred"),
        pytest.param({"all": ["Q1"], "preferred": None}, ["http://www.wikidata.org/entity/Q1"], id="only one"),
        pytest.param({"all": ["Q1", "Q2"], "preferred": None}, [], id="several"),
        pytest.param({"all": ["../Q1"], "preferred": None}, [], id="no identifier"),
    ],
)
def test_wikidata_is_matched_if_there_is_no_choice(tmp_path: Path, given: dict[str, Any], matches: list[str]) -> None:
    record = only(tmp_path, harbor(external_ids=[{"type": "wikidata", **given}]))
    assert said(record)["exactMatch"] == [HARBOR, *matches]
    assert bool(values(record, "exactMatch")) is not bool(matches)


def test_an_ambiguous_match_is_kept_as_written(tmp_path: Path) -> None:
    record = only(tmp_path, harbor(external_ids=[{"type": "wikidata", "all": ["Q1", "Q2"], "preferred": None}]))
    assert values(record, "exactMatch") == [("Q1", "ambiguous", ""), ("Q2", "ambiguous", "")]


def test_identifiers_of_the_old_schema_may_be_a_text_or_a_list(tmp_path: Path) -> None:
    given = {
        "GRID": {"preferred": "grid.1.2", "all": "grid.1.2"},
        "ISNI": {"preferred": None, "all": ["0000 0001"]},
        "Wikidata": {"preferred": None, "all": ["Q7"]},
        "HESA": {"preferred": None, "all": ["0002"]},
    }
    record = only(tmp_path, old(external_ids=given))
    assert said(record)["identifier"] == ["GRID:grid.1.2", "ISNI:00000001"]
    assert said(record)["exactMatch"][1:] == ["http://www.wikidata.org/entity/Q7"]
    assert "external_ids of kind hesa" in record.unread


@pytest.mark.parametrize("side", ["parent", "child", "both"])
def test_a_parent_in_the_snapshot_is_linked(tmp_path: Path, side: str) -> None:
    upward = [related("parent", HARBOR)] if side != "child" else []
    downward = [related("Child", LAB)] if side != "parent" else []
    found = records(ror.read(write(tmp_path, harbor(relationships=downward), harbor(id=LAB, relationships=upward))))
    assert said(found["organization/ror.03mnpqr67"])["subOrganizationOf"] == ["organization/ror.01abcde23"]
    assert "subOrganizationOf" not in said(found["organization/ror.01abcde23"])


def test_a_parent_outside_the_snapshot_is_kept_as_written(tmp_path: Path) -> None:
    record = only(tmp_path, harbor(relationships=[related("parent", ELSEWHERE)]))
    assert "subOrganizationOf" not in said(record)
    assert values(record, "subOrganizationOf") == [(ELSEWHERE, "unmapped", "")]


def test_children_and_relatives_outside_the_snapshot_are_counted_as_unread(tmp_path: Path) -> None:
    record = only(tmp_path, harbor(relationships=[related("child", ELSEWHERE), related("related", TRUST)]))
    assert "relationships to children that are not in the snapshot" in record.unread
    assert "relationships other than parent, child, successor" in record.unread


def test_a_withdrawn_record_is_reported_with_its_successor(tmp_path: Path) -> None:
    folder = write(tmp_path, harbor(status="withdrawn", relationships=[related("successor", TRUST)]), old())
    found = list(ror.read(folder))
    assert list(records(found)) == ["organization/ror.02fghjk45"]
    assert rejected(found) == {
        "ror/subset.jsonl#01abcde23": f"status: {HARBOR} (Harbor University) was withdrawn by ROR; successor: {TRUST}"
    }


def test_a_link_to_a_withdrawn_record_follows_its_successor(tmp_path: Path) -> None:
    gone = harbor(status="withdrawn", relationships=[related("successor", TRUST)])
    lab = harbor(id=LAB, relationships=[related("parent", HARBOR)])
    record = records(ror.read(write(tmp_path, gone, old(), lab)))["organization/ror.03mnpqr67"]
    assert said(record)["subOrganizationOf"] == ["organization/ror.02fghjk45"]
    assert values(record, "subOrganizationOf") == [(HARBOR, "alias", "organization/ror.02fghjk45")]


def test_withdrawn_records_that_succeed_each_other_lead_nowhere(tmp_path: Path) -> None:
    one = harbor(status="withdrawn", relationships=[related("successor", TRUST)])
    other = old(status="withdrawn", relationships=[related("Successor", HARBOR)])
    lab = harbor(id=LAB, relationships=[related("parent", HARBOR)])
    record = records(ror.read(write(tmp_path, one, other, lab)))["organization/ror.03mnpqr67"]
    assert values(record, "subOrganizationOf") == [(HARBOR, "unmapped", "")]


def test_an_inactive_organization_ended_and_names_its_successor(tmp_path: Path) -> None:
    ended = harbor(status="inactive", relationships=[related("successor", TRUST), related("successor", ELSEWHERE)])
    record = records(ror.read(write(tmp_path, ended, old())))["organization/ror.01abcde23"]
    assert said(record)["activeUntil"] == {"absent": "unknown"}
    assert said(record)["isReplacedBy"] == ["organization/ror.02fghjk45"]
    assert values(record, "isReplacedBy") == [(ELSEWHERE, "unmapped", "")]


def test_of_two_schemas_of_one_record_the_new_one_comes_first(tmp_path: Path) -> None:
    write(tmp_path, old(id=HARBOR), name="a.jsonl")
    write(tmp_path, harbor(), name="b.jsonl")
    assert [each.file for each in ror.read(tmp_path)] == ["ror/b.jsonl#01abcde23", "ror/a.jsonl#01abcde23"]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        pytest.param("{", "line 1: no JSON", id="cut off"),
        pytest.param("[]", "a record is an object", id="list"),
        pytest.param('{"id": "https://ror.org/nonsense"}', "is no ROR identifier", id="identifier"),
        pytest.param(json.dumps(harbor(names=[])), "no name to display", id="no name"),
        pytest.param(
            json.dumps(harbor(names=[{"value": "Har\u202ebor", "types": ["ror_display"]}])),
            "one that cannot be shown",
            id="turned name",
        ),
        pytest.param(json.dumps(harbor(status="gone")), "'gone' is no status", id="status"),
        pytest.param("[" * 100_000, "nested too deeply", id="depth"),
    ],
)
def test_a_malformed_line_is_rejected_with_its_number(tmp_path: Path, line: str, reason: str) -> None:
    (tmp_path / "subset.jsonl").write_text(f"{line}\n{json.dumps(old())}\n", encoding="utf-8")
    found = list(ror.read(tmp_path))
    assert reason in rejected(found)["ror/subset.jsonl"]
    assert list(records(found)) == ["organization/ror.02fghjk45"]


def test_bytes_that_are_no_text_are_rejected(tmp_path: Path) -> None:
    (tmp_path / "subset.jsonl").write_bytes(b'{"id": "\xff"}\n')
    assert "not UTF-8" in rejected(ror.read(tmp_path))["ror/subset.jsonl"]


@pytest.mark.parametrize("field", ["names", "types", "links", "locations", "relationships", "external_ids", "admin"])
@pytest.mark.parametrize("junk", [None, 7, "text", [None, 7, "text", [], {}], {"a": 1}], ids=str)
def test_a_field_of_another_form_never_ends_the_reading(tmp_path: Path, field: str, junk: Any) -> None:
    assert len(list(ror.read(write(tmp_path, harbor(**{field: junk}))))) == 1


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        pytest.param({"established": "long ago"}, "established that is no year", id="year"),
        pytest.param({"links": [{"type": "website", "value": "harbor"}]}, "links that are no web address", id="link"),
    ],
)
def test_a_value_that_cannot_be_used_is_counted_as_unread(tmp_path: Path, changes: dict[str, Any], field: str) -> None:
    assert field in only(tmp_path, harbor(**changes)).unread


def test_a_name_that_cannot_be_shown_is_counted_as_unread(tmp_path: Path) -> None:
    record = only(tmp_path, old(aliases=["Ke\u202eepers", "Light"], labels=[], acronyms=None))
    assert record.alt_labels == ({"text": "Light", "lang": "und"},)
    assert "names that cannot be shown" in record.unread


def test_a_schema_and_an_example_beside_the_records_are_not_read(tmp_path: Path) -> None:
    (tmp_path / "example_record.json").write_text(json.dumps(harbor()), encoding="utf-8")
    assert list(ror.read(tmp_path)) == []
