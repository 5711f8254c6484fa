"""JSON-LD by strangers: contexts that are written out are honored, a few are known, none is ever fetched."""

import json
from pathlib import Path
from typing import Any, Final

from ingest.sources import hostile
from ingest.sources.described_datasets.vocabularies import CROISSANT, NAMESPACES, SCHEMA

VOCABULARY: Final = {prefix: NAMESPACES[prefix] for prefix in ("cr", "dct", "rai", "sc")}
CROISSANT_TERMS: Final = (
    *("citeAs", "column", "containedIn", "dataType", "examples", "extract", "field", "fileObject", "fileProperty"),
    *("fileSet", "format", "includes", "isLiveDataset", "jsonPath", "key", "md5", "parentField", "path", "recordSet"),
    *("references", "regex", "repeated", "replace", "samplingRate", "separator", "source", "subField", "transform"),
)
SCHEMA_CONTEXT: Final[dict[str, Any]] = {"@vocab": SCHEMA, "schema": SCHEMA, **VOCABULARY}
CROISSANT_CONTEXT: Final[dict[str, Any]] = {
    "@language": "en",
    **SCHEMA_CONTEXT,
    **{term: f"cr:{term}" for term in CROISSANT_TERMS},
    "conformsTo": "dct:conformsTo",
    "data": {"@id": "cr:data", "@type": "@json"},
}
KNOWN: Final[dict[str, dict[str, Any]]] = {
    "schema.org": SCHEMA_CONTEXT,
    "schema.org/docs/jsonldcontext.json": SCHEMA_CONTEXT,
    "schema.org/docs/jsonldcontext.jsonld": SCHEMA_CONTEXT,
    **{
        f"{CROISSANT.partition('://')[2]}{version}{name}": CROISSANT_CONTEXT
        for version in ("1.0", "1.1")
        for name in ("", "/context.json", "/context.jsonld")
    },
}
"""Contexts that are not fetched but known, by their address without scheme, `www.` and slash at the end."""


MOST_WORK: Final = 5_000_000
"""Of contexts: their number times that of their terms, each of which a reader carries along."""


def read_json_ld(path: Path) -> str:
    """A JSON-LD file as a text that names no context on the web; raises Untrusted."""
    contexts = _Contexts()
    text = json.dumps(contexts.resolved(hostile.load_file(path)))
    if contexts.number * contexts.terms > MOST_WORK:
        raise hostile.Untrusted(f"{contexts.number:,} contexts with {contexts.terms:,} terms: write one for the file")
    return text


class _Contexts:
    """Puts what is known in the place of contexts on the web, and counts what all contexts hold."""

    def __init__(self) -> None:
        self.number = 0
        self.terms = 0

    def resolved(self, node: Any) -> Any:
        """A node of the file without contexts on the web."""
        if isinstance(node, list):
            return [self.resolved(each) for each in node]
        if not isinstance(node, dict):
            return node
        return {key: self._context(value) if key == "@context" else self.resolved(value) for key, value in node.items()}

    def _context(self, value: Any) -> Any:
        if isinstance(value, list):
            return [self._context(each) for each in value]
        found = _known(value) if isinstance(value, str) else value
        if isinstance(found, dict):
            self.number += 1
            self.terms += len(found)
            if "@import" in found:
                raise hostile.Untrusted("its context imports another one: write the @context into the file")
            if any(isinstance(term, dict) and "@context" in term for term in found.values()):
                raise hostile.Untrusted("its context has others within: write one @context for the file")
        return found


def _known(context: str) -> dict[str, Any]:
    address = context.partition("://")[2].removeprefix("www.").rstrip("/")
    if address not in KNOWN:
        detail = f"its context {context!r:.120} is on the web and nothing is fetched: write the @context into the file"
        raise hostile.Untrusted(detail)
    return KNOWN[address]
