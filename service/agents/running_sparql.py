"""The tool that runs SPARQL: as the endpoint does, on the same workers, with the same limits and account."""

import asyncio
from typing import Final
from urllib.parse import urlencode

from service.agents.answers import QueryRows, Source
from service.agents.calls import Call
from service.agents.first_lines import Beginning, first_lines
from service.agents.tables import cited, read_table, release_as_source
from service.agents.teaching import advice, refuse_unknown_terms, taught_syntax, why_empty
from service.agents.triples import first_triples
from service.errors import BadParameter, DeadlinePassed, Endless, MemoryExceeded, ResultTooLarge, SyntaxFault
from service.explain.answer import refuse_combinations
from service.fair_use.charging import aside
from service.live.graph_reader import GraphReader
from service.sparql.placement import placed
from service.sparql.query_text import form_of

LONGEST: Final = 20_000
"""Characters of a query."""
LONGEST_IN_ADDRESS: Final = 1500


async def run_sparql(call: Call, query: str, limit: int) -> QueryRows:
    if not query.strip():
        raise BadParameter("The query is empty.")
    if len(query) > LONGEST:
        raise BadParameter(f"The query is longer than {LONGEST} characters. Longer ones can be sent to /sparql.")
    call.carries(query)
    text, pool = placed(query, call.live)
    form = form_of(query) or "solutions"
    await aside(call.desk.account, lambda: refuse_unknown_terms(call, query))
    try:
        await refuse_combinations(call.reader, call.live, query)
        beginning = await first_lines(call.desk, pool, text, "ntriples" if form == "graph" else "tsv")
    except SyntaxFault as fault:
        raise taught_syntax(fault, query) from fault
    except Endless as error:
        raise Endless(error.detail.replace(" `explain=true` tells more.", "")) from error
    except (DeadlinePassed, MemoryExceeded, ResultTooLarge) as error:
        raise await advice(call, query, error) from error
    address = urlencode({"query": query})
    see = f"{call.base}sparql" + (f"?{address}" if len(address) <= LONGEST_IN_ADDRESS else "")
    if form == "graph":
        return await asyncio.to_thread(graph_answer, call, beginning, limit, see)
    return await rows_answer(call, beginning, limit, see, query)


def graph_answer(call: Call, beginning: Beginning, limit: int, see: str) -> QueryRows:
    triples, seen, cut = first_triples(beginning.lines, limit)
    return QueryRows(
        release=call.live.id,
        see=see,
        sources=[release_as_source(call.live.id, see)],
        columns=[],
        rows=[],
        triples=triples,
        total=seen if beginning.whole else None,
        truncated=cut or not beginning.whole,
    )


async def rows_answer(call: Call, beginning: Beginning, limit: int, see: str, query: str) -> QueryRows:
    table = await asyncio.to_thread(read_table, beginning.lines, limit)
    cut = len(table.rows) < table.seen or not beginning.whole
    sources: list[Source] = await asyncio.to_thread(cited, GraphReader(call.live.store), table.documents)
    notes = []
    if cut:
        of_all = f" of {table.seen}" if beginning.whole else ""
        notes = [f"{len(table.rows)}{of_all} rows are shown. Count with COUNT, or narrow the query."]
    elif table.boolean is None and not table.seen:
        notes = ["No rows. No source says so; that does not mean that it is not so.", *await why_empty(call, query)]
    return QueryRows(
        release=call.live.id,
        see=see,
        sources=sources or [release_as_source(call.live.id, see)],
        notes=notes,
        columns=table.columns,
        rows=table.rows,
        total=table.seen if beginning.whole else None,
        truncated=cut,
        boolean=table.boolean,
    )
