"""Read YAML that strangers wrote: no tags, limits on size, depth and aliases."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import yaml

from ingest.records import Rejected
from ingest.sources.entries import rejected

MAX_BYTES: Final = 5_000_000
MAX_DEPTH: Final = 20
MAX_ALIASES: Final = 100

TEXT: Final = "tag:yaml.org,2002:str"

OPENING: Final = (yaml.SequenceStartEvent, yaml.MappingStartEvent)
CLOSING: Final = (yaml.SequenceEndEvent, yaml.MappingEndEvent)


class UpstreamYamlError(ValueError):
    """A file that is not read; the message says why."""


def entries(folder: Path, source: str, placeholders: frozenset[str]) -> Iterator[tuple[Path, str, Any] | Rejected]:
    """Path, file and content of each entry of a catalog that keeps one file for each in `models/`.

    Args:
        folder: of the snapshot.
        source: name of the catalog.
        placeholders: stems of files that are templates or tests and no entries.
    """
    for path in sorted((folder / "models").glob("*.y*ml")):
        file = f"models/{path.name}"
        if path.stem in placeholders:
            yield rejected(source, file, "placeholder entry")
            continue
        try:
            yield path, file, load(path)
        except UpstreamYamlError as error:
            yield rejected(source, file, str(error))


def load(path: Path) -> Any:
    """What a file of YAML 1.1 holds; raises UpstreamYamlError if it is malformed or beyond the limits."""
    size = path.stat().st_size
    if size > MAX_BYTES:
        raise UpstreamYamlError(f"{size:,} bytes: at most {MAX_BYTES:,} are read")
    try:
        text = path.read_text(encoding="utf-8-sig")
        _check(text)
        return yaml.load(text, Loader=_Loader)
    except (yaml.YAMLError, UnicodeDecodeError, ValueError) as error:
        raise UpstreamYamlError(" ".join(str(error).split())) from error


class _Loader(yaml.CSafeLoader):
    """Keeps every value of a key that stands in a mapping several times; the last one counts, as YAML 1.1 has it.

    The others get keys of their own, such as `license (again, 1)`, which no source understands and each counts.
    """

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:  # noqa: FBT001 (as in PyYAML)
        times: Counter[str] = Counter()
        for index, (key, value) in reversed(list(enumerate(node.value))):
            if isinstance(key, yaml.ScalarNode) and key.tag == TEXT:
                name = f"{key.value} (again, {times[key.value]})" if times[key.value] else key.value
                times[key.value] += 1
                node.value[index] = (yaml.ScalarNode(TEXT, name, key.start_mark, key.end_mark), value)
        return super().construct_mapping(node, deep)


def _check(text: str) -> None:
    depth = aliases = 0
    for event in yaml.parse(text, Loader=yaml.CSafeLoader):
        depth += isinstance(event, OPENING) - isinstance(event, CLOSING)
        aliases += isinstance(event, yaml.AliasEvent)
        if depth > MAX_DEPTH:
            raise UpstreamYamlError(f"nested more than {MAX_DEPTH} levels deep")
        if aliases > MAX_ALIASES:
            raise UpstreamYamlError(f"more than {MAX_ALIASES} aliases")
