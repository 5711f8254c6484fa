"""Read, map and validate the catalogs of a snapshot folder, each into a graph of its own."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from pyoxigraph import NamedNode, Quad

from ingest.bulk_validation import validate_bulk
from ingest.intake import map_all, validate_all
from ingest.licenses.stand_ins import stand_ins
from ingest.mapping import Mapper
from ingest.namespaces import iri
from ingest.progress import stage
from ingest.records import Problem, Record, Rejected
from ingest.shapes import Shapes
from ingest.sources import scancode_licensedb, spdx
from ingest.sources.entries import catalog_entry
from ingest.sources.manifest import Manifest
from ingest.sources.registry import Catalog
from ingest.validation import Result, validate_records
from ingest.vocabulary import Vocabulary

LISTS: Final = {manifest.name: manifest for manifest in (spdx.MANIFEST, scancode_licensedb.MANIFEST)}


@dataclass
class Load:
    """What came of one source.

    Attributes:
        read: records read, by kind of thing.
        unread: fields that nothing understands, with the number of records that have them.
        unexpected: why what was read cannot be believed, one sentence each; if there is any, the catalog's data are
            those of the last release.
        last_good: records of these data, by kind of thing.
        statements: whether each fact gets a statement of its own, as in the curated source.
    """

    manifest: Manifest
    records: list[Record] = field(default_factory=list)
    rejected: list[Rejected] = field(default_factory=list)
    quads: Collection[Quad] = ()
    results: list[Result] = field(default_factory=list)
    read: Counter[str] = field(default_factory=Counter)
    unread: Counter[str] = field(default_factory=Counter)
    unexpected: list[str] = field(default_factory=list)
    last_good: Mapping[str, int] = field(default_factory=dict)
    mapped: int = 0
    statements: bool = False

    @property
    def graph(self) -> NamedNode:
        return iri(f"graph:{self.manifest.name}")


def read_catalog(catalog: Catalog, folder: Path) -> Load:
    """All records of a snapshot folder; of two for the same thing the second is rejected."""
    load = Load(catalog.manifest)
    known: dict[str, str] = {}
    load.records.append(catalog_entry(catalog.manifest))
    with stage(f"{catalog.manifest.name} reading"):
        for found in catalog.read(folder):
            if isinstance(found, Rejected):
                load.rejected.append(found)
                continue
            if found.subject in known:
                detail = f"{found.subject} is already described in {known[found.subject]}"
                load.rejected.append(Rejected(found.file, (Problem("", 0, detail),)))
                continue
            known[found.subject] = found.file
            load.records.append(found)
            load.read[found.subject.partition("/")[0]] += 1
            load.unread.update(found.unread)
    load.unexpected = catalog.manifest.out_of_bounds(load.read)
    return load


def map_catalog(load: Load, vocabulary: Vocabulary, defined: Collection[str], shapes: Shapes) -> None:
    """Fill in the quads of the records that can be mapped and that meet the shapes."""
    mapper = Mapper(vocabulary, defined, load.graph, load.statements)
    mapped, unmapped = map_all(load.records, mapper, f"{load.manifest.name} ")
    check = validate_records if load.statements else validate_bulk
    accepted, invalid, load.results = validate_all(mapped, shapes, f"{load.manifest.name} ", check=check)
    load.rejected += [*unmapped, *invalid]
    load.quads = [quad for each in accepted for quad in each.quads]
    load.mapped = len(accepted)


def read_all(chosen: Iterable[tuple[Catalog, Path]]) -> list[Load]:
    """Every chosen catalog, and the licenses that they name in so far as none of them describes those."""
    loads = {catalog.manifest.name: read_catalog(catalog, folder) for catalog, folder in chosen}
    for name, records in stand_ins(record for load in loads.values() for record in load.records).items():
        loads.setdefault(name, no_list(name)).records += records
    return list(loads.values())


def no_list(name: str) -> Load:
    """What stands for a list of licenses that is not among the snapshots."""
    manifest = LISTS[name]
    return Load(manifest, records=[catalog_entry(manifest)])
