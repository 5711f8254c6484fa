"""What can go wrong with a question.

QuestionError               a question file is wrong: a bug of ours, found when the files are loaded
ServiceError
  x NotFound
    + UnknownQuestion  404  there is no question of that name
  x BadParameter
    + ParameterError   400  a value does not fit its parameter
    + UnknownThing     400  a value fits, and the release knows nothing of that name
"""

from collections.abc import Sequence
from pathlib import Path

from service.errors import BadParameter, NotFound


class QuestionError(Exception):
    """A question file breaks the rules of its format."""

    def __init__(self, path: Path, line: int, reason: str) -> None:
        super().__init__(f"{path}:{line}: {reason}")
        self.path = path
        self.line = line
        self.reason = reason


class UnknownQuestion(NotFound):
    """No question has that name; `near` holds the names most like it."""

    def __init__(self, name: str, near: Sequence[str]) -> None:
        hint = f"; did you mean {' or '.join(near)}?" if near else ""
        super().__init__(f"no question is called {name!r}{hint}", near=list(near))
        self.name = name
        self.near = tuple(near)


class ParameterError(BadParameter):
    """A value was refused before it came near the query."""

    def __init__(self, parameter: str, value: str | None, expected: str) -> None:
        given = "is missing" if value is None else f"cannot be {value!r}"
        super().__init__(f"parameter {parameter!r} {given}: expected {expected}", parameter=parameter)
        self.parameter = parameter
        self.value = value
        self.expected = expected


class UnknownThing(BadParameter):
    """The release says nothing of what a question is asked about; `near` holds what might be meant."""

    def __init__(self, parameter: str, thing: str, near: Sequence[str]) -> None:
        hint = f"; did you mean {' or '.join(near)}?" if near else ""
        detail = f"parameter {parameter!r}: there is no {thing} in this release{hint}"
        super().__init__(detail, parameter=parameter, near=list(near))
        self.thing = thing
        self.near = tuple(near)
