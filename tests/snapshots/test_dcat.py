"""Real catalogs in DCAT, and real files of other kinds that somebody puts beside them."""

import shutil
from collections import Counter
from pathlib import Path

from ingest.records import Rejected
from ingest.sources import croissant, dcat
from ingest.sources.described_datasets.files import FORMATS
from ingest.sources.registry import Catalog
from tests.snapshots.snapshot_load import DATA, load, needs

FOLDER = DATA / "dcat"


@needs("dcat", "spdx", "scancode_licensedb")
def test_every_file_of_rdf_gives_a_dataset_or_a_reason() -> None:
    catalog = load(Catalog(dcat.MANIFEST, dcat.read))
    told = Counter(record.file.partition("#")[0] for record in catalog.records)
    told.update(each.file.partition("#")[0] for each in catalog.rejected)
    paths = [path for path in FOLDER.rglob("*") if path.suffix in FORMATS]
    assert {f"dcat/{path.relative_to(FOLDER).as_posix()}" for path in paths} <= set(told)
    assert catalog.read["dataset"] > 0
    assert catalog.mapped == len(catalog.records)


@needs("aiod")
def test_recorded_answers_of_other_services_are_left_with_a_reason(tmp_path: Path) -> None:
    paths = sorted(path for path in (DATA / "aiod" / "connectors").rglob("*") if path.suffix in (".json", ".xml"))
    for path in paths:
        shutil.copy(path, tmp_path / f"{path.parent.name}_{path.name}")
    for source in (croissant, dcat):
        found = list(source.read(tmp_path))
        assert len(found) == len(paths) > 20
        assert all(isinstance(each, Rejected) for each in found)
