"""The form of a question: a field for each parameter, with what can be chosen in it."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final
from urllib.parse import urlencode

from pyoxigraph import NamedNode

from ingest.questions.catalog import Question
from ingest.questions.parameter_iris import SCHEME_CLASS
from ingest.questions.parameters import Parameter
from service.errors import NotFound, ServiceError
from service.execution import Desk
from service.live.reading_room import ReadingRoom, reading_room
from service.pages.linking import Link
from service.questions.choice import Choice
from service.questions.choices import concepts_of, schemes_of, suggested

MOST_OPTIONS: Final = 400


@dataclass(frozen=True)
class Option:
    value: str
    text: str


@dataclass(frozen=True)
class Field:
    """One field.

    Attributes:
        value: what stands in it.
        options: what can be chosen.
        closed: nothing else can be given.
        incomplete: options may be found later.
        fault: what is wrong with the value, in a sentence; empty if nothing is.
        near: links that ask with a value that may be meant.
    """

    name: str
    label: str
    value: str
    options: Sequence[Option]
    closed: bool
    required: bool
    hint: str = ""
    incomplete: bool = False
    fault: str = ""
    near: Sequence[Link] = ()


async def fields_of(desk: Desk, question: Question, given: Mapping[str, str]) -> list[Field]:
    """The fields of a form that is filled in with the values that are given."""
    room = reading_room(desk.live)
    found = []
    for parameter in question.parameters.values():
        known = await asyncio.to_thread(fixed, room, parameter)
        likely = [] if known else await suggested(desk, parameter)
        options = known or [option(each) for each in likely or ()]
        made = field(parameter, given.get(parameter.name), options, closed=bool(known))
        hint = "" if known else await asyncio.to_thread(hint_of, room, parameter)
        found.append(replace(made, hint=hint, incomplete=likely is None))
    return found


def told_at(field: Field, error: ServiceError, question: str, values: Mapping[str, str]) -> Field:
    """The field with an error that is about its value, and links that ask with what may be meant."""
    if error.members.get("parameter") != field.name:
        return field
    fault = error.detail.removeprefix(f"parameter {field.name!r}: ")
    likely = error.members.get("near")
    near = [
        Link(str(each), f"/questions/{question}?{urlencode({**values, field.name: str(each)})}")
        for each in (likely if isinstance(likely, list) else [])
    ]
    return replace(field, fault=fault[:1].upper() + fault[1:], near=near)


def fixed(room: ReadingRoom, parameter: Parameter) -> list[Option]:
    """All values of a parameter that has a list of them; none if it takes others, or the list is too long."""
    if parameter.choices:
        return [Option(each, each.replace("-", " ")) for each in parameter.choices]
    if parameter.type == "boolean":
        return [Option("true", "yes"), Option("false", "no")]
    concepts = concepts_for(room, parameter)
    return [option(each) for each in concepts] if len(concepts) <= MOST_OPTIONS else []


def concepts_for(room: ReadingRoom, parameter: Parameter) -> list[Choice]:
    if parameter.class_ == SCHEME_CLASS:
        return schemes_of(room)
    try:
        return concepts_of(room, parameter.scheme) if parameter.scheme else []
    except NotFound:
        return []


def option(choice: Choice) -> Option:
    return Option(choice.value, choice.label)


def field(parameter: Parameter, given: str | None, options: Sequence[Option], *, closed: bool) -> Field:
    default = parameter.default
    value = given if given is not None else default or ""
    if closed:
        extra = [each for each in (default, value) if each and each not in {one.value for one in options}]
        options = [*(Option(each, each.replace("-", " ").capitalize()) for each in dict.fromkeys(extra)), *options]
    elif value == default and value.startswith("any"):
        value = ""
    return Field(
        parameter.name,
        parameter.description,
        value,
        options,
        closed,
        default is None,
    )


def hint_of(room: ReadingRoom, parameter: Parameter) -> str:
    """An example with the name that people know it by, and what an empty field stands for."""
    example, default = parameter.example, parameter.default
    term = parameter.term(example)
    label = room.reader.labels([term]).get(term) if isinstance(term, NamedNode) else None
    named = example if label is None else f"{example} ({label.value})"
    empty = None if default is None else "any" if default.startswith("any") else default
    hints = ([] if example == default else [f"such as {named}"]) + ([] if empty is None else [f"empty: {empty}"])
    return "; ".join(hints)
