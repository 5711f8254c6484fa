"""What pydantic says of wrong parameters, in words of ours: what was given, and what is right."""

import json
import re
from collections.abc import Callable, Mapping
from typing import Any, Final

from service.api.value_forms import UNFIT
from service.errors import BadParameter
from service.near_names import did_you_mean, near_names

NAMES: Final = re.compile("'([^']*)'")
SHOWN: Final = 80

Context = Mapping[str, Any]


def one_of(context: Context) -> str:
    return f"one of {', '.join(NAMES.findall(context['expected']))}"


MUST_BE: Final[Mapping[str, Callable[[Context], str]]] = {
    "literal_error": one_of,
    "greater_than_equal": lambda context: f"{context['ge']} or more",
    "less_than_equal": lambda context: f"{context['le']} or less",
    "string_type": lambda _: "a text",
    "int_type": lambda _: "a whole number, such as 20",
    "int_parsing": lambda _: "a whole number, such as 20",
    "int_parsing_size": lambda _: "a whole number that is not so long, such as 20",
    "int_from_float": lambda _: "a whole number, such as 20",
    "bool_parsing": lambda _: "true or false",
    "string_too_short": lambda _: "a text that is not empty",
    "string_too_long": lambda context: f"a text of at most {context['max_length']} characters",
    "list_type": lambda _: "a list",
    "dict_type": lambda _: "an object with values by name",
    "too_long": lambda context: f"given at most {context['max_length']} times",
}
"""What is right, behind "must be", by the type of error."""


def refusal(fault: Mapping[str, Any], described: Mapping[str, str]) -> BadParameter:
    """The error of ours that says what pydantic found; parameters are `described` by name."""
    parameter, kind, context = str(fault["loc"][1]), fault["type"], fault.get("ctx", {})
    if kind == "missing":
        return BadParameter(f"`{parameter}` is missing: {described.get(parameter) or 'give it'}.", parameter=parameter)
    right = fault["msg"] if kind == UNFIT else MUST_BE[kind](context) if kind in MUST_BE else fault["msg"]
    given = fault.get("input")
    near = nearest(given, context) if kind == "literal_error" else []
    cannot = f"given {len(given)} times" if kind == "too_long" and isinstance(given, list) else shown(given)
    detail = f"`{parameter}` cannot be {cannot}: it must be {right}.{did_you_mean(near)}"
    return BadParameter(detail, parameter=parameter, expected=right, near=near)


def nearest(given: object, context: Context) -> list[str]:
    """The allowed values that are most like the given one."""
    return near_names(str(given), NAMES.findall(context["expected"]))


def shown(given: object) -> str:
    """What was given, as far as it is not too long to be read."""
    text = repr(given) if isinstance(given, str) else json.dumps(given)
    return text if len(text) <= SHOWN else f"{text[:SHOWN]}..."
