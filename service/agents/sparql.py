"""The tool that runs SPARQL: as the endpoint does, on the same workers, with the same limits and account."""

import asyncio
from collections.abc import Iterator
from typing import Final
from urllib.parse import urlencode

from pyoxigraph import NamedNode

from ingest.namespaces import PREFIXES
from ingest.questions.tokens import tokens
from service.agents.calls import Call
from service.agents.query_advice import advice, refuse_unknown_terms, taught_syntax, why_empty
from service.agents.results import QueryRows
from service.agents.sources import cited
from service.agents.tables import table_of
from service.errors import BadParameter, DeadlinePassed, Endless, MemoryExceeded, ResultTooLarge, SyntaxFault
from service.execution import Beginning, beginning_of
from service.explain.answer import refuse_combinations
from service.fair_use.charging import aside
from service.live.graph_reader import GraphReader
from service.result_rows import TRIPLES, Row, read_rows
from service.sparql.placement import placed
from service.sparql.query_text import form_of

LONGEST: Final = 20_000
"""Characters of a query."""
LONGEST_IN_ADDRESS: Final = 800
MOST_BYTES: Final = 4 * 1024**2
"""What is read of a result; rows beyond are not counted."""
TRUTH: Final = {b"true": True, b"false": False}


async def run_sparql(call: Call, query: str, limit: int) -> QueryRows:
    if not query.strip():
        raise BadParameter("The query is empty.")
    if len(query) > LONGEST:
        raise BadParameter(f"The query is longer than {LONGEST} characters. Longer ones can be sent to /sparql.")
    call.carries(query)
    text, pool = placed(query, call.live)
    form = TRIPLES if form_of(query) == "graph" else "tsv"
    await aside(call.desk.account, lambda: refuse_unknown_terms(call, query))
    try:
        await refuse_combinations(call.reader, call.live, query)
        beginning = await beginning_of(call.desk, pool, text, form, MOST_BYTES)
    except SyntaxFault as fault:
        raise taught_syntax(fault, query) from fault
    except Endless as error:
        raise Endless(error.detail.replace(" `explain=true` tells more.", "")) from error
    except (DeadlinePassed, MemoryExceeded, ResultTooLarge) as error:
        raise await advice(call, query, error) from error
    address = urlencode({"query": query})
    see = f"{call.base}sparql" + (f"?{address}" if len(address) <= LONGEST_IN_ADDRESS else "")
    told = await asyncio.to_thread(in_rows, call, query, beginning, form, limit, see)
    empty = not told.rows and not told.truncated and told.boolean is None
    return await explained(call, query, told) if empty else told


def in_rows(call: Call, query: str, beginning: Beginning, form: str, limit: int, see: str) -> QueryRows:
    """The result as far as there is room for it."""
    boolean = TRUTH.get(beginning.body.strip())
    columns, rows, seen = ((), iter(()), 0) if boolean is not None else first_rows(beginning.body, form, limit)
    table = table_of(columns, rows)
    things = [*table.terms, *things_in(query)]
    sources = cited(GraphReader(call.live.store), things, query, call.live.id, f"{call.base}sparql")
    cut = len(table.rows) < seen or not beginning.whole
    of_all = f" of {seen}" if beginning.whole else ""
    notes = [f"{len(table.rows)}{of_all} rows are shown. Count with COUNT, go on with OFFSET, or narrow the query."]
    return QueryRows(
        release=call.live.id,
        see=see,
        sources=sources.sources,
        notes=[*(notes if cut else []), *sources.notes],
        columns=table.columns,
        rows=table.rows,
        total=seen if beginning.whole and boolean is None else None,
        truncated=cut,
        boolean=boolean,
    )


def first_rows(body: bytes, form: str, limit: int) -> tuple[tuple[str, ...], Iterator[Row], int]:
    """Columns, first rows, and how many there are: each on a line of its own, of which the last may be cut."""
    lines = body.split(b"\n")[:-1]
    head = 0 if form == TRIPLES else 1
    columns, rows = read_rows(b"".join(line + b"\n" for line in lines[: limit + head]), form)
    return columns, rows, len(lines) - head


def things_in(query: str) -> list[NamedNode]:
    """The things of ours that a query names."""
    found = [token.text[1:-1] for token in tokens(query) if token.kind == "iri"]
    return [NamedNode(each) for each in found if each.startswith(PREFIXES["id"])]


async def explained(call: Call, query: str, told: QueryRows) -> QueryRows:
    """An empty result with what may be the reason."""
    why = await why_empty(call, query)
    notes = ["No rows. No source says so; that does not mean that it is not so.", *why, *told.notes]
    return told.model_copy(update={"notes": notes})
