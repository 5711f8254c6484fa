"""Asks a question of a release: values to terms, terms into the query, the query to a worker, rows to pages."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, parse

from ingest.questions.binding import substitute, terms
from ingest.questions.catalog import Question
from ingest.questions.front_matter import body
from ingest.questions.ordering import ordered
from service.api.cursors import read_cursor
from service.execution import Desk, result_of
from service.live.reading_room import ReadingRoom, reading_room
from service.questions.answer import Answer, Page, page_of, read_answer
from service.questions.errors import answerable
from service.questions.presence import present


@dataclass(frozen=True)
class BoundQuestion:
    """A question with the values that it is asked with."""

    question: Question
    terms: Mapping[str, NamedNode | Literal]

    @property
    def query(self) -> str:
        """The query as it is run: its rows come in one order only."""
        text = ordered(self.question) if self.question.form == "select" else self.question.text
        return substitute(text, self.terms)

    @property
    def sparql(self) -> str:
        """The query for people: without the head of the file."""
        return substitute(body(self.question.text), self.terms)


def bind(room: ReadingRoom, question: Question, given: Mapping[str, str]) -> BoundQuestion:
    """The question with the things that the values mean in a release.

    Raises:
        UnfitValue: a value is missing or does not fit its parameter.
        UnknownThing: the release says nothing of one.
        WrongKind: one is not what the question asks about.
    """
    with answerable():
        wanted = terms(question, given)
    return BoundQuestion(question, present(room.live.store, question, wanted, room.near))


async def bound(desk: Desk, question: Question, given: Mapping[str, str]) -> BoundQuestion:
    """`bind`, aside: it reads the store."""
    return await asyncio.to_thread(bind, reading_room(desk.live), question, given)


async def answer_to(desk: Desk, wanted: BoundQuestion) -> Answer:
    """All rows of a SELECT question; they are made once for each release, if there is room to keep them."""
    answers, query = reading_room(desk.live).answers, wanted.query
    found = answers.find(query)
    if found is None:
        found = await asyncio.to_thread(read_answer, await result_of(desk, query, "json"))
        answers.keep(query, found)
    return found


async def page_to(desk: Desk, wanted: BoundQuestion, limit: int | None, after: str | None) -> Page:
    """A page of rows: at most `limit`, behind the cursor `after`.

    Raises:
        BadParameter: the cursor is none of ours, or of another answer.
        CursorExpired: what it stands at is gone.
    """
    cursor = read_cursor(after) if after is not None else None
    answer = await answer_to(desk, wanted)
    return await asyncio.to_thread(page_of, answer, desk.live.id, limit, cursor)


async def triples_to(desk: Desk, wanted: BoundQuestion) -> list[Triple]:
    """What a CONSTRUCT question gives."""
    written = await result_of(desk, wanted.query, "ntriples")
    return await asyncio.to_thread(lambda: [quad.triple for quad in parse(written, format=RdfFormat.N_TRIPLES)])
