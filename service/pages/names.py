"""The things of a release by kind and name, from the list that its build wrote (`ingest.names_of_things`)."""

from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

from pyoxigraph import NamedNode

from ingest.namespaces import PREFIXES
from ingest.release import NAMES


class Names:
    """Keeps the lines as they are: a release may have millions."""

    def __init__(self, folder: Path) -> None:
        self._lines: dict[bytes, list[bytes]] = defaultdict(list)
        path = folder / NAMES
        for line in path.read_bytes().splitlines() if path.is_file() else ():
            self._lines[line.partition(b"/")[0]].append(line)

    def of_kind(self, kind: str, text: str) -> Sequence[bytes]:
        """The lines of a kind; with a text, those with a name that contains it."""
        lines, wanted = self._lines.get(kind.encode(), []), text.lower().encode()
        return [line for line in lines if wanted in line.partition(b"\t")[2]] if wanted else lines


def thing(line: bytes) -> NamedNode:
    """What a line is about."""
    return NamedNode(PREFIXES["id"] + line.partition(b"\t")[0].decode())
