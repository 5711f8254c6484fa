"""What is wrong with a query, said so that the next one is better."""

import asyncio
import re
from collections.abc import Iterable, Iterator
from typing import Final

from pyoxigraph import DefaultGraph, Literal, NamedNode, RdfFormat, parse

from ingest.namespaces import BASE, ONTOLOGY, PREFIXES, is_thing
from ingest.search_index.documents import iri_of_key
from service.agents.asked_terms import terms_in
from service.agents.calls import Call
from service.agents.vocabulary import ontology_names
from service.errors import Busy, NotExplained, ServiceError, SyntaxFault
from service.explain.answer import MOST_SECONDS, allowed_on
from service.explain.explanation import explain, graphs_of
from service.explain.reading import GRAPH, TRIPLE, Part, Reading, is_variable
from service.explain.words import shown_pattern
from service.near_names import did_you_mean, near_names
from service.terms import KEY

SLASHED: Final = re.compile(r"\b(id|concept|graph):([\w.-]+/[\w./-]+)")
BARE: Final = re.compile(rf"(?<![\w:/<.\"'#-])(?:{KEY.pattern})(?![\w>/])")
"""A thing in a query as it is written for tools, without brackets."""
KNOWN_PREFIXES: Final = f"These prefixes need no declaration: {', '.join(f'{prefix}:' for prefix in PREFIXES)}."
MOST_HINTS: Final = 5
MOST_LINE: Final = 200


class UnknownTerms(SyntaxFault):
    """The query names terms that the ontology does not have, so nothing can match."""

    slug, title = "unknown-term", "The query uses a term that the ontology does not have"


def refuse_unknown_terms(call: Call, query: str) -> None:
    """Raises UnknownTerms, with those most like them, for `cairn:` names that the release does not define."""
    reader = call.room.reader
    missing = [name for name in terms_in(query) if not reader.exists(NamedNode(f"{ONTOLOGY}#{name}"))]
    if missing and reader.exists(NamedNode(ONTOLOGY)):
        names = ontology_names(reader)
        told = " ".join(f"cairn:{name} does not exist.{like_term(name, names)}" for name in missing[:MOST_HINTS])
        raise UnknownTerms(f"{told} The tool schema lists the classes with their properties.")


def like_term(name: str, names: Iterable[str]) -> str:
    return did_you_mean([f"cairn:{each}" for each in near_names(name, names)])


def taught_syntax(fault: SyntaxFault, query: str) -> SyntaxFault:
    """The fault with the line it is in, and the prefixes that need no declaration."""
    line = fault.members.get("line")
    lines = query.splitlines()
    shown = f" The line is: {lines[line - 1][:MOST_LINE]!r}." if isinstance(line, int) and line <= len(lines) else ""
    hint = in_full(query)
    return SyntaxFault(f"{fault.detail.rstrip('.')}.{shown}{hint} {KNOWN_PREFIXES}")


def in_full(query: str) -> str:
    """How to write the first thing that the query writes with a slash and without its whole IRI; empty if none is."""
    if prefixed := SLASHED.search(query):
        whole = f"<{PREFIXES[prefixed[1]]}{prefixed[2]}>"
        return f" A prefixed name cannot hold a slash: write {whole} for {prefixed[0]}."
    if bare := BARE.search(query):
        return f" SPARQL takes whole IRIs: write <{iri_of_key(bare[0])}> for {bare[0]}."
    return ""


async def reading_of(call: Call, query: str) -> Reading | None:
    """The query as it is read; None when that takes too long."""
    try:
        return await call.reader.read(query, MOST_SECONDS)
    except (NotExplained, SyntaxFault, Busy):
        return None


async def advice(call: Call, query: str, error: ServiceError) -> ServiceError:
    """The error of a query that took too much, with what explaining it says."""
    reading = await reading_of(call, query)
    if reading is None:
        return error
    told = await asyncio.to_thread(
        lambda: explain(reading, call.room.counts, graphs_of(reading, None, None), allowed_on(call.live))
    )
    cost = told["cost"]
    assert isinstance(cost, dict)
    words = " ".join(dict.fromkeys([*cost["because"], *cost["advice"]]))
    return type(error)(f"{error.detail} {words}".strip(), error.headers)


async def why_empty(call: Call, query: str) -> list[str]:
    """What no part of the release matches, for a query without rows."""
    reading = await reading_of(call, query)
    if reading is None or any(part.op == GRAPH for part in reading.body.walk()) or reading.default_graphs:
        return []
    return await asyncio.to_thread(lambda: list(dict.fromkeys(unmatched(call, reading.body)))[:MOST_HINTS])


def unmatched(call: Call, body: Part) -> Iterator[str]:
    """A sentence on each thing that there is not, and on each pattern that nothing matches by itself."""
    for part in body.walk():
        if part.op == TRIPLE and part.terms[2].startswith('"'):
            yield from untagged(call, part)
        if part.op != TRIPLE or not all(is_variable(term) or term.startswith("<") for term in part.terms):
            continue
        if all(map(is_variable, part.terms)) or call.room.counts.look(part.terms, [""]):
            continue
        if misplaced := [key for term in part.terms if (key := key_without_id(term))]:
            yield from (f"No IRI is <{BASE}{key}>: write <{PREFIXES['id']}{key}>." for key in misplaced)
            continue
        things = [NamedNode(term[1:-1]) for term in part.terms if term.startswith(f"<{PREFIXES['id']}")]
        missing = [thing for thing in things if not call.room.reader.exists(thing)]
        yield from (not_there(call, thing) for thing in missing)
        if not missing:
            yield f"Nothing matches this pattern, even alone: {shown_pattern(part)}"


def key_without_id(term: str) -> str | None:
    """The key in what `<kind/slug>` stands for; None for another term."""
    key = term.removeprefix(f"<{BASE}").removesuffix(">")
    return key if len(term) == len(key) + len(BASE) + 2 and is_thing(key) else None


def untagged(call: Call, part: Part) -> Iterator[str]:
    """That no such thing has a text as it is written, but with a language."""
    prop, text = part.terms[1], next(parse(f"<x:s> <x:p> {part.terms[2]} .", format=RdfFormat.TURTLE)).object
    if isinstance(text, Literal) and not text.language and not is_value(call, prop, text):
        tagged = Literal(text.value, language="en")
        if is_value(call, prop, tagged):
            yield f"Nothing matches {shown_pattern(part)}, but with {tagged} something does: texts have a language."


def is_value(call: Call, prop: str, text: Literal) -> bool:
    wanted = None if is_variable(prop) else NamedNode(prop[1:-1])
    return next(call.live.store.quads_for_pattern(None, wanted, text, DefaultGraph()), None) is not None


def not_there(call: Call, thing: NamedNode) -> str:
    key = thing.value.removeprefix(PREFIXES["id"])
    return f"The release says nothing of {key}.{did_you_mean(call.room.near(key))}"
