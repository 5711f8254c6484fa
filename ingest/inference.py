"""Run the rules of `ingest/rules/` over the canonical view until they add nothing more.

A rule is a SPARQL update that inserts into `graph/inferred/<rule>`; what it adds joins the default graph. The
first comment line of its file is its description.
"""

from pathlib import Path
from typing import Final

from pyoxigraph import DefaultGraph, NamedNode, Quad, Store

from ingest.namespaces import PREFIXES, iri
from ingest.values import text

RULES: Final = Path(__file__).parent / "rules"
MAX_ROUNDS: Final = 10


def rule_files(folder: Path = RULES) -> list[Path]:
    return sorted(folder.glob("*.ru"))


def rule_graph(path: Path) -> NamedNode:
    return iri(f"graph:inferred/{path.stem}")


def describe(path: Path) -> str:
    """The first comment line of a rule."""
    return path.read_text(encoding="utf-8").partition("\n")[0].removeprefix("#").strip()


def infer(store: Store, folder: Path = RULES) -> int:
    """Apply every rule to the default graph of `store`; returns the number of triples added.

    Raises:
        RuntimeError: the rules still add triples after MAX_ROUNDS: one of them feeds itself without end.
    """
    before = len(store)
    for _ in range(MAX_ROUNDS):
        size = len(store)
        for path in rule_files(folder):
            _apply(store, path)
        if len(store) == size:
            return (len(store) - before) // 2
    raise RuntimeError(f"the rules in {folder} add triples without end")


def description_quads(folder: Path = RULES) -> list[Quad]:
    """What each rule's graph is, for those who meet its IRI."""
    graph = iri("graph:release")
    return [
        quad
        for path in rule_files(folder)
        for quad in (
            Quad(rule_graph(path), iri("rdfs:label"), text(f"Rule: {path.stem}"), graph),
            Quad(rule_graph(path), iri("dct:description"), text(describe(path)), graph),
        )
    ]


def _apply(store: Store, path: Path) -> None:
    before = len(store)
    store.update(path.read_text(encoding="utf-8"), prefixes=PREFIXES)
    if len(store) == before:
        return
    added = [
        Quad(quad.subject, quad.predicate, quad.object, DefaultGraph())
        for quad in store.quads_for_pattern(None, None, None, rule_graph(path))
    ]
    store.extend(added)
