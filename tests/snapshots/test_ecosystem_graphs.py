"""The real assets of Ecosystem Graphs, against what was counted in them by hand."""

from collections import Counter

import pytest

from ingest.catalogs import Load
from ingest.records import Record
from ingest.sources import ecosystem_graphs
from ingest.sources.registry import Catalog
from ingest.sources.upstream_yaml import load as load_yaml
from tests.ingest.sources.says import metrics, said, values
from tests.snapshots.snapshot_load import DATA, load, needs

pytestmark = needs("ecosystem_graphs", "spdx", "scancode_licensedb")
KINDS = ("model/", "dataset/", "software/")
SITES = {
    "Amber": set(),
    "BLOOM": {"Jean Zay"},
    "BLOOMZ": {"Jean Zay"},
    "T0++": {"Jean Zay"},
    "mT0": {"Jean Zay"},
    "Aurora-M": {"LUMI"},
    "Jais": {"Condor Galaxy"},
    "CrystalCoder": {"Condor Galaxy 1"},
    "ERNIE 3.0 Titan": {"Baidu V100 Cluster", "PengCheng Lab Ascend 910 NPU cluster"},
}
PROVIDERS = {
    "OLMo": "MosaicML",
    "GPT-3": "Microsoft",
    "Codex": "Microsoft",
    "Whisper": "Microsoft",
    "GPT-J": "Google Cloud",
}


@pytest.fixture(scope="module")
def graphs() -> Load:
    return load(Catalog(ecosystem_graphs.MANIFEST, ecosystem_graphs.read))


@pytest.fixture(scope="module")
def assets(graphs: Load) -> list[Record]:
    return [record for record in graphs.records if record.subject.startswith(KINDS)]


@pytest.fixture(scope="module")
def labels(graphs: Load) -> dict[str, str]:
    return {record.subject: str(record.label) for record in graphs.records}


def test_every_record_is_mapped_and_meets_the_shapes(graphs: Load) -> None:
    assert not graphs.rejected
    assert not graphs.unexpected
    assert graphs.mapped == len(graphs.records)


def test_all_assets_are_there(graphs: Load, assets: list[Record]) -> None:
    assert len(assets) == 639
    assert {kind: graphs.read[kind] for kind in ("model", "dataset", "software")} == {
        "model": 429,
        "dataset": 112,
        "software": 98,
    }


def test_all_dependencies_are_there_and_as_many_resolve_as_were_counted(assets: list[Record], graphs: Load) -> None:
    written = [value for asset in assets for value in values(asset, "dependsOn")]
    by_status = Counter(status for _, status, _ in written)
    assert len(written) == 816
    assert len({raw for raw, _, _ in written}) == 467
    assert by_status["unmapped"] + by_status["normalized"] == 309
    assert by_status["normalized"] == 14
    assert graphs.read["artifact"] == 236


def test_the_self_loop_is_the_one_that_was_seen(assets: list[Record]) -> None:
    assert [str(asset.label) for asset in assets if asset.subject in said(asset).get("dependsOn", [])] == [
        "VIMA dataset"
    ]


def test_names_that_occur_twice_are_two_things_each(assets: list[Record]) -> None:
    names = Counter(str(asset.label) for asset in assets)
    twice = {name for name, number in names.items() if number == 2}
    assert twice == {"InternLM", "Imagen 3", "GPT-4o", "Dragonfly", "ChatGLM"}


def test_dates_are_those_that_were_counted(assets: list[Record]) -> None:
    written = [(str(asset.label), said(asset)["issued"]) for asset in assets if "issued" in said(asset)]
    dated = {name: each for name, each in written if isinstance(each, str)}
    assert Counter(isinstance(each, str) for _, each in written) == {True: 617 + 1 + 1, False: 20}
    assert (dated["AssemblyAI"], dated["Claude 3.5 Sonnet"]) == ("2022", "2024-10-22")


def test_emissions_are_known_of_twenty_models(assets: list[Record]) -> None:
    assert sum(kind == "emissions" for asset in assets for kind, _, _, _ in metrics(asset)) == 20


def test_explanations_stand_beside_their_values_or_are_counted(assets: list[Record], graphs: Load) -> None:
    kept = Counter(
        str(each["aboutProperty"])
        for asset in assets
        for each in said(asset).get("hasSourceValue", [])
        if "note" in each
    )
    assert kept["hasLicense"] + graphs.unread["license.explanation"] == 150
    assert kept["issued"] + graphs.unread["created_date.explanation"] >= 138
    assert kept["accessLevel"] == 130
    counted = sum(number for name, number in graphs.unread.items() if name.endswith(".explanation"))
    files = (load_yaml(path) for path in (DATA / "ecosystem_graphs" / "assets").glob("*.yaml"))
    given = [value for file in files for raw in file for value in raw.values() if isinstance(value, dict)]
    assert sum(kept.values()) + counted == sum(bool(value.get("explanation")) for value in given)


def test_sites_are_those_that_were_seen(assets: list[Record], graphs: Load, labels: dict[str, str]) -> None:
    machines = {str(asset.label): {labels[each] for each in said(asset).get("trainedUsing", [])} for asset in assets}
    assert {name: machines[name] for name in SITES} == SITES
    partnerships = [said(record) for record in graphs.records if record.subject.startswith("partnership/")]
    provider = {labels[each["resultedIn"]]: labels[each["provider"]] for each in partnerships}
    assert {name: provider[name] for name in PROVIDERS} == PROVIDERS


def test_composite_organizations_are_taken_apart(assets: list[Record]) -> None:
    longest = max((said(asset).get("developedBy", []) for asset in assets), key=len)
    assert len(longest) == 8
