"""Read all files of a folder: the datasets that they describe, then what these name."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from pyoxigraph import BlankNode, NamedNode

from ingest.records import Record, Rejected
from ingest.sources.described_datasets.agents import Agents
from ingest.sources.described_datasets.catalogs import CATALOG, Catalogs
from ingest.sources.described_datasets.files import BASE, read_graph
from ingest.sources.described_datasets.graph import Description, Graph, Node
from ingest.sources.described_datasets.keys import (
    DATASETS_OF_HUB,
    dataset_key,
    hub_dataset,
    iri_of,
    site_of,
    without_scheme,
)
from ingest.sources.described_datasets.names import in_language, ordered
from ingest.sources.described_datasets.reading import Link, Reading, label_of
from ingest.sources.described_datasets.vocabularies import (
    ADDRESS,
    IDENTIFIER,
    IN_CATALOG,
    OF_CATALOG,
    OTHER_TITLE,
    TITLE,
)
from ingest.sources.drafts import Draft
from ingest.sources.entries import entry, rejected, slug
from ingest.sources.hostile import Untrusted, one_line
from ingest.sources.manifest import Manifest
from ingest.sources.mentions import Mentions
from ingest.sources.source_values import UNMAPPED

DATASET: Final = ("dcat:Dataset", "dcat:DatasetSeries", "sc:Dataset")
ABOUT_THE_FOLDER: Final = frozenset({"source.md", "readme.md", "readme.txt", "license", "license.txt"})
"""Names of files that tell of a snapshot folder and are no part of a catalog."""
ACYCLIC: Final = frozenset({"memberOfFamily", "composedOf"})
LONGEST_PLACE: Final = 400


@dataclass
class Found:
    """A dataset of which everything is known but what its links lead to."""

    reading: Reading
    label: str
    alt_labels: list[tuple[str, str]]
    file: str
    targets: list[tuple[Link, str]] = field(default_factory=list)


@dataclass
class Reader:
    """Reads a folder of files in which strangers describe datasets."""

    manifest: Manifest

    def __post_init__(self) -> None:
        self._mentions = Mentions(self.manifest)
        self._catalogs = Catalogs(self.manifest)
        self._found: list[Found] = []

    def read(self, folder: Path) -> Iterator[Record | Rejected]:
        """Every dataset of every file, then catalogs, and what is only named."""
        for path in sorted(each for each in folder.rglob("*") if each.is_file()):
            file = path.relative_to(folder).as_posix()
            if path.name.lower() in ABOUT_THE_FOLDER or path.name.startswith("."):
                continue
            try:
                yield from self._file(file, read_graph(path))
            except Untrusted as error:
                yield rejected(self.manifest.name, file, str(error))
        described = {found.reading.draft.subject for found in self._found}
        for found in self._found:
            yield self._record(found, described)
        yield from self._catalogs.records()
        yield from self._mentions.records()

    def _file(self, file: str, graph: Graph) -> Iterator[Rejected]:
        listing = graph.subjects(OF_CATALOG)
        documents = {node: self._catalogs.read(Description(graph, node), file) for node in graph.typed(*CATALOG)}
        nodes = graph.typed(*DATASET)
        keys = {node: self._key(Description(graph, node), listing.get(node)) for node in nodes}
        for node in nodes:
            if keys[node]:
                self._dataset(file, Description(graph, node), keys, documents.get(_node(listing.get(node)), ""))
            else:
                title = next((name for name, _ in ordered(Description(graph, node).literals(TITLE))), "no title")
                detail = f"a dataset ({title:.80}) with neither an IRI nor an address nor an identifier of its own"
                yield rejected(self.manifest.name, file, detail)
        if not nodes and not any(documents.values()):
            yield rejected(self.manifest.name, file, "no dataset is described: dcat:Dataset or schema:Dataset")

    def _key(self, dataset: Description, catalog: Node | None) -> str:
        context = iri_of(catalog.value) if isinstance(catalog, NamedNode) else ""
        addresses = [iri_of(text) for text in (dataset.iri, *dataset.texts(ADDRESS))]
        numbers = [number for text in dataset.texts(IDENTIFIER) if (number := one_line(text))]
        title = next((name for name, _ in ordered(dataset.literals(TITLE))), "")
        return dataset_key((*addresses, *map(iri_of, numbers)), context, numbers, title)

    def _dataset(self, file: str, dataset: Description, keys: dict[Node, str], document: str) -> None:
        key = keys[_node(dataset.node)]
        draft = Draft(self._subject(key), "Dataset")
        reading = Reading(dataset, key, draft, Agents(self._mentions, file, site_of(key)))
        reading.read()
        titles = ordered(dataset.literals(TITLE))
        others = [*titles[1:], *ordered(dataset.literals(OTHER_TITLE))]
        others += [(repository, "") for repository in draft.says.get("hubRepository", [])]
        found = Found(reading, label_of(titles, reading), others, file)
        found.targets = [(link, self._target(link, keys)) for link in reading.links]
        named = [self._catalogs.read(each, file) for each in dataset.nested(IN_CATALOG)]
        described = [document, *named, self._catalogs.of_file(dataset, key, found.label, file)]
        draft.say("describedIn", *filter(None, described))
        self._found.append(found)

    def _target(self, link: Link, keys: dict[Node, str]) -> str:
        """`dataset/slug` of what a link leads to, "" if that has no address; the dataset may not be described."""
        node = _node(link.target)
        if keys.get(node):
            return self._subject(keys[node])
        key = dataset_key([iri_of(_raw(link))], "", (), "")
        return self._subject(key) if key else ""

    def _record(self, found: Found, described: set[str]) -> Record:
        reading = found.reading
        for link, subject in found.targets:
            self._link(found, link, subject, described)
        record = entry(
            self.manifest,
            reading.draft.subject,
            "Dataset",
            found.label,
            reading.draft.says,
            file=f"{found.file}#{without_scheme(reading.key)[:LONGEST_PLACE]}",
            locator=f"{found.file}, {reading.key[:LONGEST_PLACE]}",
            unread=sorted(set(reading.description.unread())),
        )
        names = [in_language(*name) for name in dict.fromkeys(found.alt_labels) if name[0] != found.label]
        return replace(record, alt_labels=tuple(names))

    def _link(self, found: Found, link: Link, subject: str, described: set[str]) -> None:
        draft = found.reading.draft
        raw = _raw(link)
        repository = hub_dataset(raw)
        if subject == draft.subject and link.term in ACYCLIC:
            draft.write(link.term, raw or subject, UNMAPPED, subject)
        elif subject in described:
            draft.say(link.term, subject)
        elif repository:
            draft.say(link.term, self._placeholder(repository, found.file))
        elif shown := one_line(raw):
            draft.write(link.term, shown, UNMAPPED)
        else:
            found.reading.description.refuse(f"{link.term} (refused)")

    def _placeholder(self, repository: str, file: str) -> str:
        """A repository of datasets on the Hub that is named and not described."""
        says = {
            "hubRepository": [repository],
            "artifactLevel": ["repository"],
            "url": [f"{DATASETS_OF_HUB}{repository}"],
        }
        key = without_scheme(f"{DATASETS_OF_HUB}{repository.lower()}")
        return self._mentions.name("dataset", "Dataset", repository, file, key=key, **says)

    def _subject(self, key: str) -> str:
        return f"dataset/{slug(self.manifest.name, without_scheme(key))}"


def _raw(link: Link) -> str:
    """What a link names as upstream wrote it."""
    return "" if isinstance(link.target, BlankNode) else link.target.value.removeprefix(BASE)


def _node(value: object) -> Node:
    """A value as a key of nodes; what is no node is in no such table."""
    return value if isinstance(value, Node) else BlankNode()
