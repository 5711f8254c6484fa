"""What OpenAPI tells of each question: an operation of its own, with its parameters, columns and errors."""

from typing import Any, Final

from fastapi import APIRouter
from fastapi.routing import APIRoute
from starlette.routing import Match
from starlette.types import Scope

from ingest.questions.catalog import Question, Questions
from ingest.questions.parameters import LARGEST, LONGEST, SMALLEST, Parameter
from service.api.pages import AFTER_EXAMPLE, MOST
from service.api.responses import PAGED, QUERYING, Responses, problems
from service.networks.errors import NetworkTooLarge
from service.networks.files.formats import FILES, FORMATS
from service.questions.cells import CELL_TYPES, schema_of
from service.questions.forms import OFFERS, format_names

Schema = dict[str, Any]

TEXT: Final[Schema] = {"type": "string", "maxLength": LONGEST}
SCHEMAS: Final[dict[str, Schema]] = {
    "iri": TEXT,
    "string": TEXT,
    "language-text": TEXT | {"pattern": r"@[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$"},
    "integer": {"type": "integer", "minimum": SMALLEST, "maximum": LARGEST},
    "decimal": TEXT | {"pattern": r"^[+-]?([0-9]+(\.[0-9]+)?|\.[0-9]+)$"},
    "boolean": {"type": "boolean"},
    "date": {"type": "string", "format": "date"},
    "gYear": {"type": "string", "pattern": "^[0-9]{4}$"},
    "gYearMonth": {"type": "string", "pattern": "^[0-9]{4}-(0[1-9]|1[0-2])$"},
}
SLUG: Final = "[a-z0-9][a-z0-9.-]{0,119}"
BASES: Final = "(https://w3id[.]org/opencairn/(id|concept)/)?"
OWN: Final = f"^{BASES}({SLUG}/){{0,2}}{SLUG}$"
"""Names of things and concepts of ours; IRIs of others are taken as well, if the release knows them."""
WITH_KIND: Final = f"^{BASES}({SLUG}/){{1,2}}{SLUG}$"
"""The same where a thing may be of any kind, which is said then."""
LIMIT: Final[Schema] = {
    "name": "limit",
    "in": "query",
    "description": f"rows at most, up to {MOST}; JSON has 100 without it, other formats all",
    "schema": {"type": "integer", "minimum": 1, "maximum": MOST},
    "example": 20,
}
AFTER: Final[Schema] = {
    "name": "after",
    "in": "query",
    "description": "where the page before ended: its `after`, as it was given",
    "schema": {"type": "string", "maxLength": 400, "pattern": "^Wy[IJ][A-Za-z0-9_-]{20,}$"},
    "example": AFTER_EXAMPLE,
}
DESCRIBE: Final[Schema] = {
    "name": "describe",
    "in": "query",
    "description": "true: tell what the question asks for, do not answer it",
    "schema": {"type": "boolean", "default": False},
    "example": False,
}
PAGE_LINKS: Final = ("self", "first", "page", "sparql")
SENT_ON: Final[Responses] = {303: {"description": "To browsers: the page of the question"}}


class OnlyDescribed(APIRoute):
    """A route that OpenAPI tells of; another one, which takes a whole family of paths, answers for it."""

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        return Match.NONE, {}


def described(questions: Questions) -> APIRouter:
    """Routes that tell of each question."""
    router = APIRouter(tags=["questions"], route_class=OnlyDescribed)
    for question in questions.values():
        name = f"question_{question.name.replace('-', '_')}"
        router.add_api_route(
            f"/api/questions/{question.name}",
            answered_elsewhere,
            methods=["GET"],
            summary=question.summary,
            description=question.description,
            operation_id=name,
            responses={**problems(*QUERYING, *(PAGED if question.form == "select" else ())), **SENT_ON},
            openapi_extra={"parameters": parameters(question), "responses": {"200": answers(question)}},
        )
        if question.network:
            router.add_api_route(
                f"/api/questions/{question.name}/network",
                answered_elsewhere,
                methods=["GET"],
                summary=f"{question.summary}: the network",
                description="The whole answer as a network with measures; each row is a tie.",
                operation_id=f"{name}_network",
                responses={**FILES, **problems(*QUERYING, NetworkTooLarge)},
                openapi_extra={"parameters": [*own_parameters(question), format_parameter(list(FORMATS))]},
            )
    return router


