"""Read YAML that strangers wrote: no tags, limits on size, depth and aliases."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import yaml

from ingest.records import Rejected
from ingest.sources.entries import rejected

MAX_BYTES: Final = 5_000_000
MAX_DEPTH: Final = 20
MAX_ALIASES: Final = 100

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
        return yaml.load(text, Loader=yaml.CSafeLoader)
    except (yaml.YAMLError, UnicodeDecodeError, ValueError) as error:
        raise UpstreamYamlError(" ".join(str(error).split())) from error


def _check(text: str) -> None:
    depth = aliases = 0
    for event in yaml.parse(text, Loader=yaml.CSafeLoader):
        depth += isinstance(event, OPENING) - isinstance(event, CLOSING)
        aliases += isinstance(event, yaml.AliasEvent)
        if depth > MAX_DEPTH:
            raise UpstreamYamlError(f"nested more than {MAX_DEPTH} levels deep")
        if aliases > MAX_ALIASES:
            raise UpstreamYamlError(f"more than {MAX_ALIASES} aliases")
