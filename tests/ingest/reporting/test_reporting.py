"""The report of a small build: curated files and a catalog of a few lines, with everything that can go wrong in one."""

import shutil
from pathlib import Path
from typing import Any, Final

import pytest
from pyoxigraph import NamedNode, RdfFormat, Store, parse

from ingest.build import Inputs, build
from ingest.namespaces import PREFIXES, iri
from ingest.release import Release, current_release
from ingest.sources import registry
from tests.ingest.conftest import Write, write_curated
from tests.ingest.reporting.toy_catalog import TOY, write_toys

GRAPH: Final = iri("graph:report")
HIDDEN: Final = "\u202e"


TOYS: Final = (
    "name=Bear;size=7000000000;license=a license of toys",
    f"name=Duck;beak{HIDDEN}=yes",
    "size=1",
)
"""One is bad; one has a field with a hidden sign in its name, and a license in unknown words."""


@pytest.fixture
def snapshots(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(registry, "CATALOGS", (TOY,))
    return tmp_path / "snapshots"


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the release of those toys and the curated folder as it is."""
    folder = tmp_path_factory.mktemp("published")
    write_toys(folder / "snapshots", *TOYS)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(registry, "CATALOGS", (TOY,))
        build(folder / "data", Inputs(curated=write_curated(folder / "curated")), snapshots=folder / "snapshots")
    return folder / "data"


@pytest.fixture
def data(published: Path, tmp_path: Path) -> Path:
    """A copy of that data folder, to go on with."""
    return shutil.copytree(published, tmp_path / "data", symlinks=True)


@pytest.fixture(scope="module")
def release(published: Path) -> Release:
    return current_release(published)


def told(release: Release, name: str = "toy") -> dict[str, Any]:
    report = release.report()
    assert report is not None
    [source] = [source for source in report["sources"] if source["name"] == name]
    return dict(source)


def ask(release: Release, pattern: str) -> bool:
    return bool(release.open_store().query(f"ASK {{ GRAPH graph:report {{ {pattern} }} }}", prefixes=PREFIXES))


def test_it_counts_what_was_read_mapped_and_quarantined(release: Release) -> None:
    toy = told(release)
    assert (toy["read"], toy["mapped"], toy["quarantined"]) == ({"model": 2}, 3, 1)
    [bad] = toy["quarantine"]
    assert (bad["file"], bad["place"], bad["detail"]) == ("toy/toys.txt:3", "name", "a toy needs a name")


def test_it_shows_hidden_signs_in_names_of_fields(release: Release) -> None:
    assert told(release)["unread"] == {"beak\\u202e": 1}
    assert ask(release, '?m schema:name "beak\\\\u202e" ; dqv:value 1')


def test_it_counts_values_by_the_way_they_were_read_and_lists_those_that_were_not(release: Release) -> None:
    toy = told(release)
    assert toy["values"] == {"hasLicense": {"unmapped": 1}}
    [often] = toy["unmapped"]["hasLicense"]["most"]
    assert often == {"value": "a license of toys", "times": 1}


def test_the_curated_facts_are_a_source_too(release: Release) -> None:
    own = told(release, "curated")
    assert own["read"] == {"document": 1, "organization": 1, "project": 2}
    assert own["snapshot"]["files"] == 4
    assert own["expectations"] == []


def test_an_expectation_names_its_bounds_what_was_found_and_whether_it_is_met(release: Release) -> None:
    assert told(release)["expectations"] == [{"kind": "model", "low": 1, "high": 3, "found": 2, "met": True}]
    assert ask(
        release,
        """?m dqv:isMeasurementOf <https://w3id.org/opencairn/concept/build-metric/records-read> ;
          dqv:computedOn graph:toy ; dct:subject cairn:Model ; dqv:value 2 ; schema:minValue 1 ; schema:maxValue 3""",
    )


def test_numbers_out_of_bounds_are_told_and_nothing_claims_to_have_made_the_graph(
    release: Release, curated: Path, snapshots: Path, data: Path
) -> None:
    write_toys(snapshots, *(f"name=Toy {number}" for number in range(4)))
    kept = build(data, Inputs(curated=curated), snapshots=snapshots).release
    toy = told(kept)
    assert toy["kept_last_good"]
    assert not toy["expectations"][0]["met"]
    assert toy["values"] == {"hasLicense": {"unmapped": 1}}, "those of the data that were kept"
    assert ask(release, "?activity prov:generated graph:toy")
    assert not ask(kept, "?activity prov:generated graph:toy")


def test_each_source_is_an_activity_of_the_program_that_used_a_snapshot_with_its_digest(release: Release) -> None:
    digest = told(release)["snapshot"]["sha256"]
    assert ask(
        release,
        f"""id:activity\\/toy a prov:Activity ; prov:generated graph:toy ; prov:used ?snapshot ;
          prov:wasAssociatedWith ?program ; dct:isPartOf id:activity\\/build .
        ?snapshot schema:sha256 "{digest}" . ?program a prov:SoftwareAgent ; schema:softwareVersion ?version""",
    )


def test_files_and_folders_that_were_not_read_are_told(curated: Path, snapshots: Path, tmp_path: Path) -> None:
    write_toys(snapshots, "name=Bear")
    (snapshots / "toy" / f"boxes{HIDDEN}.txt").touch()
    (snapshots / "marbles").mkdir()
    built = build(tmp_path / "data", Inputs(curated=curated), snapshots=snapshots)
    assert built.report["passed_over"] == ["marbles"]
    assert told(built.release)["passed_over"] == ["boxes\\u202e.txt"]


def test_another_file_gives_another_digest(release: Release, curated: Path, snapshots: Path, data: Path) -> None:
    write_toys(snapshots, "name=Bear", "name=Duck")
    other = build(data, Inputs(curated=curated), snapshots=snapshots).release
    assert told(other)["snapshot"]["sha256"] != told(release)["snapshot"]["sha256"]
    assert told(other, "curated")["snapshot"] == told(release, "curated")["snapshot"]


def test_links_and_conflicts_are_counted_for_both_sides_and_once_for_the_release(
    curated: Path, snapshots: Path, tmp_path: Path, write: Write
) -> None:
    write_toys(snapshots, "name=Bear;size=7000000000", "name=Duck")
    says = "type: Model\nlabel: Bear\nevidence: [{source: document/study, says: {parameterCount: 9000000000}}]\n"
    write("model/bear.yaml", says)
    reviewed = "redirects:\n  model/toy.bear: {to: model/bear, because: the same bear}\n"
    (curated / "redirects.yaml").write_text(reviewed, encoding="utf-8")
    release = build(tmp_path / "data", Inputs(curated=curated), snapshots=snapshots).release
    report = release.report()
    assert report is not None
    expected = ({"reviewed": 1}, {"parameter-count": {"contradiction": 1}})
    assert (report["links"], report["conflicts"]) == expected
    for name in ("curated", "toy"):
        assert (told(release, name)["links"], told(release, name)["conflicts"]) == expected


def test_the_same_inputs_give_the_same_report(release: Release, curated: Path, snapshots: Path, tmp_path: Path) -> None:
    write_toys(snapshots, *TOYS)
    again = build(tmp_path / "again", Inputs(curated=curated), snapshots=snapshots).release
    assert again.report() == release.report()
    assert again.id == release.id


def test_every_measurement_is_whole_and_of_a_metric_that_is_defined(release: Release) -> None:
    store, metrics = release.open_store(), Path(Inputs().ontology, "concepts", "build-metric.ttl")
    quads = [quad for quad in parse(path=metrics, format=RdfFormat.TURTLE) if quad.object == iri("dqv:Metric")]
    known = {quad.subject for quad in quads}
    measured = set(store.quads_for_pattern(None, iri("dqv:isMeasurementOf"), None, GRAPH))
    assert {quad.object for quad in measured} <= known
    for quad in measured:
        assert isinstance(quad.subject, NamedNode)
        for name in ("dqv:value", "dqv:computedOn", "rdfs:label", "prov:wasGeneratedBy"):
            assert len(list(store.quads_for_pattern(quad.subject, iri(name), None, GRAPH))) == 1


def test_the_report_is_part_of_the_default_graph(release: Release) -> None:
    store: Store = release.open_store()
    assert bool(store.query("ASK { ?m a dqv:QualityMeasurement }", prefixes=PREFIXES))


def test_a_release_without_a_report_has_none(data: Path) -> None:
    (current_release(data).path / "report.json").unlink()
    assert current_release(data).report() is None
