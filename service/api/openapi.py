"""The OpenAPI document: what FastAPI finds out by itself, and what it cannot know of our errors."""

from collections.abc import Callable
from typing import Any, Final

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from service.api.responses import PROBLEM

NEVER: Final = "422"
"""What FastAPI says of wrong parameters; here they are 400, like every other wrong input."""
ITS_SCHEMAS: Final = ("HTTPValidationError", "ValidationError")


def document_of(app: FastAPI) -> Callable[[], dict[str, Any]]:
    """The document of an application, made when it is first asked for."""

    def document() -> dict[str, Any]:
        if app.openapi_schema is None:
            app.openapi_schema = amended(
                get_openapi(
                    title=app.title,
                    version=app.version,
                    summary=app.summary,
                    routes=app.routes,
                    servers=app.servers,
                )
            )
        return app.openapi_schema

    return document


def amended(document: dict[str, Any]) -> dict[str, Any]:
    for methods in document["paths"].values():
        for operation in methods.values():
            operation["responses"].pop(NEVER, None)
    schemas = document.setdefault("components", {}).setdefault("schemas", {})
    for name in ITS_SCHEMAS:
        schemas.pop(name, None)
    schemas["Problem"] = PROBLEM
    return document
