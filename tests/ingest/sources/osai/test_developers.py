"""Developers in the European Open Source AI Index, and what comments say of them and of training compute."""

from pathlib import Path
from typing import Any

import pytest

from ingest.records import Record
from ingest.sources import osai as source
from tests.ingest.sources.osai.test_catalog import Index
from tests.ingest.sources.reading import records, said, values

FAMILY = "model/osai.family.heron"


@pytest.fixture
def index(tmp_path: Path) -> Index:
    return Index(tmp_path)


def agents(index: Index) -> dict[str, Record]:
    """The developers by name."""
    found = records(source.read(index.folder)).values()
    return {str(each.label): each for each in found if each.type in ("Organization", "Person")}


def tagged(origin: str, contributor: str) -> str:
    return f"# - National origin: {origin}\n# - Contributor type: {contributor}"


def test_country_and_kind_of_a_developer_stand_in_comments(index: Index) -> None:
    index.add("Heron", comments=tagged("Germany", "Non-academic (Research institution)"))
    developer = agents(index)["Pond Lab"]
    assert said(developer)["locatedIn"] == ["country/deu"]
    assert said(developer)["classification"] == ["research-institute"]
    assert values(developer, "locatedIn") == [("Germany", "normalized", ["country/deu"])]


@pytest.mark.parametrize("origin", ["International", "Undisclosed", "Atlantis"])
def test_an_origin_that_is_no_country_is_kept_as_written(index: Index, origin: str) -> None:
    index.add("Heron", comments=tagged(origin, "Academic (Research community)"))
    developer = agents(index)["Pond Lab"]
    assert "locatedIn" not in said(developer)
    assert values(developer, "locatedIn") == [(origin, "unmapped", "")]
    assert values(developer, "classification") == [("Academic (Research community)", "unmapped", "")]


def test_comments_about_several_developers_are_given_to_none(index: Index) -> None:
    index.add("Heron", org="Pond Lab and Stork AI", comments=tagged("Finland", "Non-academic (Company)"))
    assert all("locatedIn" not in said(each) for each in agents(index).values())
    family = records(source.read(index.folder))[FAMILY]
    assert values(family, "locatedIn") == [("Finland", "ambiguous", "")]
    assert values(family, "classification") == [("Non-academic (Company)", "ambiguous", "")]


@pytest.mark.parametrize(
    ("org", "names"),
    [
        ("Pond Lab and Stork AI and Lake (LK)", ["Pond Lab", "Stork AI", "Lake (LK)"]),
        ("Pond, Stork Institute, Lake and River", ["Pond", "Stork Institute", "Lake", "River"]),
        ("Stork and Pond (major contributors)", ["Stork", "Pond"]),
        ("Centre for Vision, Speech and Signal Processing", ["Centre for Vision, Speech and Signal Processing"]),
        ("Deep Cognition and Language Research Lab", ["Deep Cognition and Language Research Lab"]),
    ],
)
def test_developers_joined_in_one_string_are_taken_apart_in_their_order(
    index: Index, org: str, names: list[str]
) -> None:
    index.add("Heron", org=org)
    found = agents(index)
    family = records(source.read(index.folder))[FAMILY]
    assert said(family)["developedBy"] == [found[name].subject for name in names]
    status = "compound" if len(names) > 1 else "exact"
    assert values(family, "developedBy") == [(org, status, [found[name].subject for name in names])]


def test_the_acronym_of_a_developer_is_another_name(index: Index) -> None:
    index.add("Heron", org="High Water Technologies (HWT)")
    found = agents(index)["High Water Technologies (HWT)"]
    assert found.alt_labels == ("High Water Technologies", "HWT")


def test_a_developer_who_is_an_individual_is_a_person_of_whom_only_the_name_is_kept(index: Index) -> None:
    index.add("Heron", org="Jo Bird", comments=tagged("Netherlands", "Academic (Individual)"))
    person = agents(index)["Jo Bird"]
    assert person.subject.startswith("person/")
    assert said(person) == {}
    assert "National origin of a person" in records(source.read(index.folder))[FAMILY].unread


