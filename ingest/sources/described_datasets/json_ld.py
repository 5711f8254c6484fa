"""JSON-LD by strangers: contexts that are written out are honored, a few are known, none is ever fetched."""

import json
from pathlib import Path
from typing import Any, Final

from ingest.sources import hostile
from ingest.sources.described_datasets.vocabularies import CROISSANT, NAMESPACES, SCHEMA

VOCABULARY: Final = {prefix: NAMESPACES[prefix] for prefix in ("cr", "dct", "rai", "sc")}
CROISSANT_TERMS: Final = (
    "citeAs column containedIn dataType examples extract field fileObject fileProperty fileSet format includes"
    " isLiveDataset jsonPath key md5 parentField path recordSet references regex repeated replace samplingRate"
    " separator source subField transform"
).split()
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


def read_json_ld(path: Path) -> str:
    """A JSON-LD file as a text that names no context on the web; raises Untrusted."""
    return json.dumps(_without_remote(hostile.load_file(path)))


def _without_remote(node: Any) -> Any:
    if isinstance(node, list):
        return [_without_remote(each) for each in node]
    if not isinstance(node, dict):
        return node
    if "@import" in node:
        raise hostile.Untrusted("its context imports another one: write the @context into the file")
    return {key: _context(value) if key == "@context" else _without_remote(value) for key, value in node.items()}


def _context(value: Any) -> Any:
    if isinstance(value, list):
        return [_context(each) for each in value]
    if not isinstance(value, str):
        return _without_remote(value)
    address = value.partition("://")[2].removeprefix("www.").rstrip("/")
    if address not in KNOWN:
        raise hostile.Untrusted(
            f"its context {value!r:.120} is on the web and nothing is fetched: write the @context into the file"
        )
    return KNOWN[address]
