"""`/llms.txt`: what a language model should know before it reads or asks (llmstxt.org)."""

from typing import Final

from pyoxigraph import NamedNode

from ingest.namespaces import PREFIXES
from ingest.questions.catalog import Question, Questions
from service.agents.questions import signature
from service.api.index import API_VERSION, PARTS
from service.live.reading_room import ReadingRoom
from service.pages.linking import shortened

SHOWN_TERMS: Final = 40
MOST_BYTES: Final = 40_000
HEAD: Final = """\
# OpenCairn

> A knowledge graph of open-source AI collaboration: projects, organizations, people and their roles, models, datasets,
> licenses, compute, governance, funding, ways to join, and where sources disagree. Every fact has a source.

Release {release}. An empty cell means that no source says, never that there is none. Claims are kept apart from facts.
Cite the release and the documents that answers name. Errors are JSON (RFC 9457) that says what to do.
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
        "## Where to ask\n\n" + "".join(routes(base)),
        "## Classes and properties most used\n\n" + most_used(room),
        "## Prefixes\n\nSPARQL needs no declaration of: "
        + ", ".join(f"{prefix}: <{iri}>" for prefix, iri in PREFIXES.items())
        + "\n",
        PROMISE,
        LICENSE.format(base=base),
    ]
    room_left = MOST_BYTES - sum(len(part.encode()) + 1 for part in parts) - 200
    return "\n".join([*parts, listed(base, questions, room_left)])


def routes(base: str) -> list[str]:
    found = [f"- [{name}]({base}{path}): {description}\n" for name, (path, description) in PARTS.items()]
    return [*found, f"- [ontology]({base}ontology): every class and property with its meaning\n"]


def most_used(room: ReadingRoom) -> str:
    statistics = room.statistics
    lines = [
        f"{name.capitalize()}: "
        + ", ".join(f"{shortened(NamedNode(term))} {count}" for term, count in most_common(statistics.get(name, {})))
        for name in ("classes", "properties")
    ]
    return "\n\n".join(lines) + "\n"


def most_common(counts: dict[str, int]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))[:SHOWN_TERMS]


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
