"""Tools that list our questions and ask them."""

import asyncio
from collections.abc import Mapping
from difflib import get_close_matches
from typing import Final
from urllib.parse import urlencode

from ingest.questions.catalog import Question, Questions
from ingest.questions.parameters import Parameter
from service.agents.answers import ParameterShown, QuestionList, QuestionRows, QuestionShown
from service.agents.calls import Call
from service.agents.tables import cited, release_as_source, table_of
from service.agents.triples import first_triples
from service.asking import answered
from service.errors import BadParameter
from service.live.graph_reader import GraphReader
from service.questions.answer import Page
from service.questions.asking import asked, page_to
from service.questions.errors import answerable
from service.questions.finding import matching

SHOWN_WHOLE: Final = 12
"""Questions up to which a list tells all of each."""
Given = Mapping[str, str | int | float | bool]


def list_questions(call: Call, theme: str | None, text: str | None) -> QuestionList:
    themes = themes_of(call.questions)
    if theme and theme not in themes:
        near = get_close_matches(theme, themes, n=3, cutoff=0.5)
        hint = f" Did you mean {' or '.join(near)}?" if near else ""
        raise BadParameter(f"There is no theme {theme[:60]!r}.{hint} Themes are: {', '.join(themes)}.")
    chosen = [each for each in call.questions.values() if not theme or theme in each.tags]
    found = matching(chosen, text) if text else chosen
    told = found[:SHOWN_WHOLE] if text else found
    whole = len(told) <= SHOWN_WHOLE
    notes = [] if whole else ["Descriptions are left out of long lists: narrow it by `theme` or `text` to read them."]
    if len(told) < len(found):
        notes = [f"{len(told)} of {len(found)} questions are shown, those with most of the words."]
    if not found:
        notes = ["No question has these words. Try fewer or other words, a theme, or write SPARQL for run_sparql."]
    see = f"{call.base}questions"
    return QuestionList(
        release=call.live.id,
        see=see,
        sources=[release_as_source(call.live.id, see)],
        notes=notes,
        total=len(found),
        themes=themes,
        questions=[shown(question, whole=whole) for question in told],
    )


def themes_of(questions: Questions) -> list[str]:
    return sorted({tag for question in questions.values() for tag in question.tags})


def shown(question: Question, *, whole: bool) -> QuestionShown:
    return QuestionShown(
        name=question.name,
        title=question.summary,
        parameters=[parameter_shown(each, whole=whole) for each in question.parameters.values()],
        description=question.description if whole else None,
        themes=list(question.tags) if whole else [],
    )


def parameter_shown(parameter: Parameter, *, whole: bool) -> ParameterShown:
    return ParameterShown(
        name=parameter.name,
        type=parameter.type,
        required=parameter.default is None,
        example=parameter.example,
        description=f"{parameter.description}: {parameter.expected}" if whole else None,
        default=parameter.default,
        choices=list(parameter.choices),
    )


async def run_question(call: Call, name: str, parameters: Given, limit: int) -> QuestionRows:
    given = {key: str(value).lower() if isinstance(value, bool) else str(value) for key, value in parameters.items()}
    with answerable():
        question = call.questions.named(name)
    wanted = await asked(call.desk, question, given)
    call.carries(wanted.query)
    see = f"{call.base}questions/{question.name}" + (f"?{urlencode(given)}" if given else "")
    told = {"question": question.name, "title": question.summary, "means": question.description, "parameters": given}
    common = {"release": call.live.id, "see": see, **told}
    if question.form == "construct":
        made = await answered(call.desk, wanted.query, "ntriples")
        triples, total, cut = await asyncio.to_thread(first_triples, made, limit)
        sources = [release_as_source(call.live.id, see)]
        graph = {"columns": [], "rows": [], "triples": triples, "total": total, "truncated": cut}
        return QuestionRows.model_validate(common | graph | {"sources": sources})
    page = await page_to(call.desk, wanted, limit, None)
    return QuestionRows.model_validate(common | await asyncio.to_thread(in_rows, call, page, see))


def in_rows(call: Call, page: Page, see: str) -> dict[str, object]:
    """The members of an answer that come from its first rows."""
    table = table_of(page.answer.columns, page.rows, len(page.answer.rows))
    sources = cited(GraphReader(call.live.store), table.documents)
    cut = len(table.rows) < table.seen
    notes = [f"{len(table.rows)} of {table.seen} rows are shown."] if cut else []
    if not table.seen:
        notes = ["No rows: nothing in this release answers it, which does not mean that there is nothing."]
    return {
        "columns": table.columns,
        "rows": table.rows,
        "total": table.seen,
        "truncated": cut,
        "sources": sources or [release_as_source(call.live.id, see)],
        "notes": notes,
    }
