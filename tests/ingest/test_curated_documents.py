"""What stands for a source in the curated files can be told from every other source, and found."""

from collections import defaultdict
from collections.abc import Iterable

from ingest.data_folders import CURATED
from ingest.records import Record
from ingest.sources import curated as source
from ingest.sources.registry import CATALOGS
from ingest.strict_yaml import Node

RECORDS = [found for found in source.read(CURATED) if isinstance(found, Record)]


def texts(record: Record, term: str) -> list[str]:
    values: Iterable[Node] = (value for block in record.blocks for key, value in block.says.items() if key == term)
    return [str(each) for value in values for each in (value if isinstance(value, list) else [value])]


def test_documents_of_different_addresses_have_different_labels() -> None:
    addresses: dict[str, set[str]] = defaultdict(set)
    for record in RECORDS:
        for block in record.blocks:
            if block.url:
                addresses[str(block.title or block.url)].add(str(block.url))
        if record.type == "Document":
            addresses[str(record.label)].add((texts(record, "url") or [record.subject])[0])
    assert not {label: found for label, found in addresses.items() if len(found) > 1}


def test_catalogs_that_are_cited_are_those_that_are_read() -> None:
    manifests = {catalog.manifest.document: catalog.manifest for catalog in CATALOGS}
    cited = [record for record in RECORDS if record.subject.startswith("document/catalog-")]
    assert cited
    assert [(record.label, texts(record, "url")) for record in cited] == [
        (manifests[record.subject].title, [manifests[record.subject].homepage]) for record in cited
    ]
