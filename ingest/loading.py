"""Take in all sources of a build; what came of an unchanged one is taken from the cache."""

import logging
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from pyoxigraph import NamedNode, Quad, Store

from ingest.cache import Cache, KnownNames, Outline, Remembered, folder_digest
from ingest.catalogs import LISTS, Load, map_catalog, no_list, read_catalog
from ingest.errors import NoRelease
from ingest.intake import names_of, read_all
from ingest.licenses.stand_ins import named, of_missing
from ingest.records import Record
from ingest.release import current_release
from ingest.shapes import Shapes
from ingest.sources import curated, registry
from ingest.sources.manifest import Manifest
from ingest.sources.registry import Catalog
from ingest.vocabulary import Vocabulary

LOG: Final = logging.getLogger(__name__)
NO_FOLDER: Final = ""
"""Stands for the digest of the files of a source that has none."""


@dataclass(frozen=True)
class Source:
    """A source of a build.

    Attributes:
        read: its records, and with them what was rejected and counted.
        outline: what other sources have to know of these.
        folder: where its files are, None if it has none.
    """

    manifest: Manifest
    read: Callable[[], Load]
    outline: Callable[[Load], Outline]
    folder: Path | None = None

    def digest(self) -> str:
        return folder_digest(self.folder) if self.folder else NO_FOLDER


@dataclass
class _Draft:
    """A source, with what was kept of it or, failing that, its records."""

    source: Source
    digest: str
    kept: Remembered | None
    load: Load | None
    outline: Outline

    def records(self) -> Load:
        return self.source.read() if self.load is None else self.load


@dataclass(frozen=True)
class Intake:
    """Takes in the sources of one build.

    Attributes:
        data: the data folder, for the last good quads of a source whose numbers cannot be believed.
    """

    cache: Cache
    data: Path
    vocabulary: Vocabulary
    shapes: Shapes

    def take(self, folder: Path, catalogs: Iterable[tuple[Catalog, Path]]) -> list[Load]:
        """The curated source, then every catalog, then the lists of licenses that are named and not among them."""
        own = self._draft(_curated_source(folder))
        others = {catalog.manifest.name: self._draft(_catalog_source(catalog, path)) for catalog, path in catalogs}
        added = of_missing(_missing_licenses(draft.outline for draft in others.values()))
        others |= {name: self._draft(_list_source(name)) for name in added if name not in others}
        drafts = [own, *others.values()]
        defined = frozenset().union(
            *(draft.outline.names for draft in drafts), names_of(record for each in added.values() for record in each)
        )
        loads = [self._finished(draft, added.get(draft.source.manifest.name, []), defined) for draft in drafts]
        self.cache.prune({curated.MANIFEST.name, *LISTS, *(catalog.manifest.name for catalog in registry.CATALOGS)})
        return loads

    def _draft(self, source: Source) -> _Draft:
        digest = source.digest()
        found = self.cache.find(source.manifest.name, digest)
        if found:
            kept = Remembered.restored(source.manifest, *found)
            return _Draft(source, digest, kept, None, kept.outline)
        load = source.read()
        return _Draft(source, digest, None, load, source.outline(load))

    def _finished(self, draft: _Draft, records: list[Record], defined: frozenset[str]) -> Load:
        name, added = draft.source.manifest.name, tuple(record.subject for record in records)
        if draft.kept and draft.kept.holds(added, defined):
            LOG.info("%s: unchanged, taken from the cache", name)
            return draft.kept.load
        load = draft.records()
        if load.unexpected:
            load.quads = last_good(self.data, load.graph)
            return load
        load.records += records
        asked = KnownNames(defined)
        map_catalog(load, self.vocabulary, asked, self.shapes)
        load.records, draft.load = [], None
        if draft.source.digest() == draft.digest:  # else somebody wrote to the files meanwhile
            document = Remembered.of(load, draft.outline, added, asked, defined).document()
            load.quads = self.cache.keep(name, draft.digest, document, load.quads)
        return load


def last_good(data: Path, graph: NamedNode) -> list[Quad]:
    """The quads of a catalog in the current release; none if there is no release."""
    try:
        store = Store.read_only(str(current_release(data).store_path))
    except NoRelease:
        return []
    return list(store.quads_for_pattern(None, None, None, graph))


def _curated_source(folder: Path) -> Source:
    def read() -> Load:
        records, unreadable = read_all(folder)
        kinds = Counter(record.subject.partition("/")[0] for record in records)
        return Load(curated.MANIFEST, records, unreadable, read=kinds, statements=True)

    return Source(curated.MANIFEST, read, lambda load: Outline(names_of(load.records, load.rejected)), folder)


def _catalog_source(catalog: Catalog, folder: Path) -> Source:
    return Source(catalog.manifest, lambda: read_catalog(catalog, folder), _catalog_outline, folder)


def _list_source(name: str) -> Source:
    return Source(LISTS[name], lambda: no_list(name), _catalog_outline)


def _catalog_outline(load: Load) -> Outline:
    described = {record.subject for record in load.records if record.subject.startswith("license/")}
    return Outline(names_of(load.records), frozenset(described), frozenset(named(load.records)))


def _missing_licenses(outlines: Iterable[Outline]) -> set[str]:
    known = list(outlines)
    named_by_all = set[str]().union(*(each.licenses_named for each in known))
    return named_by_all.difference(*(each.licenses_described for each in known))
