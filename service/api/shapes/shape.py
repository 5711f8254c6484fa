"""What all shapes have in common."""

from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, ConfigDict, Field
from pydantic.json_schema import SkipJsonSchema

T = TypeVar("T")


def tidy(schema: dict[str, Any]) -> None:
    """Leave out titles, which only say names again, and defaults, which answers do not have."""
    for described in schema.get("properties", {}).values():
        described.pop("title", None)
        described.pop("default", None)


class Shape(BaseModel):
    """An object of an answer; more keys may come."""

    model_config = ConfigDict(json_schema_extra=tidy)


class OpenShape(Shape):
    """An object with keys that differ from one to the next."""

    model_config = ConfigDict(extra="allow")


Maybe = Annotated[T | SkipJsonSchema[None], Field(default=None)]
"""What is left out where there is nothing to say."""
Release = Annotated[str, Field(description="the release that answered")]
Links = Annotated[dict[str, str], Field(description="addresses on this instance, by what is there")]
