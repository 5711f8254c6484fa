"""Take in all sources of a build; what came of an unchanged one is taken from the cache."""

import logging
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from ingest.cache import Cache, KnownNames, Outline, Remembered, folder_digest
from ingest.catalogs import LISTS, Load, map_catalog, no_list, read_catalog
from ingest.intake import names_of, read_all
from ingest.last_good import LastGood, outline_of
from ingest.licenses.stand_ins import named, of_missing
from ingest.records import Record
from ingest.shapes import Shapes
from ingest.sources import curated, registry
from ingest.sources.entries import catalog_entry
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
        missing: whether it had files when the last release was built and has none now.
    """

    manifest: Manifest
    read: Callable[[], Load]
    outline: Callable[[Load], Outline]
    folder: Path | None = None
    missing: bool = False

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
        last_good: what takes the place of a source whose reading cannot be believed.
        accepted: names of the sources whose reading is taken all the same.
    """

    cache: Cache
    last_good: LastGood
    accepted: frozenset[str]
    vocabulary: Vocabulary
    shapes: Shapes

    def take(
        self, folder: Path, catalogs: Iterable[tuple[Catalog, Path]], missing: Iterable[Manifest] = ()
    ) -> list[Load]:
        """The curated source, then every catalog, then the lists of licenses that are named and not among them.

        Of a missing catalog the last good data stay, unless it is accepted that it is gone.
        """
        own = self._draft(_curated_source(folder))
        others = {catalog.manifest.name: self._draft(_catalog_source(catalog, path)) for catalog, path in catalogs}
        for manifest in missing:
            if manifest.name in self.accepted:
                LOG.warning("%s: not among the snapshots any more, and left out as was asked for", manifest.name)
            else:
                others[manifest.name] = self._draft(_missing_source(manifest))
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
        kept = Remembered.restored(source.manifest, *found) if found else None
        load = kept.load if kept else source.read()
        doubts = self._doubts(source, load)
        if doubts:
            return self._last_good(source, source.read() if kept else load, doubts)
        load.unexpected = []
        if kept:
            return _Draft(source, digest, kept, None, kept.outline)
        return _Draft(source, digest, None, load, source.outline(load))

    def _doubts(self, source: Source, load: Load) -> list[str]:
        """Why the last good data of a source have to stay; nothing if it is accepted as it is."""
        manifest = source.manifest
        if source.missing:
            return ["it is not among the snapshots"]
        if source.folder is None:
            return []
        doubts = [*manifest.out_of_bounds(load.read), *self.last_good.fallen(manifest, load.read)]
        if manifest.name not in self.accepted:
            return doubts
        for doubt in doubts:
            LOG.warning("%s: %s; taken all the same, as was asked for", manifest.name, doubt)
        return []

    def _last_good(self, source: Source, load: Load, doubts: list[str]) -> _Draft:
        """The source with its data of the last release, of which it tells why they stay."""
        quads = self.last_good.quads(load.graph)
        outline, document = outline_of(quads), source.manifest.document
        load.records = [] if document in outline.names else [catalog_entry(source.manifest)]
        load.unexpected, load.quads = doubts, quads
        load.last_good = self.last_good.counts.get(source.manifest.name, {})
        return _Draft(source, NO_FOLDER, None, load, replace(outline, names=outline.names | {document}))

    def _finished(self, draft: _Draft, records: list[Record], defined: frozenset[str]) -> Load:
        name, added = draft.source.manifest.name, tuple(record.subject for record in records)
        if draft.kept and draft.kept.holds(added, defined):
            LOG.info("%s: unchanged, taken from the cache", name)
            return draft.kept.load
        load = draft.records()
        load.records += records
        if load.unexpected:
            beside = Load(load.manifest, load.records)
            map_catalog(beside, self.vocabulary, defined, self.shapes)
            load.quads, load.records = [*load.quads, *beside.quads], []
            return load
        asked = KnownNames(defined)
        map_catalog(load, self.vocabulary, asked, self.shapes)
        load.records, draft.load = [], None
        if draft.source.digest() == draft.digest:  # else somebody wrote to the files meanwhile
            document = Remembered.of(load, draft.outline, added, asked, defined).document()
            load.quads = self.cache.keep(name, draft.digest, document, load.quads)
        return load


def _curated_source(folder: Path) -> Source:
    def read() -> Load:
        records, unreadable = read_all(folder)
        kinds = Counter(record.subject.partition("/")[0] for record in records)
        return Load(curated.MANIFEST, records, unreadable, read=kinds, statements=True)

    return Source(curated.MANIFEST, read, lambda load: Outline(names_of(load.records, load.rejected)), folder)


def _catalog_source(catalog: Catalog, folder: Path) -> Source:
    return Source(catalog.manifest, lambda: read_catalog(catalog, folder), _catalog_outline, folder)


def _missing_source(manifest: Manifest) -> Source:
    return Source(manifest, lambda: Load(manifest), _catalog_outline, missing=True)


def _list_source(name: str) -> Source:
    return Source(LISTS[name], lambda: no_list(name), _catalog_outline)


def _catalog_outline(load: Load) -> Outline:
    described = {record.subject for record in load.records if record.subject.startswith("license/")}
    return Outline(names_of(load.records), frozenset(described), frozenset(named(load.records)))


def _missing_licenses(outlines: Iterable[Outline]) -> set[str]:
    known = list(outlines)
    named_by_all = set[str]().union(*(each.licenses_named for each in known))
    return named_by_all.difference(*(each.licenses_described for each in known))
