"""The OpenAPI document: what FastAPI finds out by itself, and what it cannot know of our errors."""

from typing import Any, Final

from fastapi import FastAPI

from service.api.error_examples import error_examples
from service.api.responses import PROBLEM
from service.questions.examples import show_answers

NEVER: Final = "422"
"""What FastAPI says of wrong parameters; here they are 400, like every other wrong input."""
ITS_SCHEMAS: Final = ("HTTPValidationError", "ValidationError")


class DescribedAPI(FastAPI):
    """An application whose OpenAPI document tells of our errors, and shows answers to its questions."""

    def openapi(self) -> dict[str, Any]:
        """The document, made when it is first asked for."""
        if self.openapi_schema is None:
            document = amended(super().openapi())
            show_answers(document, self.state.questions)
            self.openapi_schema = document
        return self.openapi_schema


def amended(document: dict[str, Any]) -> dict[str, Any]:
    for methods in document["paths"].values():
        for operation in methods.values():
            operation["responses"].pop(NEVER, None)
    components = document.setdefault("components", {})
    schemas = components.setdefault("schemas", {})
    for name in ITS_SCHEMAS:
        schemas.pop(name, None)
    schemas["Problem"] = PROBLEM
    components["examples"] = error_examples()
    return document