async def answered_elsewhere() -> None:
    """No request comes here."""


def parameters(question: Question) -> list[Schema]:
    """All that its query string can hold."""
    paging = [LIMIT, AFTER] if question.form == "select" else []
    return [*own_parameters(question), format_parameter(format_names(question)), *paging, DESCRIBE]


def own_parameters(question: Question) -> list[Schema]:
    return [parameter(each) for each in question.parameters.values()]


def format_parameter(names: list[str]) -> Schema:
    return {
        "name": "format",
        "in": "query",
        "description": "format of the answer; comes before `Accept`",
        "schema": {"type": "string", "enum": names},
        "example": names[0],
    }


def parameter(each: Parameter) -> Schema:
    """A parameter of the question; `example` is a value that the reviewed release has an answer for."""
    schema = dict(SCHEMAS[each.type])
    if each.choices:
        schema = {"type": "string", "enum": list(each.choices)}
    elif each.type == "iri":
        schema |= {"pattern": OWN if each.home else WITH_KIND}
    if each.default is not None:
        schema["default"] = typed(each, each.default)
    told: Schema = {
        "name": each.name,
        "in": "query",
        "description": f"{each.description}: {each.expected}",
        "required": each.default is None,
        "schema": schema,
        "example": typed(each, each.example),
    }
    return told


def typed(each: Parameter, text: str) -> str | int | bool:
    """A value as its schema has it."""
    if each.choices:
        return text
    if each.type == "integer":
        return int(text)
    return text == "true" if each.type == "boolean" else text


def answers(question: Question) -> Schema:
    """The answer in each format; `service.questions.examples` adds what is kept of it."""
    text = {"schema": {"type": "string"}}
    content: dict[str, Schema] = {offer.media_type: text for offer in OFFERS[question.form]}
    if question.form == "select":
        content["application/json"] = {"schema": {"anyOf": [rows_schema(question), DESCRIPTION]}}
        content["application/sparql-results+json"] = {"schema": {"type": "object", "required": ["head", "results"]}}
    else:
        content["application/json"] = {"schema": {}}
        content["application/ld+json"] = {"schema": {}}
    return {"description": "The answer", "content": content}


DESCRIPTION: Final[Schema] = {
    "type": "object",
    "description": "what the question asks for, with `describe=true`",
    "required": ["name", "title", "description", "tags", "parameters", "columns", "formats", "links", "release"],
    "properties": {"name": {"type": "string"}, "title": {"type": "string"}, "release": {"type": "string"}},
}


def rows_schema(question: Question) -> Schema:
    """JSON Schema of a page of rows."""
    columns = {name: schema_of(question.expect.type_of(name)) for name in question.expect.columns}
    named: Schema = {
        "type": "object",
        "required": ["name", "type"],
        "properties": {"name": {"type": "string"}, "type": {"type": "string", "enum": list(CELL_TYPES)}},
    }
    properties: Schema = {
        "question": {"type": "string", "const": question.name},
        "release": {"type": "string"},
        "title": {"type": "string"},
        "parameters": {"type": "object"},
        "columns": {"type": "array", "items": named},
        "rows": {
            "type": "array",
            "maxItems": MOST,
            "items": {"type": "object", "required": list(columns), "properties": columns},
        },
        "total": {"type": "integer", "minimum": 0, "description": "rows of the whole answer, counted"},
        "limit": {"type": "integer", "minimum": 1, "maximum": MOST},
        "after": {"type": ["string", "null"], "description": "for the next page; null on the last"},
        "links": {"type": "object", "required": list(PAGE_LINKS), "additionalProperties": {"type": "string"}},
    }
    return {"type": "object", "required": list(properties), "properties": properties}
