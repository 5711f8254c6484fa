"""Run the pipeline's own SPARQL on a store, with our prefixes."""

from collections.abc import Iterator

from pyoxigraph import BlankNode, Literal, NamedNode, QuerySolutions, Store, Triple

from ingest.namespaces import PREFIXES

Value = NamedNode | BlankNode | Literal | Triple | None


def rows(store: Store, query: str) -> Iterator[tuple[Value, ...]]:
    """Rows of a SELECT query, one value per variable in the order of the projection."""
    solutions = store.query(query, prefixes=PREFIXES)
    if not isinstance(solutions, QuerySolutions):
        raise TypeError("not a SELECT query")
    width = len(solutions.variables)
    for solution in solutions:
        yield tuple(solution[position] for position in range(width))
