import gzip
import hashlib
import json
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import Store

from ingest.build import Inputs, build
from ingest.errors import BuildRefused, BuildRunning
from ingest.namespaces import PREFIXES
from ingest.release import current_release
from ingest.release_writer import BUILDING, building_folder
from tests.ingest.conftest import Write, write_curated
from tests.until import until

BAD = "type: Project\nlabel: Bad\nevidence:\n  - source: document/study\n    says: {activeFrom: long ago}\n"


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the release of the curated folder as it is."""
    folder = tmp_path_factory.mktemp("published")
    assert build(folder / "data", Inputs(curated=write_curated(folder / "curated"))).quarantined == ()
    return folder / "data"


@pytest.fixture
def data(published: Path, tmp_path: Path) -> Path:
    """A copy of that data folder, to go on with."""
    return shutil.copytree(published, tmp_path / "data", symlinks=True)


def records_read(report: dict[str, Any]) -> int:
    """Those of all sources."""
    return sum(number for source in report["sources"] for number in source["read"].values())


def answer(store_path: Path, query: str) -> bool:
    return bool(Store.read_only(str(store_path)).query(query, prefixes=PREFIXES))


def test_a_release_holds_what_the_files_say(published: Path) -> None:
    store_path = current_release(published).store_path
    assert answer(
        store_path,
        """ASK { id:project\\/workshop a cairn:Project ; cairn:memberCountry/skos:prefLabel "France"@en ;
              cairn:hasMetric [ cairn:metricValue 1000.0 ] .
              FILTER NOT EXISTS { id:project\\/workshop cairn:spawnedFrom ?claimed } }""",
    )
    assert answer(
        store_path,
        "ASK { GRAPH graph:claimed { id:project\\/workshop cairn:spawnedFrom id:project\\/older } }",
    )


def test_a_release_without_snapshots_has_the_license_list_in_a_graph_of_its_own(published: Path) -> None:
    release = current_release(published)
    sources = json.loads((release.path / "report.json").read_text())["sources"]
    assert [(source["name"], source["quarantined"]) for source in sources] == [("curated", 0), ("spdx", 0)]
    mit = 'id:license\\/spdx.mit dct:identifier "MIT" ; cairn:osiApproved true ; rdfs:label "MIT License"@en'
    assert answer(release.store_path, f"ASK {{ GRAPH graph:spdx {{ {mit} }} {mit} }}")
    assert not answer(release.store_path, f"ASK {{ GRAPH graph:curated {{ {mit} }} }}")


def test_the_same_inputs_give_the_same_bytes(published: Path, curated: Path, tmp_path: Path) -> None:
    one = current_release(published)
    two = build(tmp_path / "two", Inputs(curated=curated)).release
    assert one.manifest.digest == two.manifest.digest
    assert one.quads_path.read_bytes() == two.quads_path.read_bytes()
    assert one.manifest.files == two.manifest.files
    assert one.manifest.inputs == two.manifest.inputs


def test_another_input_gives_another_release(curated: Path, data: Path, write: Write) -> None:
    before = current_release(data)
    write("organization/new.yaml", "type: Organization\nlabel: New\nevidence: [{source: document/study}]\n")
    after = build(data, Inputs(curated=curated)).release
    assert before.id != after.id
    assert before.path.is_dir()


def test_the_manifest_tells_the_digest_of_every_file(published: Path) -> None:
    release = current_release(published)
    for entry in release.manifest.files:
        content = (release.path / entry.name).read_bytes()
        assert (hashlib.sha256(content).hexdigest(), len(content)) == (entry.sha256, entry.bytes)
    assert hashlib.sha256(gzip.decompress(release.quads_path.read_bytes())).hexdigest() == release.manifest.digest
    named = {entry.name for entry in release.manifest.inputs}
    assert {"curated/project/workshop.yaml", "ontology/core.ttl", "rules/inverses.ru"} <= named


def test_no_node_of_a_release_is_blank(published: Path) -> None:
    release = current_release(published)
    assert b"_:" not in b"".join(
        line for line in gzip.decompress(release.quads_path.read_bytes()).splitlines() if b'"' not in line
    )


@pytest.mark.parametrize("content", [BAD, "type: [", "\x00"], ids=["wrong value", "no YAML", "control character"])
def test_a_bad_record_is_quarantined_and_the_rest_is_published(
    curated: Path, tmp_path: Path, write: Write, content: str
) -> None:
    write("project/bad.yaml", content)
    built = build(tmp_path / "data", Inputs(curated=curated))
    assert [rejected.file for rejected in built.quarantined] == ["project/bad.yaml"]
    assert sum(built.report["sources"][0]["read"].values()) == 4 + (content == BAD)
    assert built.release.manifest.counts["records"] == records_read(built.report)
    assert "project/bad.yaml" in (built.release.path / "quarantine.json").read_text()


def test_a_strict_build_publishes_nothing_then(curated: Path, data: Path, write: Write) -> None:
    good = current_release(data)
    write("project/bad.yaml", BAD)
    with pytest.raises(BuildRefused, match="1 records") as refused:
        build(data, Inputs(curated=curated), strict=True)
    assert [rejected.file for rejected in refused.value.quarantined] == ["project/bad.yaml"]
    assert current_release(data).id == good.id


def test_a_thing_described_twice_is_quarantined_the_second_time(curated: Path, tmp_path: Path, write: Write) -> None:
    write("project/zz.yaml", f"things:\n  workshop:\n{_indented(BAD)}")
    built = build(tmp_path / "data", Inputs(curated=curated))
    [rejected] = built.quarantined
    assert "already described in project/workshop.yaml" in rejected.problems[0].detail


def test_a_thing_nested_in_two_records_is_quarantined_the_second_time(
    curated: Path, tmp_path: Path, write: Write
) -> None:
    nested = "{hasMetric: {id: metric/workshop-volunteers, metricType: volunteers, metricValue: 2, comparator: exact}}"
    write("project/zz.yaml", BAD.replace("{activeFrom: long ago}", nested))
    built = build(tmp_path / "data", Inputs(curated=curated))
    [rejected] = built.quarantined
    assert rejected.file == "project/zz.yaml"
    assert "line 5: metric/workshop-volunteers is already described in project/workshop.yaml" in str(
        rejected.problems[0]
    )


def test_two_builds_at_once_are_refused(curated: Path, tmp_path: Path) -> None:
    with building_folder(tmp_path), pytest.raises(BuildRunning, match="wait"):
        build(tmp_path, Inputs(curated=curated))


@pytest.mark.parametrize("point", ["", "statistics.json", "graph.nq.gz", "store", "manifest.json"])
def test_a_build_killed_at_any_point_leaves_the_last_release_and_the_next_build_succeeds(
    curated: Path, data: Path, write: Write, point: str
) -> None:
    good = current_release(data)
    assert (good.path / point).exists()
    write("project/more.yaml", f"things:\n{''.join(map(_thing, range(300)))}")
    command = [sys.executable, "-m", "service", "build", "--data", str(data), "--curated", str(curated)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    reached = good.path.parent / BUILDING / point
    until(lambda: reached.exists() or process.poll() is not None)
    process.kill()
    assert process.wait() in (-signal.SIGKILL, 0)
    live = current_release(data)
    more = good.manifest.counts["records"] + 300
    assert live.id == good.id or live.manifest.counts["records"] == more
    assert answer(live.store_path, "ASK { id:project\\/workshop a cairn:Project }")
    after = build(data, Inputs(curated=curated)).release
    assert after.manifest.counts["records"] == more
    assert [path.name for path in (data / "releases").iterdir() if path.name.startswith(".")] == []


def _thing(number: int) -> str:
    return f"  o{number}: {{type: Project, label: O{number}, evidence: [{{source: document/study}}]}}\n"


def _indented(text: str) -> str:
    return "".join(f"    {line}\n" for line in text.splitlines())


def test_a_strict_build_refuses_a_graph_that_breaks_a_rule_as_a_whole(
    curated: Path, tmp_path: Path, write: Write
) -> None:
    write(
        "project/workshop.yaml",
        "type: Project\nlabel: W\nevidence:\n  - source: document/study\n    says: {spawnedFrom: project/older}\n",
    )
    write(
        "project/older.yaml",
        "type: Project\nlabel: O\nevidence:\n  - source: document/study\n    says: {spawnedFrom: project/workshop}\n",
    )
    with pytest.raises(BuildRefused, match="as a whole"):
        build(tmp_path / "data", Inputs(curated=curated), strict=True)
    assert any(
        finding.severity == "violation" for finding in build(tmp_path / "data", Inputs(curated=curated)).findings
    )
