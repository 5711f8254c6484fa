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
from ingest.sources.described_datasets.graph import Description, Graph, Node, Value
from ingest.sources.described_datasets.keys import (
    DATASETS_OF_HUB,
    dataset_key,
    hub_dataset,
    iri_of,
    site_of,
    without_scheme,
)
from ingest.sources.described_datasets.names import in_language, ordered
from ingest.sources.described_datasets.reading import Reading, label_of
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
from ingest.sources.source_values import EXACT, UNMAPPED
from ingest.sources.upstream import FETCHED

DATASET: Final = ("dcat:Dataset", "dcat:DatasetSeries", "sc:Dataset")
ABOUT_THE_FOLDER: Final = frozenset({"source.md", "readme.md", "readme.txt", "license", "license.txt"})
"""Names of files that tell of a snapshot folder and are no part of a catalog."""
ACYCLIC: Final = frozenset({"memberOfFamily", "composedOf"})
LONGEST_PLACE: Final = 400


@dataclass(frozen=True)
class Link:
    """What one dataset names as related to it.

    Attributes:
        raw: as upstream wrote it.
        subject: `dataset/slug` of what that identifies, "" if it identifies nothing; it may be described nowhere.
    """

    term: str
    raw: str
    subject: str


@dataclass
class Found:
    """A dataset of which everything is known but what its links lead to."""

    draft: Draft
    key: str
    label: str
    alt_labels: list[tuple[str, str]]
    file: str
    links: list[Link] = field(default_factory=list)
    unread: set[str] = field(default_factory=set)


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
            aside = path.name.lower() in ABOUT_THE_FOLDER or path.name.startswith(".")
            if aside or file.startswith(f"{FETCHED}/"):
                continue
            try:
                yield from self._file(file, read_graph(path))
            except Untrusted as error:
                yield rejected(self.manifest.name, file, str(error))
        described = {found.draft.subject for found in self._found}
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
        found = Found(draft, key, label_of(titles, reading), others, file)
        found.links = [self._link(term, target, keys) for term, target in reading.targets]
        named = [self._catalogs.read(each, file) for each in dataset.nested(IN_CATALOG)]
        described = [document, *named, self._catalogs.of_file(dataset, key, found.label, file)]
        draft.say("describedIn", *filter(None, described))
        found.unread = set(dataset.unread())
        self._found.append(found)

    def _link(self, term: str, target: Value, keys: dict[Node, str]) -> Link:
        raw = "" if isinstance(target, BlankNode) else target.value.removeprefix(BASE)
        key = keys.get(_node(target)) or dataset_key([iri_of(raw)], "", (), "")
        return Link(term, raw, self._subject(key) if key else "")

    def _record(self, found: Found, described: set[str]) -> Record:
        for link in found.links:
            self._follow(found, link, described)
        record = entry(
            self.manifest,
            found.draft.subject,
            "Dataset",
            found.label,
            found.draft.says,
            file=f"{found.file}#{without_scheme(found.key)[:LONGEST_PLACE]}",
            locator=f"{found.file}, {found.key[:LONGEST_PLACE]}",
            unread=sorted(found.unread),
        )
        names = [in_language(*name) for name in dict.fromkeys(found.alt_labels) if name[0] != found.label]
        return replace(record, alt_labels=tuple(names))

    def _follow(self, found: Found, link: Link, described: set[str]) -> None:
        """Say what a link leads to if that is known, else keep what it names."""
        draft = found.draft
        repository, shown = hub_dataset(link.raw), one_line(link.raw)
        to_itself = link.subject == draft.subject and link.term in ACYCLIC
        if link.subject in described and not to_itself:
            draft.say(link.term, link.subject)
        elif repository and not to_itself:
            draft.say(link.term, self._placeholder(repository, found.file))
        elif shown:
            draft.write(link.term, shown, EXACT if to_itself else UNMAPPED, link.subject if to_itself else "")
        else:
            found.unread.add(f"{link.term} (refused)")

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


def _node(value: object) -> Node:
    """A value as a key of nodes; what is no node is in no such table."""
    return value if isinstance(value, Node) else BlankNode()
