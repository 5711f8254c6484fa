"""What can go wrong with a question.

QuestionError      a question file is wrong: found when the files are loaded
UnknownQuestion    there is no question of that name
ParameterError     a value does not fit its parameter
"""

from collections.abc import Collection
from pathlib import Path


class QuestionError(Exception):
    """A question file breaks the rules of its format."""

    def __init__(self, path: Path, line: int, reason: str) -> None:
        super().__init__(f"{path}:{line}: {reason}")
        self.path = path
        self.line = line
        self.reason = reason


class UnknownQuestion(LookupError):
    """No question has that name; `known` holds those that there are."""

    def __init__(self, name: str, known: Collection[str]) -> None:
        super().__init__(f"no question is called {name!r}")
        self.name = name
        self.known = known


class ParameterError(ValueError):
    """A value was refused before it came near the query."""

    def __init__(self, parameter: str, value: str | None, expected: str) -> None:
        given = "is missing" if value is None else f"cannot be {value!r}"
        super().__init__(f"parameter {parameter!r} {given}: expected {expected}")
        self.parameter = parameter
        self.value = value
        self.expected = expected
