"""The catalogs that can be read, in the order in which they are."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from ingest.records import Record, Rejected
from ingest.sources import (
    croissant,
    data_provenance,
    dcat,
    ecosystem_graphs,
    epoch,
    huggingface,
    model_openness_tool,
    models_dev,
    osai,
    ror,
    scancode_licensedb,
    spdx,
)
from ingest.sources.manifest import Manifest


@dataclass(frozen=True)
class Catalog:
    """A catalog and how its snapshot folder is read."""

    manifest: Manifest
    read: Callable[[Path], Iterator[Record | Rejected]]


CATALOGS: Final[tuple[Catalog, ...]] = (
    Catalog(huggingface.MANIFEST, huggingface.read),
    Catalog(models_dev.MANIFEST, models_dev.read),
    Catalog(spdx.MANIFEST, spdx.read),
    Catalog(scancode_licensedb.MANIFEST, scancode_licensedb.read),
    Catalog(osai.MANIFEST, osai.read),
    Catalog(model_openness_tool.MANIFEST, model_openness_tool.read),
    Catalog(ecosystem_graphs.MANIFEST, ecosystem_graphs.read),
    Catalog(epoch.MANIFEST, epoch.read),
    Catalog(ror.MANIFEST, ror.read),
    Catalog(data_provenance.MANIFEST, data_provenance.read),
    Catalog(croissant.MANIFEST, croissant.read),
    Catalog(dcat.MANIFEST, dcat.read),
)


def present(snapshots: Path) -> list[tuple[Catalog, Path]]:
    """The catalogs that have a folder of their name among the snapshots."""
    found = [(catalog, snapshots / catalog.manifest.name) for catalog in CATALOGS]
    return [(catalog, folder) for catalog, folder in found if folder.is_dir()]
