"""An example of the answer to each question, for OpenAPI: rows of a real answer, kept beside the question files."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlencode

from ingest.namespaces import BASE
from ingest.questions.catalog import Question, Questions
from ingest.questions.checking import examples
from service.api.pages import AFTER_EXAMPLE

FILE: Final = "examples.json"
RELEASE: Final = "0123456789abcdef"

Kept = Mapping[str, Any]
"""Of a SELECT what its JSON says of `parameters`, `rows` and `total`, of a CONSTRUCT some `triples`."""


def kept_examples(folder: Path) -> Mapping[str, Kept]:
    """The examples in a folder of questions, by question; there may be none."""
    path = folder / FILE
    found: Mapping[str, Kept] = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    return found


def show_answers(document: dict[str, Any], questions: Questions) -> None:
    """Put the examples into an OpenAPI document; FastAPI would take away what is null in them."""
    folders = {question.path.parent for question in questions.values()}
    kept = {name: each for folder in folders for name, each in kept_examples(folder).items()}
    for name in kept.keys() & questions.keys():
        question = questions[name]
        content = document["paths"][f"/api/questions/{name}"]["get"]["responses"]["200"]["content"]
        if question.form == "select":
            content["application/json"]["example"] = page_example(question, kept[name])
        else:
            content["text/turtle"]["example"] = kept[name]["triples"]


def page_example(question: Question, kept: Kept) -> dict[str, Any]:
    """A page of rows as it is answered, of a release that only this example has."""
    asked = {**examples(question), "limit": str(max(1, len(kept["rows"])))}
    at = f"{BASE}api/questions/{question.name}?"
    after = AFTER_EXAMPLE if kept["total"] > len(kept["rows"]) else None
    links = {
        "self": at + urlencode(asked),
        "first": at + urlencode(asked),
        **({"next": at + urlencode({**asked, "after": after})} if after else {}),
        "page": f"{BASE}questions/{question.name}",
        "sparql": f"{BASE}sparql?query=...",
    }
    return {
        "question": question.name,
        "release": RELEASE,
        "title": question.summary,
        "parameters": kept["parameters"],
        "columns": [{"name": name, "type": question.expect.type_of(name)} for name in question.expect.columns],
        "rows": kept["rows"],
        "total": kept["total"],
        "limit": int(asked["limit"]),
        "after": after,
        "links": links,
    }
