"""Results of queries as rows of terms, in whichever form workers write them."""

from collections.abc import Iterator
from typing import Final

from pyoxigraph import Literal, NamedNode, QueryResultsFormat, QuerySolutions, RdfFormat, parse, parse_query_results

from service.terms import Term

Cell = Term | None
Row = tuple[Cell, ...]

TRIPLES: Final = "ntriples"
OF_TRIPLES: Final = ("subject", "property", "object")
SOLUTIONS: Final = {"json": QueryResultsFormat.JSON, "tsv": QueryResultsFormat.TSV}


def read_rows(result: bytes, form: str) -> tuple[tuple[str, ...], Iterator[Row]]:
    """The columns of a result and its rows as they are read; those of a graph are its triples.

    Args:
        result: of a SELECT, CONSTRUCT or DESCRIBE query.
        form: `json` or `tsv` for solutions, `ntriples` for a graph.
    """
    if form == TRIPLES:
        quads = parse(result, format=RdfFormat.N_TRIPLES)
        return OF_TRIPLES, ((quad.subject, quad.predicate, quad.object) for quad in quads)
    found = parse_query_results(result, format=SOLUTIONS[form])
    assert isinstance(found, QuerySolutions)
    return tuple(variable.value for variable in found.variables), (tuple(solution) for solution in found)


def text_of(cell: Cell) -> str | None:
    """A cell as it stands in CSV: without datatype and language."""
    return cell.value if isinstance(cell, NamedNode | Literal) else None if cell is None else str(cell)
