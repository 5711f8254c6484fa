"""The forms that values of parameters have, each in words for those who write another one."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, core_schema

UNFIT: Final = "unfit"
"""The type of error of pydantic for a text that does not have its form."""


@dataclass(frozen=True)
class OneOf:
    """A text among some, as metadata of `str`."""

    names: tuple[str, ...]

    @classmethod
    def of(cls, names: Iterable[str]) -> "OneOf":
        return cls(tuple(names))

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.literal_schema(list(self.names))


@dataclass(frozen=True)
class Written:
    """A text of a form, as metadata of `str`.

    Attributes:
        pattern: a regular expression.
        words: what it has to be, behind "must be".
    """

    pattern: str
    words: str
    example: str
    longest: int = 200

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        text = core_schema.str_schema(pattern=self.pattern, max_length=self.longest)
        message = f"{self.words}, such as {self.example}"
        return core_schema.custom_error_schema(text, custom_error_type=UNFIT, custom_error_message=message)

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return {**handler(schema), "examples": [self.example]}
