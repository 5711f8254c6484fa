"""What is wrong with JSON by a schema of an OpenAPI document."""

from collections.abc import Mapping
from typing import Any

from jsonschema import Draft202012Validator


def faults(document: Mapping[str, Any], schema: Mapping[str, Any], given: object) -> list[str]:
    """What is wrong with what is given; its schema may refer to others of the document."""
    whole = Draft202012Validator({**schema, "components": document["components"]})
    return [error.message for error in whole.iter_errors(given)]
