"""Whether an answer has the form that its question promises: columns, the type of each cell, a floor of rows."""

from collections.abc import Callable, Iterable, Mapping
from typing import Final

from pyoxigraph import Literal, NamedNode, QuerySolution, QuerySolutions, QueryTriples, Store

from ingest.namespaces import iri
from ingest.questions.binding import bind
from ingest.questions.catalog import Question
from ingest.questions.expectation import ColumnType

TEXT: Final = frozenset({iri("xsd:string"), iri("rdf:langString")})
DATES: Final = frozenset({iri("xsd:date"), iri("xsd:gYearMonth"), iri("xsd:gYear")})
NUMBERS: Final = frozenset({iri("xsd:integer"), iri("xsd:decimal"), iri("xsd:double"), iri("xsd:float")})


def _literal(*datatypes: NamedNode) -> Callable[[object], bool]:
    return lambda term: isinstance(term, Literal) and term.datatype in datatypes


FITS: Final[Mapping[ColumnType, Callable[[object], bool]]] = {
    "string": _literal(*TEXT),
    "iri": lambda term: isinstance(term, NamedNode),
    "integer": _literal(iri("xsd:integer")),
    "number": _literal(*NUMBERS),
    "boolean": _literal(iri("xsd:boolean")),
    "date": _literal(iri("xsd:date")),
    "partial-date": _literal(*DATES),
    "any": lambda term: isinstance(term, Literal | NamedNode),
}


def examples(question: Question) -> dict[str, str]:
    return {name: parameter.example for name, parameter in question.parameters.items()}


def faults(store: Store, question: Question, least: int, values: Mapping[str, str] | None = None) -> list[str]:
    """What is wrong with the answer, with at most one line for each column; it asks with the examples."""
    given = examples(question) if values is None else values
    found = store.query(bind(question, given))
    if question.form == "construct":
        assert isinstance(found, QueryTriples)
        return _too_few(sum(1 for _ in found), least)
    assert isinstance(found, QuerySolutions)
    columns = tuple(variable.value for variable in found.variables)
    if columns != question.expect.columns:
        return [f"the columns are {columns}"]
    rows = list(found)
    wrong = {
        name: f"{name} is to be {question.expect.type_of(name)}, not {row[name]}"
        for row in rows
        for name in columns
        if row[name] is not None and not FITS[question.expect.type_of(name)](row[name])
    }
    repeated = len(rows) - len({tuple(row) for row in rows})
    again = [f"{repeated} rows are there more than once"] if repeated else []
    return [*wrong.values(), *again, *_too_few(len(rows), least)]


def empty_columns(store: Store, question: Question) -> set[str]:
    """Columns without a value in any row, asked with the examples and with the defaults."""
    given = examples(question)
    required = {name: value for name, value in given.items() if question.parameters[name].default is None}
    empty = set(question.expect.columns)
    for values in (given, required):
        if empty:
            found = store.query(bind(question, values))
            assert isinstance(found, QuerySolutions)
            empty = _still_empty(empty, found)
    return empty


def _still_empty(columns: set[str], rows: Iterable[QuerySolution]) -> set[str]:
    """Those of the columns that no row fills; it reads no further than needed."""
    empty = set(columns)
    for row in rows:
        empty -= {name for name in empty if row[name] not in (None, Literal(""))}
        if not empty:
            break
    return empty


def _too_few(found: int, least: int) -> list[str]:
    return [] if found >= least else [f"{found} of at least {least}"]
