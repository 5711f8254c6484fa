"""Write down what the server offers as promised: `python -m tests.api.promise URL > tests/api/promised.json`.

Look at the difference before you commit it: nothing may be gone.
"""

import json
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any, Final

import httpx

from ingest.data_folders import ONTOLOGY, QUERIES
from ingest.questions.files import load

TYPES: Final = {
    str: "string",
    bool: "boolean",
    int: "number",
    float: "number",
    list: "array",
    dict: "object",
    type(None): "null",
}
CONTEXT: Final = json.loads((ONTOLOGY / "context.jsonld").read_text(encoding="utf-8"))["@context"]
PROPERTIES: Final = frozenset(name for name, term in CONTEXT.items() if isinstance(term, dict)) | {"@reverse"}

KEYED = (
    "/api",
    "/api/questions",
    "/api/questions/compute-by-project?project=bigscience",
    "/api/questions/organizations-that-collaborate/network",
    "/api/concepts",
    "/api/concepts/region",
    "/api/entities",
    "/api/entities/organization",
    "/api/entities/project/bigscience",
    "/api/search?q=bigscience",
    "/api/network?projection=organization-organization",
    "/api/networks",
    "/api/path?from=project/bigscience&to=organization/genci",
    "/reconcile",
    "/why?subject=project/bigscience&predicate=cairn:activeUntil",
)


def promised(url: str) -> dict[str, Any]:
    described_by = httpx.get(f"{url}/openapi.json").json()
    paths = described_by["paths"]
    return {
        "routes": {
            f"{method.upper()} {path}": [parameter["name"] for parameter in described.get("parameters", ())]
            for path, methods in sorted(paths.items())
            for method, described in methods.items()
        },
        "questions": {
            name: {
                "parameters": list(question.parameters),
                "columns": {column: question.expect.type_of(column) for column in question.expect.columns},
            }
            for name, question in load(QUERIES).items()
        },
        "problems": problems_of(described_by),
        "keys": {path: keys_of(httpx.get(url + path).raise_for_status().json()) for path in KEYED},
    }


def problems_of(openapi: Mapping[str, Any]) -> dict[str, int]:
    """The status of each kind of problem."""
    return {kind: example["value"]["status"] for kind, example in openapi["components"]["examples"].items()}


def keys_of(answer: dict[str, Any]) -> dict[str, list[str]]:
    """The place of each key in an answer, such as `rows[].label`, with the JSON types of its values but null.

    What is said of an entity comes and goes with its sources; what properties are called is promised by the ontology.
    """
    own = {key: value for key, value in answer.items() if "@context" not in answer or key not in PROPERTIES}
    found: dict[str, set[str]] = defaultdict(set)
    for place, value in places_in(own, ""):
        found[place] |= {TYPES[type(value)]} - {"null"}
    return {place: sorted(types) for place, types in sorted(found.items())}


def places_in(value: Any, place: str) -> Iterator[tuple[str, Any]]:
    """Everything inside a value with its place."""
    if isinstance(value, list):
        for each in value:
            yield from places_in(each, f"{place}[]")
    elif isinstance(value, dict):
        for key, each in value.items():
            inside = f"{place}.{key}".lstrip(".")
            yield inside, each
            yield from places_in(each, inside)


if __name__ == "__main__":
    json.dump(promised(sys.argv[1]), sys.stdout, indent=1)
    sys.stdout.write("\n")
