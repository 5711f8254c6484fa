"""Reads the expected answers: a CSV file per question, its header naming the columns that are compared.

Lines before the header say how: `# with project=bigscience` gives a parameter, `# subset` asks for these rows among
others, `# founding only` leaves the rows out of the check of the full release, where counts and the like differ,
and `# curated` out of that of the founding documents, which do not tell them.
"""

import csv
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import QuerySolutions, Store

from ingest.namespaces import BASE
from ingest.questions.binding import bind
from ingest.questions.catalog import Question

FOLDER = Path(__file__).parent / "expected"
Row = tuple[str, ...]


@dataclass(frozen=True)
class Expected:
    question: str
    parameters: dict[str, str]
    subset: bool
    founding_only: bool
    curated: bool
    columns: Row
    rows: frozenset[Row]


def read(path: Path) -> Expected:
    lines = path.read_text(encoding="utf-8").splitlines()
    notes = [line.removeprefix("# ") for line in lines if line.startswith("#")]
    header, *rows = csv.reader(line for line in lines if not line.startswith("#"))
    return Expected(
        question=path.name.partition(".")[0],
        parameters=dict(note.removeprefix("with ").split("=", 1) for note in notes if note.startswith("with ")),
        subset="subset" in notes,
        founding_only="founding only" in notes,
        curated="curated" in notes,
        columns=tuple(header),
        rows=frozenset(tuple(map(settled, row)) for row in rows),
    )


def settled(cell: str) -> str:
    """The values that stand in one cell, in an order that does not depend on that of the store."""
    return "; ".join(sorted(cell.split("; ")))


def solutions(store: Store, query: str) -> QuerySolutions:
    results = store.query(query)
    assert isinstance(results, QuerySolutions)
    return results


def answer(store: Store, question: Question, expected: Expected) -> frozenset[Row]:
    """The rows of an answer, cut to the compared columns; IRIs of ours without their base."""
    found = solutions(store, bind(question, expected.parameters))
    return frozenset(
        tuple("" if row[name] is None else settled(row[name].value.removeprefix(BASE)) for name in expected.columns)
        for row in found
    )
