import json
from pathlib import Path

from ingest import catalogs
from ingest.data_folders import ONTOLOGY, SHAPES
from ingest.licenses import license_says
from ingest.licenses.stand_ins import stand_ins
from ingest.mapping import definitions
from ingest.records import Record
from ingest.shapes import load_shapes
from ingest.sources import spdx
from ingest.sources.entries import entry
from ingest.sources.manifest import Manifest
from ingest.sources.registry import Catalog
from ingest.vocabulary import load_vocabulary

MANIFEST = Manifest("some", "Some", "Someone", "https://example.org/", "", "Some", "never", "Models.", {})


def model(raw: str) -> Record:
    return entry(MANIFEST, "model/some.one", "Model", "One", license_says("some.one", raw, "some"), file="one.yaml")


def test_a_license_that_no_list_describes_gets_a_short_record() -> None:
    found = stand_ins([model("Apache-2.0 and llama2")])
    assert [(record.subject, record.label) for record in found["spdx"]] == [
        ("license/spdx.apache-2.0", "Apache License 2.0")
    ]
    assert [record.subject for record in found["scancode_licensedb"]] == [
        "license/scancode-licensedb.llama-2-license-2023"
    ]


def test_a_license_that_is_described_or_curated_gets_none() -> None:
    described = entry(spdx.MANIFEST, "license/spdx.mit", "License", "MIT License", {}, file="licenses.json#1")
    assert stand_ins([model("MIT"), described]) == {}
    assert stand_ins([model("gemma")]) == {}


def test_a_catalog_alone_maps_with_the_licenses_that_it_names(tmp_path: Path) -> None:
    loads = catalogs.read_all([(Catalog(MANIFEST, lambda _: iter([model("Apache 2.0")])), tmp_path)])
    defined = frozenset(key for load in loads for record in load.records for key in definitions(record))
    for load in loads:
        catalogs.map_catalog(load, load_vocabulary(ONTOLOGY), defined, load_shapes(SHAPES))
    assert {load.manifest.name: (load.mapped, load.rejected) for load in loads} == {"some": (2, []), "spdx": (2, [])}


def test_a_list_that_lacks_a_license_is_completed(tmp_path: Path) -> None:
    for file, member in (("licenses.json", "licenses"), ("exceptions.json", "exceptions")):
        (tmp_path / file).write_text(json.dumps({member: []}), encoding="utf-8")
    chosen = [
        (Catalog(MANIFEST, lambda _: iter([model("Apache 2.0")])), tmp_path),
        (Catalog(spdx.MANIFEST, spdx.read), tmp_path),
    ]
    loads = catalogs.read_all(chosen)
    assert [load.manifest.name for load in loads] == ["some", "spdx"]
    assert [record.subject for record in loads[1].records[1:]] == ["license/spdx.apache-2.0"]
