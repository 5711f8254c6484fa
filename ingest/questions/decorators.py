"""Reads queries with the decorators of grlc, and writes them as question files of ours.

grlc takes a query whose `#+` lines are YAML, and whose variables name their types: `?_year` is required, `?__year`
is not, `?_thing_iri`, `?_count_integer` and `?_name_en` are an IRI, a number and a text in English.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import yaml
from pyoxigraph import QuerySolutions, QueryTriples, Store

from ingest.questions.binding import substitute
from ingest.questions.checking import check, fault
from ingest.questions.errors import QuestionError
from ingest.questions.files import LONGEST_SUMMARY, RESERVED, TAGS, question_in, text_of
from ingest.questions.front_matter import MARK, Field, body, read
from ingest.questions.parameters import TYPES, Parameter
from ingest.questions.tokens import lined, tokens

BY_NAME: Final = frozenset({"defaults", "enumerate"})
READ: Final = frozenset({"summary", "description", "tags"}) | BY_NAME
DROPPED: Final = {
    "pagination": "pages have their size from whoever asks",
    "endpoint": "a question is answered by the release",
    "endpoint_in_url": "a question is answered by the release",
    "auth": "everything here is public",
}
REFUSED: Final = {
    "transform": "results keep the form of their columns here: take it out, and shape the JSON after it is answered",
}
VARIABLE: Final = re.compile(
    r"_(?P<optional>_?)(?P<name>[A-Za-z][A-Za-z0-9]*(?:_[A-Za-z0-9]+)*?)(?:_(?P<type>[A-Za-z]+))?"
)
OF_TYPE: Final = {
    "int": "integer",
    "float": "decimal",
    "double": "decimal",
    "literal": "string",
    "number": "decimal",
}
EXAMPLES: Final = {
    "iri": "any/thing",
    "string": "text",
    "language-text": "text@en",
    "integer": "1",
    "decimal": "1.0",
    "boolean": "true",
    "date": "2021-05-01",
    "gYear": "2021",
    "gYearMonth": "2021-05",
}
LANGUAGE: Final = re.compile(r"[a-z]{2}")


@dataclass
class Found:
    """A parameter of grlc.

    Attributes:
        written: its variables as they stand in the query, without their sign.
    """

    name: str
    type: str
    optional: bool
    language: str = ""
    written: set[str] = field(default_factory=set)


def imported(path: Path) -> tuple[str, list[str]]:
    """The file as one of ours, which can be asked, and what was left out of it or changed.

    Raises:
        QuestionError: it uses what has no meaning here, or lacks what a question needs.
    """
    text = text_of(path)
    head = read(path, text).mapping() if text.startswith(MARK) else {}
    query = body(text)
    above = text.count("\n") - query.count("\n")
    _check_place(path, query, above)
    parameters = {each.name: each for each in _parameters(path, text)}
    told = [*_left_out(head), *_without_use(head, parameters)]
    written = _described(path, head, parameters, told)
    query = _rewritten(query, parameters)
    written["expect"] = _expectation(path, query, parameters, above)
    front = yaml.safe_dump(written, sort_keys=False, allow_unicode=True, width=100)
    marked = "".join(f"{MARK} {line}\n" for line in front.splitlines())
    try:
        check(question_in(path, marked + query))
    except QuestionError as error:
        below = error.line - marked.count("\n")
        raise QuestionError(path, above + below if below > 0 else 1, error.reason) from error
    return marked + query, told


def _check_place(path: Path, query: str, above: int) -> None:
    for number, line in enumerate(query.splitlines(), above + 1):
        if line.startswith(MARK):
            raise QuestionError(path, number, f"lines marked {MARK!r} stand together at the top: move this one")


def _left_out(head: Mapping[str, Field]) -> Iterator[str]:
    for key, given in head.items():
        if key in REFUSED:
            raise given.error(f"`{key}` cannot be imported: {REFUSED[key]}")
        if key == "method":
            if given.text().upper() != "GET":
                raise given.error("`method` cannot be imported: questions are asked by GET")
            yield "`method` is left out: questions are always asked by GET"
        elif key in DROPPED:
            yield f"`{key}` is left out: {DROPPED[key]}"
        elif key not in READ:
            yield f"`{key}` is left out: it is not known here"


def _without_use(head: Mapping[str, Field], parameters: Mapping[str, Found]) -> Iterator[str]:
    """What is said of parameters and means nothing here."""
    for key in sorted(head.keys() & BY_NAME):
        for item in head[key].items():
            if not _is_mapping(item):
                yield f"`{key}` of {item.text()} is left out: values are listed here, and not looked up"
        for name in sorted(_by_name(head[key]).keys() - parameters.keys()):
            yield f"`{key}` of {name} is left out: the query has no such parameter"


def _parameters(path: Path, text: str) -> Iterator[Found]:
    """The parameters in a query, each once."""
    found: dict[str, Found] = {}
    plain: dict[str, int] = {}
    for token, line in lined(text):
        match = VARIABLE.fullmatch(token.text[1:]) if token.kind == "variable" else None
        if match is None:
            if token.kind == "variable":
                plain.setdefault(token.text[1:], line)
            continue
        each = _typed(match)
        if each.name in RESERVED:
            reason = f"the parameter {token.text} cannot be imported: {each.name!r} has a meaning here"
            raise QuestionError(path, line, reason)
        known = found.setdefault(each.name, each)
        if (known.type, known.optional) != (each.type, each.optional):
            raise QuestionError(path, line, f"the parameter {token.text} has two types: {known.type} and {each.type}")
        known.written.add(token.text[1:])
    for name in sorted(found.keys() & plain.keys()):
        raise QuestionError(path, plain[name], f"?{name} stands beside a parameter of that name: rename it")
    yield from found.values()


def _typed(match: re.Match[str]) -> Found:
    name, said = match["name"], match["type"]
    optional = bool(match["optional"])
    known = OF_TYPE.get(said or "", said or "")
    if known in TYPES:
        return Found(name.lower(), known, optional)
    if said and LANGUAGE.fullmatch(said):
        return Found(name.lower(), "language-text", optional, said)
    return Found((f"{name}_{said}" if said else name).lower(), "string", optional)


def _rewritten(query: str, parameters: Mapping[str, Found]) -> str:
    """The query with our names for its parameters."""
    names = {written: f"${each.name}" for each in parameters.values() for written in each.written}
    return "".join(
        names.get(token.text[1:], token.text) if token.kind == "variable" else token.text for token in tokens(query)
    )


def _described(
    path: Path, head: Mapping[str, Field], parameters: Mapping[str, Found], told: list[str]
) -> dict[str, object]:
    """The head of our file, but for what it expects; what could not be kept is added to what is told."""
    said = head["summary"].text() if "summary" in head else path.stem.replace("-", " ").replace("_", " ")
    summary = " ".join(said.split())
    if len(summary) > LONGEST_SUMMARY:
        told.append(f"`summary` is cut after {LONGEST_SUMMARY} characters")
    described: dict[str, object] = {
        "summary": summary[:LONGEST_SUMMARY].strip(),
        "description": head["description"].text() if "description" in head else said,
        "tags": _tags(path, head.get("tags"), told),
    }
    if parameters:
        defaults, choices = _by_name(head.get("defaults")), _by_name(head.get("enumerate"))
        described["params"] = {
            each.name: _parameter(path, each, defaults.get(each.name), choices.get(each.name))
            for each in parameters.values()
        }
    return described


def _tags(path: Path, given: Field | None, told: list[str]) -> list[str]:
    tags = [item.text() for item in given.items()] if given else []
    told += [f"the tag {tag!r} is left out: it is no theme of ours" for tag in tags if tag not in TAGS]
    ours = [tag for tag in tags if tag in TAGS]
    if not ours:
        reason = f"a theme is missing: `tags` needs one of {', '.join(sorted(TAGS))}"
        raise given.error(reason) if given else QuestionError(path, 1, reason)
    return ours


def _by_name(given: Field | None) -> dict[str, Field]:
    """`defaults` and `enumerate` are lists of mappings from a name to a value."""
    if given is None:
        return {}
    pairs = [(name, value) for item in given.items() if _is_mapping(item) for name, value in item.mapping().items()]
    return {name.lower(): value for name, value in pairs}


def _is_mapping(item: Field) -> bool:
    return isinstance(item.node, yaml.MappingNode)


def _parameter(path: Path, each: Found, default: Field | None, choices: Field | None) -> dict[str, object]:
    values = [item.text() for item in choices.items()] if choices else []
    tail = f"@{each.language}" if each.language else ""
    chosen = default.text() + tail if default else None
    if each.optional and chosen is None:
        raise QuestionError(path, 1, f"the parameter ?__{each.name} may be left out, and has no value in `defaults`")
    written: dict[str, object] = {"type": each.type}
    if each.type == "iri":
        written["class"] = "owl:Thing"
    written["description"] = each.name.replace("_", " ").capitalize()
    written["example"] = chosen or (values[0] + tail if values else EXAMPLES[each.type])
    if chosen is not None:
        written["default"] = chosen
    if values:
        written["choices"] = [value + tail for value in values]
    return written


def _expectation(path: Path, query: str, parameters: Mapping[str, Found], above: int) -> dict[str, object]:
    """The columns that the query gives; `above` lines stand over it."""
    terms = {
        each.name: Parameter(each.name, each.type, "", "", class_="owl:Thing").term(EXAMPLES[each.type])
        for each in parameters.values()
    }
    try:
        results = Store().query(substitute(query, terms))
    except SyntaxError as error:
        line, reason = fault(query, str(error))
        raise QuestionError(path, above + line, reason) from error
    if isinstance(results, QuerySolutions):
        return {"columns": [variable.value for variable in results.variables], "min_rows": 0}
    if isinstance(results, QueryTriples):
        return {"min_triples": 0}
    raise QuestionError(path, 1, "a question is a SELECT or a CONSTRUCT query")
