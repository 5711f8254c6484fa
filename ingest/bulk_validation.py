"""Validation of many records: pyrudof looks through them all, pySHACL at the nodes that it does not clear.

pySHACL stays the reference and writes every result; pyrudof only says which nodes it need not look at.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from itertools import chain, islice
from typing import Final

import pyoxigraph as ox

from ingest.bulk_shapes import BulkShapes, split
from ingest.namespaces import iri
from ingest.rudof import Descriptions, Engine
from ingest.shapes import Shapes
from ingest.validation import Progress, Statements, validate_records
from ingest.validation_report import Result, in_order

BATCH: Final = 1000
"""Nodes in one run of pyrudof, which needs memory for all of them at once."""

READ_DIFFERENTLY: Final = re.compile(r"[\x1c-\x1f]|\n\Z")
"""Text that regular expressions read differently in Python and in Rust: U+001C to U+001F are white space to
Python only, and only there does `$` match before a line break at the end."""

DATATYPES: Final = frozenset(
    {
        iri("rdf:langString"),
        *(iri(f"xsd:{name}") for name in ("string", "integer", "decimal", "boolean")),
        *(iri(f"xsd:{name}") for name in ("date", "gYear", "gYearMonth", "dateTime", "anyURI")),
    }
)
"""The datatypes that the engines were compared on; of others, such as xsd:token, rdflib changes the text."""

Statement = ox.Quad | ox.Triple
Subject = ox.NamedNode | ox.BlankNode | ox.Triple


def validate_bulk(
    records: Iterable[tuple[str, Statements]],
    shapes: Shapes,
    *,
    batch: int = BATCH,
    progress: Progress | None = None,
) -> dict[str, list[Result]]:
    """Validate many records together: the results of `validate_records`, in less time.

    Args:
        records: name and quads of each, as for `validate_records`.
        shapes: what `load_shapes` gave.
        batch: how many nodes one run of pyrudof sees.
        progress: called after each run with the number of nodes done and of all nodes.
    """
    known = [(name, list(quads)) for name, quads in records]
    divided, engine = _prepared(shapes)
    plain, uncleared = _sorted_out(chain.from_iterable(quads for _, quads in known))
    nodes = iter(sorted(plain, key=str))
    done = 0
    while chosen := list(islice(nodes, batch)):
        uncleared |= engine.not_cleared({node: plain[node] for node in chosen})
        done += len(chosen)
        if progress is not None:
            progress(done, len(plain))
    found = validate_records(_about(known, uncleared.__contains__), shapes)
    if divided.beyond.graph:
        others = validate_records(_about(known, lambda node: node not in uncleared), divided.beyond)
        found = {name: in_order([*found.get(name, ()), *others.get(name, ())]) for name in sorted({*found, *others})}
    return found


@lru_cache(maxsize=1)
def _prepared(shapes: Shapes) -> tuple[BulkShapes, Engine]:
    """Once for all the catalogs of a build."""
    divided = split(shapes)
    return divided, Engine(divided.trusted)


def _sorted_out(quads: Iterable[Statement]) -> tuple[Descriptions, set[Subject]]:
    """What pyrudof can be asked about, and the nodes that it cannot."""
    plain: Descriptions = defaultdict(list)
    odd: set[Subject] = set()
    for quad in quads:
        if isinstance(quad.subject, ox.NamedNode) and _reads_alike(quad.object):
            plain[quad.subject].append(ox.Triple(quad.subject, quad.predicate, quad.object))
        else:
            odd.add(quad.subject)
    return {node: triples for node, triples in plain.items() if node not in odd}, odd


def _reads_alike(value: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> bool:
    if isinstance(value, ox.Literal):
        return value.datatype in DATATYPES and READ_DIFFERENTLY.search(value.value) is None
    return isinstance(value, ox.NamedNode | ox.BlankNode)


def _about(
    records: list[tuple[str, list[Statement]]], chosen: Callable[[Subject], bool]
) -> Iterator[tuple[str, list[Statement]]]:
    """The records with what they say of the chosen nodes only."""
    return ((name, [quad for quad in quads if chosen(quad.subject)]) for name, quads in records)
