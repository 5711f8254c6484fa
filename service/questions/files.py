"""Loads question files: a query whose leading `#+` lines describe it."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from service.questions.catalog import Chart, Expectation, Question, Questions
from service.questions.errors import ParameterError, QuestionError
from service.questions.front_matter import Field, read
from service.questions.parameter_iris import CLASSES
from service.questions.parameters import TYPES, Parameter
from service.questions.tokens import tokens

TAGS: Final = frozenset(
    {
        "artifacts",
        "catalog",
        "compute",
        "events",
        "evidence",
        "funding",
        "governance",
        "journeys",
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
CHARTS: Final = frozenset({"bar", "line", "network"})
RESERVED: Final = frozenset({"data", "format", "help", "list"})
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
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise QuestionError(path, 1, f"not UTF-8: {error.reason}") from error
    if not _KEBAB.fullmatch(path.stem):
        raise QuestionError(path, 1, "the file name is lower case words joined by hyphens")
    front = read(path, text)
    found = front.keys({"summary", "description", "tags", "expect"}, {"params", "chart", "answers"})
    expect = _expectation(found["expect"])
    question = Question(
        name=path.stem,
        path=path,
        text=text,
        summary=_summary(found["summary"]),
        description=found["description"].text(),
        tags=tuple(_tags(found["tags"])),
        parameters=_parameters(found["params"]) if "params" in found else {},
        expect=expect,
        chart=_chart(found["chart"], expect) if "chart" in found else None,
        answers=tuple(number.whole_number() for number in found["answers"].items()) if "answers" in found else (),
    )
    _check_variables(question)
    return question


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


def _expectation(field: Field) -> Expectation:
    found = field.keys({"columns", "min_rows"})
    columns = tuple(column.text() for column in found["columns"].items())
    return Expectation(columns, found["min_rows"].whole_number())


def _chart(field: Field, expect: Expectation) -> Chart:
    found = field.keys({"kind", "x", "y"})
    if found["kind"].text() not in CHARTS:
        raise found["kind"].error(f"unknown chart; known are {', '.join(sorted(CHARTS))}")
    for axis in ("x", "y"):
        if found[axis].text() not in expect.columns:
            raise found[axis].error(f"{found[axis].text()!r} is not among the expected columns")
    return Chart(found["kind"].text(), found["x"].text(), found["y"].text())


def _parameters(field: Field) -> Mapping[str, Parameter]:
    return {name: _parameter(name, value) for name, value in field.mapping().items()}


def _parameter(name: str, field: Field) -> Parameter:
    if not _PARAMETER_NAME.fullmatch(name) or name in RESERVED:
        raise field.error(f"{name!r} cannot name a parameter")
    found = field.keys({"type", "description", "example"}, {"class", "scheme", "default"})
    values = {key: value.text() for key, value in found.items()}
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
    parameter = Parameter(name=name, **values)
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
    line = 1
    for token in tokens(question.text):
        sigil, name = token.text[:1], token.text[1:]
        if token.kind == "variable" and sigil == "$":
            if name not in question.parameters:
                raise QuestionError(question.path, line, f"the parameter {token.text} is not declared in params")
            used.add(name)
        elif token.kind == "variable" and name in question.parameters:
            raise QuestionError(question.path, line, f"{token.text} is a parameter here: write ${name}")
        line += token.text.count("\n")
    for name in question.parameters.keys() - used:
        raise QuestionError(question.path, 1, f"the parameter {name!r} is not used in the query")
