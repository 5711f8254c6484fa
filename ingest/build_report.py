"""What a build made of each catalog: read, mapped, quarantined, not understood."""

from collections import Counter
from typing import Any

from pyoxigraph import NamedNode

from ingest.catalogs import Load
from ingest.namespaces import iri


def source_report(loads: list[Load]) -> list[dict[str, Any]]:
    """One entry for each catalog, in the order in which they were read.

    `read` counts records by kind, `values` counts source values by mapping status, `unread` counts the records that
    have a field which nothing understands, `unexpected` says why the data of the last release were kept.
    """
    return [_entry(load) for load in loads]


def _entry(load: Load) -> dict[str, Any]:
    manifest = load.manifest
    return {
        "name": manifest.name,
        "title": manifest.title,
        "publisher": manifest.publisher,
        "license": manifest.license or None,
        "attribution": manifest.attribution,
        "read": dict(sorted(load.read.items())),
        "mapped": load.mapped,
        "quarantined": len(load.rejected),
        "quads": len(load.quads),
        "unread": dict(sorted(load.unread.items())),
        "values": dict(sorted(_values(load).items())),
        "unexpected": load.unexpected,
    }


def _values(load: Load) -> Counter[str]:
    status = iri("cairn:mappingStatus")
    return Counter(
        quad.object.value.rpartition("/")[2]
        for quad in load.quads
        if quad.predicate == status and isinstance(quad.object, NamedNode)
    )
