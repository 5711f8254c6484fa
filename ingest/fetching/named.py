"""What the other snapshots and the curated files name: repositories on the Hub, and organizations."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from ingest.progress import stage
from ingest.records import Record, Rejected
from ingest.sources import curated
from ingest.sources.huggingface.files import DATASET, MODEL
from ingest.sources.huggingface.lineage import REPOSITORY
from ingest.sources.registry import present
from ingest.sources.web_addresses import hub_repository
from ingest.strict_yaml import Node, Text
from ingest.work_names import folded

HUB: Final = Text("hubRepository")
ROR: Final = "https://ror.org/"


@dataclass
class Named:
    """Names of things.

    Attributes:
        repositories: kind and path on the Hub, with the number of catalogs that name it.
        organizations: names in the form in which they are compared.
        registered: IRIs of the registry of organizations.
    """

    repositories: Counter[tuple[str, str]] = field(default_factory=Counter)
    organizations: set[str] = field(default_factory=set)
    registered: set[str] = field(default_factory=set)


def compared(name: str) -> str:
    """A name in the form in which it is compared with others.

    >>> compared("Université de Montréal") == compared("UNIVERSITE DE MONTREAL")
    True
    """
    return "".join(filter(str.isalnum, folded(name)))


def named_in(snapshots: Path, leave_out: str, curated_folder: Path) -> Named:
    """What is named in the snapshots of all catalogs but one, and of the Hub, whose names are those of accounts."""
    named = Named()
    chosen = [(catalog, folder) for catalog, folder in present(snapshots)]
    own = [(catalog, folder) for catalog, folder in chosen if catalog.manifest.name not in (leave_out, "huggingface")]
    with stage("reading names", len(own) + 1) as advance:
        _take(curated.read(curated_folder), named)
        advance(1)
        for catalog, folder in own:
            _take(catalog.read(folder), named)
            advance(1)
    return named


def _take(found: Iterable[Record | Rejected], named: Named) -> None:
    """Add what the records of one catalog name."""
    repositories: set[tuple[str, str]] = set()
    for record in found:
        if not isinstance(record, Record):
            continue
        kind = record.subject.partition("/")[0]
        said = [block.says for block in record.blocks]
        for path in _repositories(said, DATASET if kind == DATASET else MODEL):
            repositories.add((DATASET if kind == DATASET else MODEL, path))
        if kind == "organization":
            names = (text for node in (record.label, *record.alt_labels) for text in _texts(node))
            named.organizations.update(key for key in map(compared, names) if key)
            named.registered.update(text for node in said for text in _texts(node) if text.startswith(ROR))
    named.repositories.update(repositories)


def _repositories(said: Iterable[Node], kind: str) -> Iterator[str]:
    """Paths of repositories in what is said: as values, and as values that upstream wrote and that are in doubt."""
    for each in _mappings(said):
        written = _texts(each.get(HUB, []))
        if each.get(Text("aboutProperty")) == HUB:
            written = [*written, *_texts(each.get(Text("rawValue"), []))]
        for text in written:
            path = hub_repository(text, kind) or text
            if REPOSITORY.fullmatch(path):
                yield path


def _mappings(nodes: Iterable[Node]) -> Iterator[dict[Text, Node]]:
    pending = list(nodes)
    while pending:
        node = pending.pop()
        if isinstance(node, dict):
            yield node
            pending.extend(node.values())
        elif isinstance(node, list):
            pending.extend(node)


def _texts(node: Node) -> list[str]:
    """All texts in a value."""
    if isinstance(node, Text):
        return [node]
    return [text for inner in (node if isinstance(node, list) else node.values()) for text in _texts(inner)]
