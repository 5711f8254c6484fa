"""Loads question files: a query whose leading `#+` lines describe it."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Final

from ingest.questions.catalog import Form, Question, Questions
from ingest.questions.errors import ParameterError, QuestionError
from ingest.questions.expectation import read_chart, read_expectation, read_network
from ingest.questions.front_matter import Field, read
from ingest.questions.parameter_iris import CLASSES
from ingest.questions.parameters import TYPES, Parameter
from ingest.questions.tokens import lined, tokens

TAGS: Final = frozenset(
    {
        "artifacts",
        "catalog",
        "compute",
        "coverage",
        "events",
        "evidence",
        "funding",
        "governance",
        "joining",
        "journeys",
        "languages",
        "licenses",
        "lifecycle",
    }
    | {
        "lineage",
        "openness",
        "organizations",
        "people",
        "projects",
        "recommendations",
        "regions",
        "studies",
        "terms",
    }
)
OPTIONAL: Final = frozenset({"params", "chart", "network", "budget", "answers"})
FORMS: Final[dict[str, Form]] = {"SELECT": "select", "CONSTRUCT": "construct"}
BUDGET: Final = 250
RESERVED: Final = frozenset({"after", "data", "describe", "format", "help", "limit", "list"})
LONGEST_SUMMARY: Final = 80

_KEBAB: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_PARAMETER_NAME: Final = re.compile(r"[a-z][a-z0-9_]*")


def load(folder: Path) -> Questions:
    """Every question in the folder.

    Raises:
        QuestionError: a file breaks a rule.
    """
    return Questions({path.stem: read_question(path) for path in sorted(folder.glob("*.rq"))})


def read_question(path: Path) -> Question:
    """The question in one file.

    Raises:
        QuestionError: the file breaks a rule.
    """
    text = text_of(path)
    if not _KEBAB.fullmatch(path.stem):
        raise QuestionError(path, 1, "the file name is lower case words joined by hyphens")
    return question_in(path, text)


def text_of(path: Path) -> str:
    """Raises QuestionError for a file that is not UTF-8."""
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise QuestionError(path, line, f"not UTF-8: {error.reason}") from error


def question_in(path: Path, text: str) -> Question:
    """The question that a text makes; it is named by its file.

    Raises:
        QuestionError: the text breaks a rule.
    """
    front = read(path, text)
    found = front.keys({"summary", "description", "tags", "expect"}, OPTIONAL)
    expect = read_expectation(found["expect"])
    question = Question(
        name=path.stem,
        path=path,
        text=text,
        summary=_summary(found["summary"]),
        description=found["description"].text(),
        tags=tuple(_tags(found["tags"])),
        parameters=_parameters(found["params"]) if "params" in found else {},
        expect=expect,
        form=_form(path, text),
        chart=read_chart(found["chart"], expect) if "chart" in found else None,
        network=read_network(found["network"], expect) if "network" in found else None,
        budget=found["budget"].whole_number() if "budget" in found else BUDGET,
        answers=tuple(number.whole_number() for number in found["answers"].items()) if "answers" in found else (),
    )
    if bool(expect.columns) != (question.form == "select"):
        raise found["expect"].error("a SELECT has columns and min_rows, a CONSTRUCT has min_triples")
    _check_variables(question)
    return question


def _form(path: Path, text: str) -> Form:
    """SELECT or CONSTRUCT, whichever word comes first."""
    words = (token.text.upper() for token in tokens(text) if token.kind == "other")
    first = next((word for word in words if word in FORMS), "")
    if FORMS.get(first) is None:
        raise QuestionError(path, 1, "a question is a SELECT or a CONSTRUCT query")
    return FORMS[first]


def _summary(field: Field) -> str:
    text = field.text()
    if len(text) > LONGEST_SUMMARY or "\n" in text:
        raise field.error(f"a summary is one line of at most {LONGEST_SUMMARY} characters")
    return text


def _tags(field: Field) -> Iterator[str]:
    for item in field.items():
        if item.text() not in TAGS:
            raise item.error(f"unknown tag {item.text()!r}; known are {', '.join(sorted(TAGS))}")
        yield item.text()


def _parameters(field: Field) -> Mapping[str, Parameter]:
    return {name: _parameter(name, value) for name, value in field.mapping().items()}


def _parameter(name: str, field: Field) -> Parameter:
    if not _PARAMETER_NAME.fullmatch(name) or name in RESERVED:
        raise field.error(f"{name!r} cannot name a parameter")
    found = field.keys({"type", "description", "example"}, {"class", "scheme", "default", "choices"})
    values = {key: value.text() for key, value in found.items() if key != "choices"}
    if values["type"] not in TYPES:
        raise found["type"].error(f"unknown type {values['type']!r}; known are {', '.join(TYPES)}")
    if values["type"] != "iri" and values.keys() & {"class", "scheme"}:
        raise field.error("only an iri has a class or a scheme")
    if values["type"] == "iri" and len(values.keys() & {"class", "scheme"}) != 1:
        raise field.error("an iri has either a class or a scheme")
    if values.get("class", next(iter(CLASSES))) not in CLASSES:
        raise found["class"].error(f"unknown class; known are {', '.join(sorted(CLASSES))}")
    if "class" in values:
        values["class_"] = values.pop("class")
    parameter = Parameter(name=name, choices=(), **values)
    choices = found["choices"].items() if "choices" in found else ()
    for choice in choices:
        _check_value(parameter, choice)
    parameter = replace(parameter, choices=tuple(choice.text() for choice in choices))
    for key in found.keys() & {"example", "default"}:
        _check_value(parameter, found[key])
    return parameter


def _check_value(parameter: Parameter, field: Field) -> None:
    try:
        parameter.term(field.text())
    except ParameterError as error:
        raise field.error(str(error)) from error


def _check_variables(question: Question) -> None:
    """Each parameter is used, each `$name` is declared, and none is also written `?name`."""
    used: set[str] = set()
    for token, line in lined(question.text):
        sigil, name = token.text[:1], token.text[1:]
        if token.kind == "variable" and sigil == "$":
            if name not in question.parameters:
                raise QuestionError(question.path, line, f"the parameter {token.text} is not declared in params")
            used.add(name)
        elif token.kind == "variable" and name in question.parameters:
            raise QuestionError(question.path, line, f"{token.text} is a parameter here: write ${name}")
    for name in question.parameters.keys() - used:
        raise QuestionError(question.path, 1, f"the parameter {name!r} is not used in the query")
