import gzip
import hashlib
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from pyoxigraph import Store

from ingest.build import Inputs, build
from ingest.errors import BuildRefused, BuildRunning
from ingest.namespaces import PREFIXES
from ingest.release import current_release
from ingest.release_writer import building_folder
from tests.ingest.conftest import Write

BAD = "type: Project\nlabel: Bad\nevidence:\n  - source: document/study\n    says: {activeFrom: long ago}\n"


def answer(store_path: Path, query: str) -> bool:
    return bool(Store.read_only(str(store_path)).query(query, prefixes=PREFIXES))


def test_a_release_holds_what_the_files_say(curated: Path, tmp_path: Path) -> None:
    built = build(tmp_path / "data", Inputs(curated=curated))
    assert built.quarantined == ()
    assert answer(
        built.release.store_path,
        """ASK { id:project\\/workshop a cairn:Project ; cairn:memberCountry/skos:prefLabel "France"@en ;
              cairn:hasMetric [ cairn:metricValue 1000.0 ] .
              FILTER NOT EXISTS { id:project\\/workshop cairn:spawnedFrom ?claimed } }""",
    )
    assert answer(
        built.release.store_path,
        "ASK { GRAPH graph:claimed { id:project\\/workshop cairn:spawnedFrom id:project\\/older } }",
    )


def test_a_release_without_snapshots_has_the_license_list_in_a_graph_of_its_own(curated: Path, tmp_path: Path) -> None:
    built = build(tmp_path / "data", Inputs(curated=curated))
    assert [(source["name"], source["quarantined"]) for source in built.sources] == [("spdx", 0)]
    mit = 'id:license\\/spdx.mit dct:identifier "MIT" ; cairn:osiApproved true ; rdfs:label "MIT License"@en'
    assert answer(built.release.store_path, f"ASK {{ GRAPH graph:spdx {{ {mit} }} {mit} }}")
    assert not answer(built.release.store_path, f"ASK {{ GRAPH graph:curated {{ {mit} }} }}")


def test_the_same_inputs_give_the_same_bytes(curated: Path, tmp_path: Path) -> None:
    one = build(tmp_path / "one", Inputs(curated=curated)).release
    two = build(tmp_path / "two", Inputs(curated=curated)).release
    assert one.manifest.digest == two.manifest.digest
    assert one.quads_path.read_bytes() == two.quads_path.read_bytes()
    assert one.manifest.files == two.manifest.files
    assert one.manifest.inputs == two.manifest.inputs


def test_another_input_gives_another_release(curated: Path, tmp_path: Path, write: Write) -> None:
    before = build(tmp_path / "data", Inputs(curated=curated)).release
    write("organization/new.yaml", "type: Organization\nlabel: New\nevidence: [{source: document/study}]\n")
    after = build(tmp_path / "data", Inputs(curated=curated)).release
    assert before.id != after.id
    assert before.path.is_dir()


def test_the_manifest_tells_the_digest_of_every_file(curated: Path, tmp_path: Path) -> None:
    release = build(tmp_path / "data", Inputs(curated=curated)).release
    for entry in release.manifest.files:
        content = (release.path / entry.name).read_bytes()
        assert (hashlib.sha256(content).hexdigest(), len(content)) == (entry.sha256, entry.bytes)
    assert hashlib.sha256(gzip.decompress(release.quads_path.read_bytes())).hexdigest() == release.manifest.digest
    named = {entry.name for entry in release.manifest.inputs}
    assert {"curated/project/workshop.yaml", "ontology/core.ttl", "rules/inverses.ru"} <= named


def test_no_node_of_a_release_is_blank(curated: Path, tmp_path: Path) -> None:
    release = build(tmp_path / "data", Inputs(curated=curated)).release
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
    assert built.release.manifest.counts["records"] == 4
    assert "project/bad.yaml" in (built.release.path / "quarantine.json").read_text()


def test_a_strict_build_publishes_nothing_then(curated: Path, tmp_path: Path, write: Write) -> None:
    good = build(tmp_path / "data", Inputs(curated=curated)).release
    write("project/bad.yaml", BAD)
    with pytest.raises(BuildRefused, match="1 records") as refused:
        build(tmp_path / "data", Inputs(curated=curated), strict=True)
    assert [rejected.file for rejected in refused.value.quarantined] == ["project/bad.yaml"]
    assert current_release(tmp_path / "data").id == good.id


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


@pytest.mark.parametrize("delay", [0.3, 0.6, 0.9, 1.2])
def test_a_build_killed_at_any_point_leaves_the_last_release_and_the_next_build_succeeds(
    curated: Path, tmp_path: Path, write: Write, delay: float
) -> None:
    data = tmp_path / "data"
    good = build(data, Inputs(curated=curated)).release
    for number in range(300):
        write(
            f"organization/o{number}.yaml",
            f"type: Organization\nlabel: O{number}\nevidence: [{{source: document/study}}]\n",
        )
    command = [sys.executable, "-m", "service", "build", "--data", str(data), "--curated", str(curated)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    time.sleep(delay)
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    live = current_release(data)
    assert live.id == good.id or live.manifest.counts["records"] == 304
    assert answer(live.store_path, "ASK { id:project\\/workshop a cairn:Project }")
    after = build(data, Inputs(curated=curated)).release
    assert after.manifest.counts["records"] == 304
    assert [path.name for path in (data / "releases").iterdir() if path.name.startswith(".")] == []


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
