"""Tools that list our questions and ask them."""

import asyncio
from collections.abc import Iterator, Mapping, Sequence
from typing import Final
from urllib.parse import urlencode

from pyoxigraph import NamedNode

from ingest.questions.catalog import Question, Questions
from ingest.questions.parameters import Parameter
from service.agents.calls import Call
from service.agents.relatives import relatives
from service.agents.results import ParameterShown, QuestionList, QuestionRows, QuestionShown
from service.agents.sources import cited, release_as_source
from service.agents.tables import table_of
from service.errors import BadParameter
from service.execution import result_of
from service.live.graph_reader import GraphReader
from service.near_names import did_you_mean, near_names
from service.questions.errors import answerable
from service.questions.execution import BoundQuestion, answer_to, bound
from service.questions.finding import matching
from service.result_rows import TRIPLES, Row, read_rows

LIKELIEST: Final = 8
"""Questions that are told of those with the words of a text."""
SHORT: Final = "Descriptions are left out of the whole list: narrow it by `theme` or `text` to read them."
NOT_FOUND: Final = "No question has these words. Try fewer or other words, a theme, or write SPARQL for run_sparql."
NOTHING: Final = "No rows: nothing in this release answers it, which does not mean that there is nothing."
Given = Mapping[str, str | int | float | bool]


def list_questions(call: Call, theme: str | None, text: str | None) -> QuestionList:
    themes = themes_of(call.questions)
    if theme and theme not in themes:
        hint = did_you_mean(near_names(theme, themes))
        raise BadParameter(f"There is no theme {theme[:60]!r}.{hint} Themes are: {', '.join(themes)}.")
    chosen = [each for each in call.questions.values() if not theme or theme in each.tags]
    found = matching(chosen, text) if text else chosen
    told = found[:LIKELIEST] if text else found
    see = f"{call.base}questions"
    return QuestionList(
        release=call.live.id,
        see=see,
        sources=[release_as_source(call.live.id, see)],
        notes=notes_on(len(told), len(found)) if text or theme else [SHORT],
        total=len(found),
        themes=[] if text or theme else themes,
        questions=[shown(question, whole=bool(text or theme)) for question in told],
    )


def notes_on(told: int, found: int) -> list[str]:
    if not found:
        return [NOT_FOUND]
    return [f"The likeliest {told} of {found} questions are shown."] if told < found else []


def themes_of(questions: Questions) -> list[str]:
    return sorted({tag for question in questions.values() for tag in question.tags})


def shown(question: Question, *, whole: bool) -> QuestionShown:
    return QuestionShown(
        name=question.name,
        title=question.summary,
        takes=signature(question),
        parameters=[parameter_shown(each) for each in question.parameters.values()] if whole else [],
        description=question.description if whole else None,
        themes=list(question.tags) if whole else [],
    )


def signature(question: Question) -> str:
    """The parameters of a question in short: `project, level=any`."""
    return ", ".join(
        each.name if each.default is None else f"{each.name}={each.default}" for each in question.parameters.values()
    )


def parameter_shown(parameter: Parameter) -> ParameterShown:
    return ParameterShown(
        name=parameter.name,
        type=parameter.type,
        required=parameter.default is None,
        example=parameter.example,
        description=f"{parameter.description}: {parameter.expected}",
        default=parameter.default,
        choices=list(parameter.choices),
    )


async def run_question(call: Call, name: str, parameters: Given, offset: int, limit: int) -> QuestionRows:
    given = {key: str(value).lower() if isinstance(value, bool) else str(value) for key, value in parameters.items()}
    with answerable():
        question = call.questions.named(name)
    wanted = await bound(call.desk, question, given)
    call.carries(wanted.query)
    see = f"{call.base}questions/{question.name}" + (f"?{urlencode(given)}" if given else "")
    if question.form == "construct":
        graph = await result_of(call.desk, wanted.query, TRIPLES)
        columns, found = await asyncio.to_thread(whole, graph)
    else:
        answer = await answer_to(call.desk, wanted)
        columns, found = answer.columns, answer.rows
    about = {"question": question.name, "title": question.summary, "means": question.description, "parameters": given}
    part = await asyncio.to_thread(part_of, call, columns, found, offset, limit, see, wanted)
    return QuestionRows.model_validate(about | part)


def whole(graph: bytes) -> tuple[tuple[str, ...], Sequence[Row]]:
    columns, triples = read_rows(graph, TRIPLES)
    return columns, list(triples)


def part_of(
    call: Call, columns: Sequence[str], found: Sequence[Row], offset: int, limit: int, see: str, wanted: BoundQuestion
) -> dict[str, object]:
    """The members of a result that come from some of the rows of an answer."""
    table = table_of(columns, found[offset : offset + limit])
    terms = [*table.terms, *(term for term in wanted.terms.values() if isinstance(term, NamedNode))] if found else []
    sources = cited(GraphReader(call.live.store), terms, wanted.query, call.live.id, see)
    end = offset + len(table.rows)
    notes = []
    if found and offset >= len(found):
        notes = [f"There are only {len(found)} rows."]
    elif not found:
        notes = [NOTHING, *others(call, wanted)]
    elif end < len(found) or offset:
        more = f" Go on with offset {end}." if end < len(found) else ""
        notes = [f"These are rows {offset + 1} to {end} of {len(found)}.{more}"]
    return {
        "release": call.live.id,
        "see": see,
        "columns": table.columns,
        "rows": table.rows,
        "total": len(found),
        "truncated": end < len(found),
        "sources": sources.sources,
        "notes": [*notes, *sources.notes],
    }


def others(call: Call, wanted: BoundQuestion) -> Iterator[str]:
    """For each thing that a question without an answer is asked about, which ones may have an answer."""
    for term in wanted.terms.values():
        found = relatives(call.room, term) if isinstance(term, NamedNode) else []
        if found:
            yield f"Catalogs tell some things under other records. Ask about: {', '.join(found)}."
