"""Questions as the registry tells of them."""

from collections import Counter
from collections.abc import Iterable

from ingest.questions.catalog import Question, Questions
from ingest.questions.expectation import Network
from ingest.questions.parameters import Parameter
from service.errors import Json
from service.networks.files.formats import FORMATS
from service.questions.finding import matching
from service.questions.forms import format_names
from service.questions.kinds import finder


def found(questions: Questions, tag: str | None, text: str) -> list[Question]:
    """The questions with a tag; those that have words of a text, the likeliest first."""
    tagged = [question for question in questions.values() if tag is None or tag in question.tags]
    return matching(tagged, text) if text.split() else tagged


def described(question: Question, base: str) -> dict[str, Json]:
    """What a client has to know to ask a question; `base` is the public address of this instance."""
    chart, network = question.chart, question.network
    return {
        "name": question.name,
        "title": question.summary,
        "description": question.description,
        "tags": list(question.tags),
        "form": question.form,
        "parameters": [parameter_json(each, base) for each in question.parameters.values()],
        "columns": [{"name": name, "type": question.expect.type_of(name)} for name in question.expect.columns],
        "chart": {"kind": chart.kind, "x": chart.x, "y": chart.y, "by": chart.by or None} if chart else None,
        "network": network_json(network) if network else None,
        "formats": format_names(question),
        "budget_ms": question.budget,
        "links": links_of(question, base),
    }


def network_json(network: Network) -> dict[str, Json]:
    """The columns that make the network of an answer, and how it can be had at `links.network`."""
    return {
        "source": network.source,
        "target": network.target,
        "weight": network.weight,
        "directed": network.directed,
        "formats": list(FORMATS),
    }


def links_of(question: Question, base: str) -> dict[str, str]:
    at = f"{base}api/questions/{question.name}"
    links = {
        "self": f"{at}?describe=true",
        "answer": at,
        "page": f"{base}questions/{question.name}",
        "source": f"{base}questions/{question.name}.rq",
        "openapi": f"{base}openapi.json#/paths/~1api~1questions~1{question.name}",
    }
    return links | ({"network": f"{at}/network"} if question.network else {})


def parameter_json(parameter: Parameter, base: str) -> dict[str, Json]:
    return {
        "name": parameter.name,
        "type": parameter.type,
        "required": parameter.default is None,
        "default": parameter.default,
        "example": parameter.example,
        "description": parameter.description,
        "expected": parameter.expected,
        "choices": list(parameter.choices),
        "picker": picker(parameter, base),
    }


def picker(parameter: Parameter, base: str) -> str | None:
    """Where the values that a parameter may have can be looked up."""
    return base + finder(parameter).removeprefix("/") if parameter.type == "iri" else None


def by_tag(questions: Iterable[Question]) -> dict[str, list[Question]]:
    """Each question under its first tag, tags and titles in alphabetical order."""
    groups: dict[str, list[Question]] = {}
    for question in sorted(questions, key=lambda each: (each.tags[:1], each.summary)):
        groups.setdefault(question.tags[0], []).append(question)
    return groups


def tag_counts(questions: Questions) -> Counter[str]:
    """How many questions have each tag, first or not."""
    return Counter(tag for question in questions.values() for tag in question.tags)
