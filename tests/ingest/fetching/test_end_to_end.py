"""From upstreams to a release: what was fetched is what `build --snapshots` reads."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner
from pyoxigraph import Store

from ingest.build import Inputs, build
from ingest.namespaces import iri
from ingest.sources import registry
from service.cli import main
from tests.ingest.fetching.hub_site import hub, repository
from tests.ingest.fetching.repository import archive
from tests.ingest.fetching.site import Site

ENTRY = b"""# - National origin: Norway
system: {name: Heron, endmodelname: Heron-7B, endmodellicense: Apache-2.0, releasedate: 2024-09}
org: {name: Heron Lab}
weights_endmodel: {class: open, link: "https://huggingface.co/heron-lab/Heron-7B", notes: all of them}
"""
TABLE = "Model,Organization,Publication date,Parameters\nHeron-7B,Heron Lab,2024-09-01,7e9\n"


@pytest.fixture
def unbounded(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let catalogs of one entry be believed."""
    small = (replace(each, manifest=replace(each.manifest, bounds={})) for each in registry.CATALOGS)
    monkeypatch.setattr(registry, "CATALOGS", tuple(small))


@pytest.mark.usefixtures("unbounded")
def test_what_was_fetched_is_in_the_next_release(site: Site, curated: Path, tmp_path: Path) -> None:
    site.keeps("/archive/HEAD.tar.gz", archive({"Heron.yaml": ENTRY, "_parameters.yml": b"[]"}))
    site.keeps("/all_ai_models.csv", TABLE.encode())
    site.keeps("/licenses.json", json.dumps({"licenses": [license_("Apache-2.0")]}).encode())
    site.keeps("/exceptions.json", b'{"exceptions": []}')
    hub(site, {"models": [repository("heron-lab/Heron-7B")]}, organizations=("heron-lab",))
    snapshots = tmp_path / "snapshots"
    for name in ("osai", "epoch", "spdx", "huggingface"):
        arguments = ["fetch", name, "--into", str(snapshots), "--from", site.base]
        assert CliRunner().invoke(main, arguments).exit_code == 0
    built = build(tmp_path / "data", Inputs(curated=curated), snapshots=snapshots)
    assert not built.quarantined
    store = built.release.open_store()
    assert labels(store, "osai") >= {"Heron", "Heron-7B"}
    assert labels(store, "epoch") == {"Heron-7B"}
    assert labels(store, "huggingface") == {"heron-lab/Heron-7B"}
    assert [source["quarantined"] for source in built.report["sources"]] == [0] * len(built.report["sources"])


def license_(identifier: str) -> dict[str, object]:
    return {"licenseId": identifier, "name": identifier, "isOsiApproved": True, "isDeprecatedLicenseId": False}


def labels(store: Store, source: str) -> set[str]:
    graph, kind, label = iri(f"graph:{source}"), iri("cairn:Model"), iri("rdfs:label")
    models = [quad.subject for quad in store.quads_for_pattern(None, iri("rdf:type"), kind, graph)]
    return {
        getattr(quad.object, "value", "")
        for model in models
        for quad in store.quads_for_pattern(model, label, None, graph)
    }
