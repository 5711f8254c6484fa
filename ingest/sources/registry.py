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
from ingest.sources.upstream import Upstream


@dataclass(frozen=True)
class Catalog:
    """A catalog and how its snapshot folder is read.

    Attributes:
        upstream: where the folder can be fetched from; None if the files are those of the user.
    """

    manifest: Manifest
    read: Callable[[Path], Iterator[Record | Rejected]]
    upstream: Upstream | None = None


CATALOGS: Final[tuple[Catalog, ...]] = (
    Catalog(huggingface.MANIFEST, huggingface.read, huggingface.UPSTREAM),
    Catalog(models_dev.MANIFEST, models_dev.read, models_dev.UPSTREAM),
    Catalog(spdx.MANIFEST, spdx.read, spdx.UPSTREAM),
    Catalog(scancode_licensedb.MANIFEST, scancode_licensedb.read, scancode_licensedb.UPSTREAM),
    Catalog(osai.MANIFEST, osai.read, osai.UPSTREAM),
    Catalog(model_openness_tool.MANIFEST, model_openness_tool.read, model_openness_tool.UPSTREAM),
    Catalog(ecosystem_graphs.MANIFEST, ecosystem_graphs.read, ecosystem_graphs.UPSTREAM),
    Catalog(epoch.MANIFEST, epoch.read, epoch.UPSTREAM),
    Catalog(ror.MANIFEST, ror.read, ror.UPSTREAM),
    Catalog(data_provenance.MANIFEST, data_provenance.read, data_provenance.UPSTREAM),
    Catalog(croissant.MANIFEST, croissant.read, croissant.UPSTREAM),
    Catalog(dcat.MANIFEST, dcat.read, dcat.UPSTREAM),
)


PACKAGED: Final[tuple[tuple[Catalog, Path], ...]] = ((Catalog(spdx.MANIFEST, spdx.read_package), spdx.PACKAGE),)
"""Catalogs that a package carries, with the folder of the package."""


def present(snapshots: Path | None) -> list[tuple[Catalog, Path]]:
    """The catalogs that have a folder of their name among the snapshots, then those that only a package carries."""
    folders = [(catalog, snapshots / catalog.manifest.name) for catalog in CATALOGS] if snapshots else []
    found = [(catalog, folder) for catalog, folder in folders if folder.is_dir()]
    names = {catalog.manifest.name for catalog, _ in found}
    return found + [each for each in PACKAGED if each[0].manifest.name not in names]
