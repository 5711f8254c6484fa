"""What a source yields: one record per thing, with the evidence for what it says."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from ingest.strict_yaml import Node, Text

FACT: Final = Text("fact")
HIGH: Final = Text("high")
NOT_TOLD: Final = Text("")
FETCHED: Final = Text("fetched")
"""How a document of ours was read if nothing else is said: as a whole."""


@dataclass(frozen=True)
class Problem:
    """Why a record cannot be used.

    Attributes:
        place: keys from the top of the record, such as `evidence[0].says.activeFrom`.
        line: line in the file, 0 if not known.
        detail: what is wrong and what to do.
    """

    place: str
    line: int
    detail: str

    def __str__(self) -> str:
        where = f"line {self.line}: " if self.line else ""
        return f"{where}{self.place + ': ' if self.place else ''}{self.detail}"


@dataclass(frozen=True)
class Block:
    """What one place in one source says.

    Attributes:
        source: `document/<slug>` of the document, or "" when `url` is given.
        url: address of a web page, or "".
        kind: concept of the scheme `claim-kind`; only a fact is asserted.
        rows: rows of the founding facts that this block accounts for.
        says: terms of the vocabulary with their values.
        changed: when the source last changed its entry, which tells nothing of the thing itself; "" if it is not told.
    """

    place: str
    source: Text
    url: Text
    title: Text
    evidence_kind: Text
    locator: Text
    kind: Text
    confidence: Text
    read_how: tuple[Text, ...]
    speaker: Text
    note: Text
    rows: tuple[Text, ...]
    says: dict[Text, Node] = field(hash=False)
    changed: Text = NOT_TOLD


@dataclass(frozen=True)
class Record:
    """One thing of ours.

    Attributes:
        file: path within the source's folder, with `#slug` for a thing of a file of several.
        subject: `kind/slug`.
        unread: fields of the upstream record that nothing here understands.
    """

    file: str
    subject: str
    type: Text
    label: Node
    alt_labels: tuple[Node, ...]
    blocks: tuple[Block, ...]
    unread: tuple[str, ...] = ()


@dataclass(frozen=True)
class Rejected:
    """A record that could not be read or mapped."""

    file: str
    problems: tuple[Problem, ...]

    @property
    def subject(self) -> str:
        """`kind/slug` of the thing, as the name of its file has it."""
        kind, _, name = self.file.rpartition("/")
        topic, hashed, slug = name.partition("#")
        return f"{kind}/{slug if hashed else topic.removesuffix('.yaml')}"


def line_of(record: Record, subject: str, name: str) -> int:
    """The line on which a record first says `name` of `subject`, its own thing or one nested in it; 0 if nowhere."""
    pending = [(record.subject, block.says) for block in record.blocks]
    while pending:
        described, said = pending.pop(0)
        for key in said:
            if key == name and described == subject:
                return key.line
        pending += [(str(inner.get(Text("id"), "")), inner) for node in said.values() for inner in _mappings(node)]
    return 0


def _mappings(node: Node) -> Iterator[dict[Text, Node]]:
    for each in node if isinstance(node, list) else [node]:
        if isinstance(each, dict):
            yield each
