"""The files of the European Open Source AI Index, one for each system."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, Final

from ingest.records import Rejected
from ingest.sources import hostile
from ingest.sources.entries import Fields
from ingest.sources.entries import rejected as entries_rejected
from ingest.sources.osai.comments import tags
from ingest.sources.upstream_yaml import entries
from ingest.sources.web_addresses import hub_repository, is_address

SOURCE: Final = "osai"
PLACEHOLDERS: Final = frozenset({"a_submission_template", "A_sample", "_template"})
LARGEST_LIST: Final = 100


@dataclass
class Criterion:
    """What the index says of one aspect of a system.

    Attributes:
        links: the addresses given as evidence.
        broken: what stands among them and is no address.
    """

    name: str
    verdict: str
    links: list[str]
    broken: list[str]

    @property
    def repositories(self) -> list[str]:
        return repositories(self.links)


@dataclass
class System:
    """One file.

    Attributes:
        key: its name without extension.
        fields: of the part about the system, by key without case and punctuation.
        tags: facts in comments.
        unread: names of fields that are not understood.
    """

    key: str
    file: str
    name: str
    fields: Fields
    developer: Fields
    criteria: dict[str, Criterion]
    tags: dict[str, str]
    unread: set[str]


def systems(folder: Path) -> Iterator[System | Rejected]:
    """The systems of a snapshot folder in the order of their files."""
    for found in entries(folder, SOURCE, PLACEHOLDERS):
        if isinstance(found, Rejected):
            yield found
        else:
            path, file, raw = found
            yield _system(path, file, raw)


rejected: Final = partial(entries_rejected, SOURCE)


def links(raw: Any) -> tuple[list[str], list[str]]:
    """The addresses in a field that holds one, a list of them or nothing, and what else is there."""
    values = raw[:LARGEST_LIST] if isinstance(raw, list) else [raw]
    written = [" ".join(str(value).split()) for value in values if value not in (None, "")]
    good = [text for text in written if is_address(text)]
    return list(dict.fromkeys(good)), [text for text in written if text not in good]


def repositories(addresses: list[str]) -> list[str]:
    """The model repositories on the Hub among addresses."""
    found = (hub_repository(address, "model") for address in addresses)
    return list(dict.fromkeys(name for name in found if name))


def _system(path: Path, file: str, raw: Any) -> System | Rejected:
    if not isinstance(raw, dict):
        return rejected(file, "keys with values are expected")
    parts = {part: raw.get(part) for part in ("system", "org")}
    for part, value in parts.items():
        if not isinstance(value, dict):
            return rejected(file, "keys with values are expected", part)
    unread: set[str] = set()
    fields = Fields(_even_keys(parts["system"], unread))
    name = hostile.one_line(fields.take("name"))
    if not name:
        return rejected(file, "a name that can be read is expected", "system.name")
    found = (_criterion(str(key), value, unread) for key, value in raw.items() if key not in parts)
    return System(
        key=path.stem,
        file=file,
        name=name,
        fields=fields,
        developer=Fields(_even_keys(parts["org"], unread)),
        criteria={each.name: each for each in found if each},
        tags=tags(path.read_text(encoding="utf-8-sig")),
        unread=unread,
    )


def _even_keys(raw: Any, unread: set[str]) -> dict[str, Any]:
    """The fields by their keys without case and punctuation; of two the first that holds something counts."""
    found: dict[str, Any] = {}
    for key, value in raw.items():
        even = re.sub(r"[^a-z]", "", str(key).lower())
        if even in found and found[even] not in (None, ""):
            unread.add(f"{str(key)[:60]} (twice)")
        else:
            found[even] = value
    return found


def _criterion(name: str, raw: Any, unread: set[str]) -> Criterion | None:
    if not isinstance(raw, dict):
        unread.add(name[:60])
        return None
    fields = Fields(raw)
    verdict = fields.take("class")
    good, broken = links(fields.take("link"))
    unread.update(f"criterion {key}"[:60] for key in fields.unread())
    return Criterion(name, str(verdict or "").strip().lower(), good, broken)
