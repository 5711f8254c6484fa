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
from ingest.sources.upstream import FETCHED, Upstream


@dataclass(frozen=True)
class Catalog:
    """A catalog and how its snapshot folder is read.

    Attributes:
        upstream: where the folder can be fetched from; None if the files are those of the user.
        files: patterns of the files in it that are read.
    """

    manifest: Manifest
    read: Callable[[Path], Iterator[Record | Rejected]]
    upstream: Upstream | None = None
    files: tuple[str, ...] = ("**/*",)

    def passed_over(self, folder: Path) -> list[str]:
        """The files of a snapshot folder that are not read, without those that fetching keeps for itself."""
        read = {path for pattern in self.files for path in folder.glob(pattern)}
        names = (path.relative_to(folder) for path in folder.rglob("*") if path.is_file() and path not in read)
        return sorted(name.as_posix() for name in names if name.parts[0] != FETCHED)


CATALOGS: Final[tuple[Catalog, ...]] = (
    Catalog(huggingface.MANIFEST, huggingface.read, huggingface.UPSTREAM, ("*.jsonl", "api_recorded/*.json")),
    Catalog(models_dev.MANIFEST, models_dev.read, models_dev.UPSTREAM, ("*.json",)),
    Catalog(spdx.MANIFEST, spdx.read, spdx.UPSTREAM, ("licenses.json", "exceptions.json")),
    Catalog(scancode_licensedb.MANIFEST, scancode_licensedb.read, scancode_licensedb.UPSTREAM, ("index.json",)),
    Catalog(osai.MANIFEST, osai.read, osai.UPSTREAM, ("models/*.y*ml",)),
    Catalog(model_openness_tool.MANIFEST, model_openness_tool.read, model_openness_tool.UPSTREAM, ("models/*.y*ml",)),
    Catalog(ecosystem_graphs.MANIFEST, ecosystem_graphs.read, ecosystem_graphs.UPSTREAM, ("assets/*.yaml",)),
    Catalog(epoch.MANIFEST, epoch.read, epoch.UPSTREAM, ("all_ml_systems_full_view.csv",)),
    Catalog(ror.MANIFEST, ror.read, ror.UPSTREAM, ("*.jsonl",)),
    Catalog(
        data_provenance.MANIFEST,
        data_provenance.read,
        data_provenance.UPSTREAM,
        ("data_summaries/*.json", "data_summaries-speech/*.json", "constants/creator_groups*.json"),
    ),
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


def strangers(snapshots: Path | None) -> list[str]:
    """What lies among the snapshots and is the folder of no catalog."""
    known = {catalog.manifest.name for catalog in CATALOGS}
    return sorted(path.name for path in snapshots.iterdir() if path.name not in known) if snapshots else []