def test_an_organization_that_one_file_calls_an_individual_stays_an_organization(index: Index) -> None:
    index.add("Heron", comments=tagged("China", "Academic (Individual)"))
    index.add("Ibis", end="Ibis-7B", comments=tagged("China", "Non-academic (Company)"))
    assert agents(index)["Pond Lab"].type == "Organization"


def metrics(index: Index, subject: str) -> list[dict[str, Any]]:
    return list(said(records(source.read(index.folder))[subject]).get("hasMetric", []))


@pytest.mark.parametrize(
    ("comment", "expected"),
    [
        ("~7.0e+22 FLOP +- 0.30 OoM (param count & dataset size)", [("about", "70000")]),
        ("6.74e+24 FLOP (from preprint)", [("exact", "6740000")]),
        ("2.84e+22 FLOP +- 0.45 OoM (hardware figures)", [("about", "28400")]),
        (">= 1.18e+22 FLOP (lower bound from 2x Chinchilla)", [("at-least", "11800")]),
        ("~9.85e+21 +- 0.36 OoM (tuning on 64xA100 for 19 days)", [("about", "9850")]),
        ("~3e+20 FLOP to ~1e+21 FLOP (hardware)", [("at-least", "300"), ("at-most", "1000")]),
        ("~8.087e18 FLOP +- 0.5 OoM (hardware figures) [Epoch AI]", [("about", "8.087")]),
    ],
)
def test_training_compute_stands_in_comments(index: Index, comment: str, expected: list[tuple[str, str]]) -> None:
    index.add("Heron", comments=f"# - Base model training compute: {comment}\n# - End model training compute: -")
    found = metrics(index, "model/osai.heron-7b-base")
    assert [(each["comparator"], each["metricValue"]) for each in found] == expected
    assert {(each["metricType"], each["metricUnit"]) for each in found} == {("training-compute", "exaflop")}
    base = records(source.read(index.folder))["model/osai.heron-7b-base"]
    assert values(base, "hasMetric") == [(comment, "normalized", [each["id"] for each in found])]
    assert metrics(index, "model/osai.heron-7b-chat") == []


def test_how_sure_a_figure_is_and_whose_it_is_stays_with_it(index: Index) -> None:
    comment = "~8.1e+23 FLOP +- 0.5 OoM (param count & dataset site) [Epoch AI]"
    index.add("Heron", comments=f"# - End model training compute: {comment}")
    assert metrics(index, "model/osai.heron-7b-chat")[0]["note"] == (
        "within 0.5 orders of magnitude; estimated from parameters and data; figure of Epoch AI"
    )


@pytest.mark.parametrize(
    ("comment", "status"),
    [("unknown", "unmapped"), ("unknown (likely negligible)", "unmapped"), ("unknown (~1e23?)", "hedged")],
)
def test_compute_that_is_not_known_is_kept_as_written(index: Index, comment: str, status: str) -> None:
    index.add("Heron", comments=f"# - End model training compute: {comment}")
    end = records(source.read(index.folder))["model/osai.heron-7b-chat"]
    assert "hasMetric" not in said(end)
    assert values(end, "hasMetric") == [(comment, status, "")]


def test_two_figures_for_one_base_model_are_two_observations(index: Index) -> None:
    index.add("Heron", base="Crane-13B", comments="# - Base model training compute: ~3.3e+24 FLOP")
    index.add("Ibis", base="Crane-13B", end="Ibis", comments="# - Base model training compute: >= 3.3e+24 FLOP")
    index.add("Stork", base="Crane-13B", end="Stork", comments="# - Base model training compute: ~3.3e+24 FLOP")
    assert [each["comparator"] for each in metrics(index, "model/osai.crane-13b")] == ["about", "at-least"]
