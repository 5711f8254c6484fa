"""`opencairn query`: SPARQL on the current release, in this process and without limits."""

import signal
import sys
from pathlib import Path
from typing import BinaryIO, Final

import click
from pyoxigraph import QuerySolutions, QueryTriples, Store

from ingest.command_options import data_option
from ingest.release import current_release
from service.commands.failures import UsageFailure, told
from service.commands.text_table import short, table
from service.errors import BadParameter, NotAcceptable, UpdateRefused
from service.http.negotiation import GRAPH_OFFERS, SOLUTION_OFFERS, named
from service.sparql.query_text import form_of
from service.sparql.syntax_faults import syntax_fault
from service.workers.query_worker import Job, Results, run_query, write_results

TABLE: Final = "table"
DEFAULTS: Final = {"solutions": "csv", "graph": "turtle"}
FORMATS: Final = {
    "solutions": (TABLE, "csv", "tsv", "json", "xml"),
    "graph": ("turtle", "ntriples", "jsonld", "rdfxml"),
}
READ_ONLY: Final = "updates are refused: a release does not change, the next build makes another one"


@click.command(epilog="Example: opencairn query 'SELECT ?label { ?p a cairn:Project ; rdfs:label ?label }'")
@click.argument("source", metavar="QUERY|FILE|-")
@click.option("--format", "form", help="; ".join(map(", ".join, FORMATS.values())) + " for graphs.")
@data_option
def query(source: str, form: str | None, data: Path) -> None:
    """Run a SPARQL query, given as text, as a file, or on standard input.

    Well-known prefixes need not be declared. Prints a table on a terminal, CSV or Turtle elsewhere.
    """
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # the engine does not look for interrupts
    with told():
        text = query_text(source)
        store = current_release(data).open_store()
        results = start(store, text)
        write(results, form, sys.stdout.buffer)


def query_text(source: str) -> str:
    """The query that SOURCE is, or that stands in the file of that name or on standard input."""
    try:
        text = sys.stdin.buffer.read().decode() if source == "-" else _of_file(source)
    except UnicodeDecodeError as error:
        raise UsageFailure(f"the query is not UTF-8 at byte {error.start}") from error
    if not text.strip():
        raise UsageFailure("the query is empty")
    return text


def _of_file(source: str) -> str:
    looks_like_a_path = len(source) < 4096 and "\n" not in source and "{" not in source
    path = Path(source)
    if looks_like_a_path and path.is_file():
        return path.read_text(encoding="utf-8")
    if looks_like_a_path and path.suffix in (".rq", ".sparql"):
        raise UsageFailure(f"there is no file {source}")
    return source


def start(store: Store, text: str) -> Results:
    if form_of(text) == "update":
        raise UpdateRefused(READ_ONLY)
    job = Job(query=text, default_graphs=None, named_graphs=None, format="", coding="", head=False)
    try:
        return run_query(store, job)
    except SyntaxError as error:
        raise syntax_fault(str(error)) from error


def write(results: Results, form: str | None, out: BinaryIO) -> None:
    kind = "graph" if isinstance(results, QueryTriples) else "solutions"
    wanted = form or (TABLE if kind == "solutions" and sys.stdout.isatty() else DEFAULTS[kind])
    if wanted == TABLE and isinstance(results, QuerySolutions):
        out.write(solutions_table(results).encode())
        return
    if wanted == TABLE:
        wanted = "tsv" if kind == "solutions" else DEFAULTS[kind]
    offers = GRAPH_OFFERS if kind == "graph" else SOLUTION_OFFERS
    try:
        offer = named(offers, wanted)
    except (BadParameter, NotAcceptable) as error:
        fault = "does not fit this kind of query" if isinstance(error, NotAcceptable) else "is not known"
        raise UsageFailure(f"--format {wanted} {fault}: give one of {', '.join(FORMATS[kind])}") from error
    write_results(results, offer.format, out)
    out.write(b"\n" if kind == "solutions" and wanted in ("json", "xml", "tsv") else b"")


def solutions_table(results: QuerySolutions) -> str:
    columns = [variable.value for variable in results.variables]
    return table(columns, ([short(solution[name]) for name in columns] for solution in results))
