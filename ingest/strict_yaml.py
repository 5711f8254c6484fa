"""YAML without surprises: every scalar is the text that stands in the file, with its line.

`NO` stays "NO", `2021-05` stays "2021-05". Anchors, aliases, tags, duplicate keys and deep nesting are refused,
so that a file cannot expand into more than it is (the failsafe schema of YAML 1.2, less aliases and tags).
"""

from typing import Final, Self

import yaml

MAX_DEPTH: Final = 20


class Text(str):
    """A scalar and the line, counted from 1, on which it starts."""

    __slots__ = ("line",)
    line: int

    def __new__(cls, value: str, line: int = 0) -> Self:
        text = super().__new__(cls, value)
        text.line = line
        return text


Node = Text | list["Node"] | dict[Text, "Node"]


class StrictYamlError(ValueError):
    """What is wrong, and on which line."""

    def __init__(self, line: int, detail: str) -> None:
        super().__init__(f"line {line}: {detail}")
        self.line = line
        self.detail = detail


def load(text: str) -> Node | None:
    """Parse one YAML document; None for an empty one.

    Raises:
        StrictYamlError: the text is not YAML, or uses what is refused here.
    """
    builder = _Builder()
    try:
        for event in yaml.parse(text, Loader=yaml.CSafeLoader):
            builder.take(event)
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, max(error.position, 0)) + 1
        raise StrictYamlError(line, f"not readable as YAML: {error.reason}") from error
    except yaml.MarkedYAMLError as error:
        line = getattr(error.problem_mark, "line", 0) + 1
        raise StrictYamlError(line, error.problem or "not YAML") from error
    return builder.root


class _Builder:
    """Builds nodes from parser events without recursion, so that depth is a limit and not a crash."""

    def __init__(self) -> None:
        self.root: Node | None = None
        self.open: list[list[Node] | dict[Text, Node]] = []
        self.keys: list[Text | None] = []
        self.documents = 0

    def take(self, event: yaml.Event) -> None:
        line = event.start_mark.line + 1 if event.start_mark else 0
        match event:
            case yaml.AliasEvent():
                raise StrictYamlError(line, f"alias *{event.anchor}: write the value out instead")
            case yaml.DocumentStartEvent():
                self.documents += 1
                if self.documents > 1:
                    raise StrictYamlError(line, "a second document starts here: keep one per file")
            case yaml.ScalarEvent():
                self.place(Text(event.value, line), event, line)
            case yaml.MappingStartEvent():
                self.enter({}, event, line)
            case yaml.SequenceStartEvent():
                self.enter([], event, line)
            case yaml.CollectionEndEvent():
                self.open.pop()
                self.keys.pop()

    def enter(self, node: list[Node] | dict[Text, Node], event: yaml.NodeEvent, line: int) -> None:
        if len(self.open) == MAX_DEPTH:
            raise StrictYamlError(line, f"nested more than {MAX_DEPTH} levels deep")
        self.place(node, event, line)
        self.open.append(node)
        self.keys.append(None)

    def place(self, node: Node, event: yaml.NodeEvent, line: int) -> None:
        if event.anchor:
            raise StrictYamlError(line, f"anchor &{event.anchor}: anchors are not used here")
        if tag := getattr(event, "tag", None):
            raise StrictYamlError(line, f"tag {tag}: tags are not used here")
        if not self.open:
            self.root = node
            return
        container, key = self.open[-1], self.keys[-1]
        if isinstance(container, list):
            container.append(node)
        elif key is not None:
            container[key] = node
            self.keys[-1] = None
        elif not isinstance(node, Text):
            raise StrictYamlError(line, "a key must be plain text")
        elif node in container:
            raise StrictYamlError(line, f"the key {str(node)!r} stands here twice")
        else:
            self.keys[-1] = node
