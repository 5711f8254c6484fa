"""Write the search index of a release."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, Final

import tantivy
from pyoxigraph import Store

from ingest.search_index import fields
from ingest.search_index.documents import Found, documents
from ingest.search_index.names import folded, initials, joined, squeezed

HEAP: Final = 50_000_000
LOCKS: Final = ".tantivy-*.lock"
UNDATED: Final = ""

ORDERS: Final[dict[str, Callable[[Found], tuple[Any, ...]]]] = {
    "label": lambda each: (),
    "-links": lambda each: (-each.links,),
    "date": lambda each: (each.date == UNDATED, each.date),
    "-date": lambda each: (each.date == UNDATED, *(-ord(letter) for letter in each.date), 1),
}
"""By what each sort of `fields.SORTS` orders; what is equal comes by name."""


def write_index(folder: Path, store: Store) -> int:
    """Write the index of a store into a new folder; returns how many documents it has."""
    found = documents(store)
    folder.mkdir()
    index = tantivy.Index(fields.schema(), str(folder))
    index.register_tokenizer(fields.WORDS, fields.analyzer())
    writer = index.writer(heap_size=HEAP, num_threads=1)  # one thread makes one segment
    ranks = {sort: ranked(found, order) for sort, order in ORDERS.items()}
    for each in found:
        writer.add_document(written(each, {sort: ranks[sort][each.key] for sort in ranks}))
    writer.commit()
    writer.wait_merging_threads()
    (folder / fields.FORMAT_FILE).write_text(fields.written_format(), encoding="utf-8")
    for lock in folder.glob(LOCKS):
        lock.unlink()
    return len(found)


def ranked(found: Iterable[Found], order: Callable[[Found], tuple[Any, ...]]) -> dict[str, int]:
    """The place of each document in an order, from 1."""
    in_order = sorted(found, key=lambda each: (*order(each), folded(each.label), each.key))
    return {each.key: place for place, each in enumerate(in_order, start=1)}


def written(each: Found, ranks: dict[str, int]) -> tantivy.Document:
    document = tantivy.Document()
    names = [each.label, *each.others]
    single = {
        fields.KEY: each.key,
        fields.KIND: each.kind,
        fields.LABEL: each.label,
        fields.LABEL_WORDS: each.label,
        fields.DESCRIPTION: each.description,
    }
    several = {
        fields.OTHER: [*each.others, *each.written],
        fields.OTHER_WORDS: [*each.others, *each.written],
        fields.ABOUT_WORDS: each.about,
        fields.EXACT: sorted(each.exact | {folded(name) for name in names}),
        fields.ADDRESS: sorted(each.addresses),
        fields.SQUEEZED: sorted({each for name in names for each in joined(name)}),
        fields.WRITTEN: [squeezed(text) for text in each.written],
        fields.INITIALS: sorted({initials(name) for name in names} - {""}),
        **{fields.facet_field(name): values for name, values in each.facets.items()},
    }
    for name, text in single.items():
        document.add_text(name, text)
    for name, texts in several.items():
        for text in texts:
            document.add_text(name, text)
    document.add_unsigned(fields.LINKS, each.links)
    for sort, rank in ranks.items():
        document.add_unsigned(fields.SORTS[sort][0], rank)
    return document
