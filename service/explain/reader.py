"""A process that reads queries: the parser is slow on some, and recurses, so it does not run in the server.

It reads a query as JSON from each line of standard input, and writes what it made of it as a line to standard output.
"""

import json
import os
import sys
import threading
from collections.abc import Callable, Iterator
from typing import Any, Final

from pyoxigraph import NamedNode, Store
from pyparsing import ParseBaseException
from rdflib.paths import MulPath, Path
from rdflib.plugins.sparql.algebra import translateQuery, traverse
from rdflib.plugins.sparql.parser import parseQuery
from rdflib.plugins.sparql.parserutils import CompValue
from rdflib.plugins.sparql.sparql import Query
from rdflib.term import BNode, Identifier, URIRef, Variable

from ingest.namespaces import BASE, PREFIXES
from service.explain import reading
from service.explain.loose_ends import LONGEST
from service.explain.reading import Part, Reading
from service.workers.query_worker import die_with_parent, leave_network, limit_memory

DEEPEST: Final = 20_000
MOST_PARTS: Final = 300
MOST_LEVELS: Final = 60
STACK: Final = 256 * 1024**2
STACK_OF_WORKER: Final = 8 * 1024**2
MEMORY: Final = 768 * 1024**2
NICENESS: Final = 10
SPELLED: Final = {"GROUPCONCAT": "GROUP_CONCAT", "NOTEXISTS": "NOT EXISTS"}
"""Functions that the parser calls by other names."""


def read(query: str) -> Reading:
    """What a query consists of; raises what the parser does when it cannot read it."""
    parsed = traverse(parseQuery(query), visitPost=with_all_conditions)
    translated: Query = translateQuery(parsed, base=BASE, initNs=PREFIXES)
    algebra = translated.algebra
    clauses = algebra.datasetClause or []
    default = tuple(NamedNode(clause.default).value for clause in clauses if clause.default)
    named = tuple(NamedNode(clause.named).value for clause in clauses if clause.named)
    form = algebra.name.removesuffix("Query").upper()
    return Reading(form, default, named, part(algebra.p) if algebra.p else Part(reading.ALL))


def with_all_conditions(node: Any) -> Any:
    """Wraps conditions, since the translation drops one that is false by itself."""
    if isinstance(node, CompValue) and node.name == "Filter":
        return CompValue("Filter", expr=CompValue("Condition", value=node.expr))
    return node


def part(node: CompValue) -> Part:
    made = MODIFIERS.get(node.name)
    return made(node) if made else joined(node)


def joined(node: CompValue) -> Part:
    return Part(reading.ALL, tuple(elements(node)))


def elements(node: CompValue) -> Iterator[Part]:
    """What is joined in a group, without its nesting."""
    made = ELEMENTS.get(node.name)
    if made:
        yield from made(node)
    else:
        yield part(node)


def patterns(node: CompValue) -> Iterator[Part]:
    for subject, predicate, value in node.triples:
        ends = (written(subject), written(value))
        if isinstance(predicate, Path):
            op = reading.ANY_LENGTH if any(map(repeats, inner_paths(predicate))) else reading.PATH
            yield Part(op, (), ends, predicate.n3())
        else:
            yield Part(reading.TRIPLE, (), (ends[0], written(predicate), ends[1]))


def inner_paths(path: Any) -> Iterator[Path]:
    if isinstance(path, Path):
        yield path
        for inner in (getattr(path, "arg", None), getattr(path, "path", None), *getattr(path, "args", ())):
            yield from inner_paths(inner)


def repeats(path: Path) -> bool:
    return isinstance(path, MulPath) and path.mod in ("*", "+")


def both(node: CompValue) -> Iterator[Part]:
    yield from elements(node.p1)
    yield from elements(node.p2)


def left_and(op: str) -> Callable[[CompValue], Iterator[Part]]:
    def made(node: CompValue) -> Iterator[Part]:
        yield from elements(node.p1)
        conditions = tuple(condition(node.expr)) if node.expr else ()
        yield Part(op, (Part(reading.ALL, (*elements(node.p2), *conditions)),))

    return made


def filtered(node: CompValue) -> Iterator[Part]:
    yield from elements(node.p)
    yield from condition(node.expr)


def condition(expression: Any) -> Iterator[Part]:
    if getattr(expression, "name", "") == "TrueFilter":
        return
    yield Part(reading.FILTER, (), names(expression), ", ".join(functions(expression)))


def bound(node: CompValue) -> Iterator[Part]:
    yield from elements(node.p)
    yield Part(reading.BIND, (), (written(node.var), *names(node.expr)))


def alternatives(node: CompValue) -> Iterator[Part]:
    branches: list[Part] = []
    for branch in (node.p1, node.p2):
        inner = list(elements(branch))
        only = inner[0] if len(inner) == 1 else None
        branches += only.parts if only and only.op == reading.UNION else (Part(reading.ALL, tuple(inner)),)
    yield Part(reading.UNION, tuple(branches))


def multiset(node: CompValue) -> Iterator[Part]:
    """VALUES, which the parser gives as a list if there are no rows, or a subquery."""
    if isinstance(node.p, list) or node.p.name == "values":
        rows = node.p.res if node.p else []
        yield Part(reading.VALUES, (), tuple(sorted({written(name) for row in rows for name in row})), "", len(rows))
    else:
        yield Part(reading.SELECT, (part(node.p),), tuple(written(name) for name in projected(node.p)))


