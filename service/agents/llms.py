"""`/llms.txt`: what a language model should know before it reads or asks (llmstxt.org)."""

from collections.abc import Iterator
from typing import Final
from urllib.parse import quote

from ingest.namespaces import PREFIXES
from ingest.questions.catalog import Question, Questions
from service.agents.classes import classes_shown
from service.agents.questions import signature
from service.api.index import API_VERSION
from service.live.reading_room import ReadingRoom

SHOWN_CLASSES: Final = 40
MOST_BYTES: Final = 40_000
HEAD: Final = """\
# OpenCairn

> A knowledge graph of open-source AI collaboration: projects, organizations, people and their roles, models, datasets,
> licenses, compute, governance, funding, ways to join, and where sources disagree. Every fact has a source.

Release {release}. An empty cell means that no source says, never that there is none. Claims are kept apart from facts.
Cite the release and the documents that answers name. Errors are JSON (RFC 9457) that says what to do.

A thing is written kind/slug, as project/bigscience; where a question asks for one kind, its slug is enough: bigscience.
A concept is written concept/country/fra, or fra where one scheme is asked for. IRIs do as well. Dates are as precise as
their source: 2022, 2022-07 or 2022-07-12. Search for the slug of a name before you use it.
"""
QUERY: Final = """\
SELECT ?provider ?machine {
  ?allocation a cairn:ComputeAllocation ; cairn:forProject <https://w3id.org/opencairn/id/project/bigscience> ;
    cairn:provider/rdfs:label ?provider ; cairn:providesAccessTo/rdfs:label ?machine }
"""
ROUTES: Final = {
    "api/questions/compute-by-project?project=bigscience": "the answer to a question of the list below. `format=csv`, "
    "`tsv`, `srj` or `parquet`, `limit`, `after`; `describe=true` tells what the answer means",
    "api/questions?q=licenses": "questions that fit words, with their parameters. `q`, `tag`, `limit`, `after`",
    "api/search?q=big+science&kind=project": "things by name, alias or identifier. `q`, `kind`, `limit`, `after`",
    "api/entities/project/bigscience": "facts, relations, sources, conflicts and gaps of one thing",
    "api/entities/organization?country=fra&limit=20": "things of a kind by facets; `api/entities` lists them",
    "api/path?from=project/bigscience&to=machine/jean-zay": "the shortest ways in which two things are "
    "connected, with sources. `from`, `to`, `limit`",
    "api/network?projection=organization-organization&via=project": "who is tied to whom through what. "
    "`format=graphml`, `gexf`, `csv`, `from`, `to`, `min_weight`",
    "api/networks": "the projections of networks, and what ties each can be made of",
    "why?subject=project/bigscience&predicate=cairn:activeFrom": "the sources of a statement, and what contradicts it. "
    "`subject`, `predicate`, `object`",
    f"sparql?query={quote(QUERY)}": "SPARQL 1.1, by GET or POST. `query`, `explain=true`; results by Accept",
    "reconcile": "matches names of a table with things, for OpenRefine. `queries`",
    "dumps/graph.nq.gz": "all of it as N-Quads",
    "openapi.json": "every route and parameter of this API",
    "ontology": "every class and property with its meaning",
}
"""An example of each route, and what it is for."""
TOOLS: Final = """\
## Tools

By the Model Context Protocol, streamable HTTP, POST to {base}mcp: find_entities, describe_entity, list_questions,
run_question, schema, run_sparql, find_path, why. All only read. No key is needed.
"""
PROMISE: Final = f"""\
## Promise

Names of questions, their parameters and columns, routes and keys stay while the version of the API is {API_VERSION}.
IRIs stay. New questions, parameters with a default, keys and columns at the end may come at any time.
"""
LICENSE: Final = """\
## License

Curated data is CC0 1.0. What catalogs gave keeps the license of its catalog: {base}sources lists them.
"""


def written(base: str, room: ReadingRoom, questions: Questions) -> str:
    """The text, of less than `MOST_BYTES`: the end of a list of questions that is too long is left to its own page."""
    parts = [
        HEAD.format(release=room.live.id),
        "## Where to ask\n\nEach address is an example that works.\n\n" + "".join(routes(base)),
        TOOLS.format(base=base),
        "## SPARQL\n\n```sparql\n" + QUERY + "```\n\nFacts are in the default graph.\n",
        "## Classes most used, with typical properties\n\n" + "".join(classes(room)),
        "## Prefixes\n\nSPARQL needs no declaration of: "
        + ", ".join(f"{prefix}: <{iri}>" for prefix, iri in PREFIXES.items())
        + "\n",
        PROMISE,
        LICENSE.format(base=base),
    ]
    room_left = MOST_BYTES - sum(len(part.encode()) + 1 for part in parts) - 200
    return "\n".join([*parts, listed(base, questions, room_left)])


def routes(base: str) -> Iterator[str]:
    for example, purpose in ROUTES.items():
        name = example.partition("?")[0]
        yield f"- [{name}]({base}{example}): {purpose}\n"


def classes(room: ReadingRoom) -> Iterator[str]:
    for each in classes_shown(room)[:SHOWN_CLASSES]:
        means = f": {each.means}" if each.means else ""
        yield f"- {each.name} ({each.count}){means} [{', '.join(each.properties)}]\n"


def listed(base: str, questions: Questions, room_left: int) -> str:
    lines = [f"## Questions\n\nAnswers: {base}api/questions/NAME?PARAMETER=VALUE. In brackets: parameters.\n\n"]
    for question in questions.values():
        line = question_line(question)
        room_left -= len(line.encode())
        if room_left < 0:
            lines.append(f"- and others: {base}api/questions\n")
            break
        lines.append(line)
    return "".join(lines)


def question_line(question: Question) -> str:
    given = signature(question)
    return f"- {question.name}: {question.summary}" + (f" [{given}]" if given else "") + "\n"
