"""The fields of the search index, and how the words of names are told apart."""

import hashlib
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Final

import tantivy

from ingest.search_index.kinds import SEARCHED

FORMAT_FILE: Final = "format"
WORDS: Final = "words"
"""Name under which the analyzer is registered, each time that an index is opened."""

KEY, KIND = "key", "kind"
LABEL, OTHER, LABEL_WORDS, OTHER_WORDS = "label", "other", "label_words", "other_words"
EXACT, ADDRESS, SQUEEZED, INITIALS, WRITTEN = "exact", "address", "squeezed", "initials", "written"
ABOUT_WORDS: Final = "about_words"
DESCRIPTION, LINKS = "description", "links"
SORTS: Final = {
    "label": ("rank_label", "by name"),
    "-links": ("rank_links", "what most other things point to first"),
    "date": ("rank_oldest", "oldest first, undated last"),
    "-date": ("rank_newest", "newest first, undated last"),
}
"""What lists can be sorted by: the field that numbers all documents in that order from 1, and what it means."""
FACETS: Final = tuple(sorted({facet.name for kind in SEARCHED.values() for facet in kind.facets}))
PACKAGE: Final = Path(__file__).parent
RAW, PRESENCE = "raw", "basic"
"""How texts are indexed that are compared as a whole: not cut into words, without their places."""


def facet_field(name: str) -> str:
    return f"f_{name}"


def schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    for name in (KEY, LABEL, OTHER, DESCRIPTION):
        builder.add_text_field(name, stored=True, tokenizer_name=RAW, index_option=PRESENCE)
    for name in (LABEL_WORDS, OTHER_WORDS):
        builder.add_text_field(name, tokenizer_name=WORDS)
    builder.add_text_field(ABOUT_WORDS, tokenizer_name=WORDS, index_option=PRESENCE)
    for name in (EXACT, ADDRESS, SQUEEZED, INITIALS, WRITTEN):
        builder.add_text_field(name, tokenizer_name=RAW, index_option=PRESENCE)
    for name in (KIND, *map(facet_field, FACETS)):
        builder.add_text_field(name, stored=True, fast=True, tokenizer_name=RAW, index_option=PRESENCE)
    for name in (LINKS, *(field for field, _ in SORTS.values())):
        builder.add_unsigned_field(name, indexed=True, fast=True)
    return builder.build()


def written_format() -> str:
    """What an index must have been written with so that it can be read: an engine, and the code of this package."""
    return f"opencairn search {code_digest(PACKAGE)}\n{version('tantivy')}\n"


@cache
def code_digest(package: Path) -> str:
    """A digest of the modules in a folder."""
    total = hashlib.sha256()
    for path in sorted(package.glob("*.py")):
        content = path.read_bytes()
        total.update(b"%s %d\n%s" % (path.name.encode(), len(content), content))
    return total.hexdigest()[:16]


def analyzer() -> tantivy.TextAnalyzer:
    """Words in small letters without accents."""
    simple = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
    return simple.filter(tantivy.Filter.lowercase()).filter(tantivy.Filter.ascii_fold()).build()