def projected(node: CompValue) -> list[Variable]:
    """What a subquery gives out."""
    while node.name != "Project":
        node = node.p
    return list(node.PV)


def named_graph(node: CompValue) -> Iterator[Part]:
    yield Part(reading.GRAPH, (part(node.p),), (written(node.term),))


def elsewhere(node: CompValue) -> Iterator[Part]:
    yield Part(reading.SERVICE, (), (written(node.term), *names(node.graph)))


def inside(node: CompValue) -> Part:
    return part(node.p)


def grouped(node: CompValue) -> Part:
    return Part(reading.GROUP, (part(node.p.p),), names(node.p.expr), ", ".join(functions(node.A)))


def ordered(node: CompValue) -> Part:
    return Part(reading.ORDER, (part(node.p),), names(node.expr))


def distinct(node: CompValue) -> Part:
    return Part(reading.DISTINCT, (part(node.p),))


def cut(node: CompValue) -> Part:
    length = -1 if node.length is None else int(node.length) + int(node.start or 0)
    return Part(reading.SLICE, (part(node.p),), (), "", length)


ELEMENTS: Final[dict[str, Callable[[CompValue], Iterator[Part]]]] = {
    "BGP": patterns,
    "Join": both,
    "LeftJoin": left_and(reading.OPTIONAL),
    "Minus": left_and(reading.MINUS),
    "Filter": filtered,
    "Extend": bound,
    "Union": alternatives,
    "ToMultiSet": multiset,
    "Graph": named_graph,
    "ServiceGraphPattern": elsewhere,
}
MODIFIERS: Final[dict[str, Callable[[CompValue], Part]]] = {
    "SelectQuery": inside,
    "Project": inside,
    "Reduced": inside,
    "AggregateJoin": grouped,
    "OrderBy": ordered,
    "Distinct": distinct,
    "Slice": cut,
}


def values_in(expression: Any) -> Iterator[Any]:
    """An expression and what it consists of."""
    yield expression
    inner = expression.values() if isinstance(expression, dict) else expression
    if isinstance(inner, str | bytes | Path) or not hasattr(inner, "__iter__"):
        return
    for each in inner:
        yield from values_in(each)


def names(expression: Any) -> tuple[str, ...]:
    return tuple(dict.fromkeys(written(each) for each in values_in(expression) if isinstance(each, Variable)))


def functions(expression: Any) -> list[str]:
    found = (each.name for each in values_in(expression) if isinstance(each, CompValue))
    named = (name.partition("_")[2].upper() for name in found if name.startswith(("Builtin_", "Aggregate_")))
    return list(dict.fromkeys(SPELLED.get(name, name) for name in named if name != "SAMPLE"))


def written(term: Identifier) -> str:
    """A term as SPARQL writes it; raises ValueError for an IRI that the engine would not take."""
    if isinstance(term, URIRef):
        return str(NamedNode(term))
    return f"_:{term}" if isinstance(term, BNode) else term.n3()


def answer(line: str) -> str:
    """The line that answers a line: a reading, or why there is none and what the engine makes of the query."""
    query = json.loads(line)
    told = reading_told(query)
    return json.dumps(told | on_small_stack(engine_told, query) if "fault" in told else told)


def reading_told(query: str) -> dict[str, Any]:
    if len(query) > LONGEST:
        return {"fault": f"it is longer than {LONGEST} characters."}
    try:
        found = read(query)
        fits = sum(1 for _ in found.body.walk()) <= MOST_PARTS and found.body.depth() <= MOST_LEVELS
        return {"reading": found.as_json()} if fits else {"fault": "it has too many parts or levels."}
    except RecursionError:
        return {"fault": "it is too deeply nested."}
    except Exception as fault:  # noqa: BLE001  the parser raises this very class, and trips over some queries
        speaks_of_query = type(fault) is Exception or isinstance(fault, ParseBaseException | ValueError)
        return {"fault": str(fault) if speaks_of_query else "something in it is not understood."}


def on_small_stack(tell: Callable[[str], dict[str, Any]], query: str) -> dict[str, Any]:
    """What is told on a stack like that of a query worker: what is too deep for one ends this process too."""
    threading.stack_size(STACK_OF_WORKER)
    told: dict[str, Any] = {}
    thread = threading.Thread(target=lambda: told.update(tell(query)))
    thread.start()
    thread.join()
    return told


def engine_told(query: str) -> dict[str, Any]:
    """Whether the engine reads a query that the parser here does not; it runs on nothing for that."""
    try:
        Store().query(query, base_iri=BASE, prefixes=PREFIXES)
    except SyntaxError as error:
        return {"syntax": str(error)}
    except (OSError, RuntimeError, ValueError):  # it was read
        pass
    return {"runs": True}


def serve() -> None:
    for line in sys.stdin:
        sys.stdout.write(answer(line) + "\n")
        sys.stdout.flush()
    os._exit(0)


def main() -> None:
    leave_network()
    die_with_parent()
    os.nice(NICENESS)
    limit_memory(MEMORY)
    sys.setrecursionlimit(DEEPEST)
    threading.stack_size(STACK)
    thread = threading.Thread(target=serve)
    thread.start()
    thread.join()


if __name__ == "__main__":
    main()
