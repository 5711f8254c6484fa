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
from ingest.questions.checking import FAULT
from ingest.questions.errors import QuestionError
from ingest.questions.files import LONGEST_SUMMARY, RESERVED
from ingest.questions.front_matter import MARK, Field, read
from ingest.questions.parameters import TYPES, Parameter
from ingest.questions.tokens import tokens

READ: Final = frozenset({"summary", "description", "tags", "defaults", "enumerate"})
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
    """The file as one of ours, and what was left out of it.

    Raises:
        QuestionError: it uses what has no meaning here, or is no SPARQL.
    """
    text = path.read_text(encoding="utf-8")
    head = read(path, text).mapping() if text.startswith(MARK) else {}
    dropped = list(_left_out(path, head))
    parameters = {each.name: each for each in _parameters(path, text)}
    query = _rewritten(_without_head(text), parameters)
    described = _described(path, head, parameters)
    expect = _expectation(path, query, parameters)
    front = yaml.safe_dump({**described, "expect": expect}, sort_keys=False, allow_unicode=True, width=100)
    marked = "".join(f"{MARK} {line}\n" for line in front.splitlines())
    return marked + query.lstrip("\n"), dropped


def _left_out(path: Path, head: Mapping[str, Field]) -> Iterator[str]:
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


def _parameters(path: Path, text: str) -> Iterator[Found]:
    """The parameters in a query, each once."""
    found: dict[str, Found] = {}
    for token in tokens(text):
        match = VARIABLE.fullmatch(token.text[1:]) if token.kind == "variable" else None
        if match is None:
            continue
        each = _typed(match)
        if each.name in RESERVED:
            raise QuestionError(
                path, 1, f"the parameter {token.text} cannot be imported: {each.name!r} has a meaning here"
            )
        known = found.setdefault(each.name, each)
        if (known.type, known.optional) != (each.type, each.optional):
            raise QuestionError(path, 1, f"the parameter {token.text} has two types: {known.type} and {each.type}")
        known.written.add(token.text[1:])
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


def _without_head(text: str) -> str:
    return "".join(line for line in text.splitlines(keepends=True) if not line.startswith(MARK))


def _rewritten(query: str, parameters: Mapping[str, Found]) -> str:
    """The query with our names for its parameters."""
    names = {written: f"${each.name}" for each in parameters.values() for written in each.written}
    return "".join(
        names.get(token.text[1:], token.text) if token.kind == "variable" else token.text for token in tokens(query)
    )


def _described(path: Path, head: Mapping[str, Field], parameters: Mapping[str, Found]) -> dict[str, object]:
    summary = head["summary"].text() if "summary" in head else path.stem.replace("-", " ").replace("_", " ")
    described: dict[str, object] = {
        "summary": " ".join(summary.split())[:LONGEST_SUMMARY],
        "description": head["description"].text() if "description" in head else summary,
        "tags": [item.text() for item in head["tags"].items()] if "tags" in head else [],
    }
    if parameters:
        defaults, choices = _by_name(head.get("defaults")), _by_name(head.get("enumerate"))
        described["params"] = {
            each.name: _parameter(path, each, defaults.get(each.name), choices.get(each.name))
            for each in parameters.values()
        }
    return described


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


def _expectation(path: Path, query: str, parameters: Mapping[str, Found]) -> dict[str, object]:
    """The columns that the query gives."""
    terms = {
        each.name: Parameter(each.name, each.type, "", "", class_="owl:Thing").term(EXAMPLES[each.type])
        for each in parameters.values()
    }
    try:
        results = Store().query(substitute(query, terms))
    except SyntaxError as error:
        found = FAULT.search(str(error))
        raise QuestionError(path, 1, f"not SPARQL: {found['reason'] if found else error}") from error
    if isinstance(results, QuerySolutions):
        return {"columns": [variable.value for variable in results.variables], "min_rows": 0}
    if isinstance(results, QueryTriples):
        return {"min_triples": 0}
    raise QuestionError(path, 1, "a question is a SELECT or a CONSTRUCT query")
