"""Reads the `#+` lines at the top of a question file: YAML whose every node knows its line.

Only plain mappings, lists and scalars are read, every scalar as text, so `no` stays a word and a version
stays a string. A mistake is a QuestionError with the line in the file.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import dropwhile, takewhile
from pathlib import Path
from typing import Final, Protocol

import yaml

from ingest.questions.errors import QuestionError

MARK: Final = "#+"


class SupportsLine(Protocol):
    """A place in a text, counted from 0."""

    @property
    def line(self) -> int: ...


@dataclass(frozen=True)
class Field:
    """One YAML node and where it stands."""

    path: Path
    node: yaml.Node

    @property
    def line(self) -> int:
        """The line in the file, counted from 1."""
        return _line(self.node.start_mark)

    def error(self, reason: str) -> QuestionError:
        return QuestionError(self.path, self.line, reason)

    def text(self) -> str:
        """The scalar, without surrounding space; empty text is refused."""
        if not isinstance(self.node, yaml.ScalarNode) or not self.node.value.strip():
            raise self.error("expected a text")
        return str(self.node.value).strip()

    def whole_number(self) -> int:
        text = self.text()
        if not text.isascii() or not text.isdigit():
            raise self.error(f"expected a whole number, not {text!r}")
        return int(text)

    def yes_or_no(self) -> bool:
        text = self.text()
        if text not in {"true", "false"}:
            raise self.error(f"expected true or false, not {text!r}")
        return text == "true"

    def items(self) -> Sequence["Field"]:
        if not isinstance(self.node, yaml.SequenceNode):
            raise self.error("expected a list in square brackets")
        if not self.node.value:
            raise self.error("the list is empty")
        return [Field(self.path, item) for item in self.node.value]

    def mapping(self) -> Mapping[str, "Field"]:
        if not isinstance(self.node, yaml.MappingNode):
            raise self.error("expected keys and values")
        found: dict[str, Field] = {}
        for key_node, value_node in self.node.value:
            key = Field(self.path, key_node)
            if key.text() in found:
                raise key.error(f"the key {key.text()!r} is given twice")
            found[key.text()] = Field(self.path, value_node)
        return found

    def keys(self, required: Collection[str], optional: Collection[str] = ()) -> Mapping[str, "Field"]:
        """The mapping, when it has all of `required` and nothing beyond `optional`."""
        found = self.mapping()
        for key in found:
            if key not in required and key not in optional:
                known = ", ".join(sorted({*required, *optional}))
                raise found[key].error(f"unknown key {key!r}; known are {known}")
        for key in required:
            if key not in found:
                raise self.error(f"the key {key!r} is missing")
        return found


def read(path: Path, text: str) -> Field:
    """The front matter of a question file.

    Raises:
        QuestionError: there is none, or it is not the plain YAML that is expected.
    """
    lines = list(takewhile(lambda line: line.startswith(MARK), text.splitlines()))
    if not lines:
        raise QuestionError(path, 1, f"a question starts with lines marked {MARK!r}")
    source = "\n".join(_without_mark(path, lines))
    try:
        for event in yaml.parse(source, Loader=yaml.CBaseLoader):
            if getattr(event, "anchor", None) is not None:
                raise QuestionError(path, _line(event.start_mark), "anchors and aliases are not allowed")
        node = yaml.compose(source, Loader=yaml.CBaseLoader)
    except yaml.MarkedYAMLError as error:
        raise QuestionError(path, _line(error.problem_mark), f"not YAML: {error.problem}") from error
    except yaml.YAMLError as error:
        raise QuestionError(path, 1, f"not YAML: {error}") from error
    if node is None:
        raise QuestionError(path, 1, "the front matter is empty")
    return Field(path, node)


def body(text: str) -> str:
    """The query of a question file, without its front matter."""
    return "".join(dropwhile(lambda line: line.startswith(MARK), text.splitlines(keepends=True)))


def _without_mark(path: Path, lines: Sequence[str]) -> Iterator[str]:
    for number, line in enumerate(lines, start=1):
        rest = line.removeprefix(MARK)
        if rest and not rest.startswith(" "):
            raise QuestionError(path, number, f"{MARK!r} is followed by a space")
        yield rest.removeprefix(" ")


def _line(mark: SupportsLine | None) -> int:
    return mark.line + 1 if mark else 1
