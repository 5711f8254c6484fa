"""The files of the Model Openness Tool, one for each model."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any, Final

from ingest.records import Rejected
from ingest.sources import hostile
from ingest.sources.entries import Fields
from ingest.sources.entries import rejected as entries_rejected
from ingest.sources.upstream_yaml import entries

SOURCE: Final = "model_openness_tool"
PLACEHOLDERS: Final = frozenset({"A_sample", "Arkim", "DeepSeek-V3-test", "OpenBMB", "Unnamed-Model", "sample_model"})
"""Entries that people made to try the tool out or left unfinished, by the name of their file."""
MOST_COMPONENTS: Final = 100


@dataclass
class Component:
    """What an entry says of one component.

    Attributes:
        license: as it is written there, None if the entry gives none there.
        paths: where the component and its license are.
    """

    name: str
    license: str | None
    paths: list[str]


@dataclass
class Release:
    """One file.

    Attributes:
        key: its name without extension; names of models are not unique.
        fields: of the release.
        licenses: of the release as a whole, by what they are for.
        license_paths: where the texts of these are.
        unread: names of fields that are not understood.
    """

    key: str
    file: str
    name: str
    fields: Fields
    licenses: dict[str, str] = field(default_factory=dict)
    license_paths: list[str] = field(default_factory=list)
    components: list[Component] = field(default_factory=list)
    unread: set[str] = field(default_factory=set)


def releases(folder: Path) -> Iterator[Release | Rejected]:
    """The entries of a snapshot folder in the order of their files."""
    for found in entries(folder, SOURCE, PLACEHOLDERS):
        if isinstance(found, Rejected):
            yield found
        else:
            path, file, raw = found
            yield _release(path.stem, file, raw)


rejected: Final = partial(entries_rejected, SOURCE)


def text(raw: Any) -> str:
    """A text on one line, "" for anything else; numbers count as texts."""
    return hostile.one_line(str(raw) if isinstance(raw, int | float) else raw) or ""


def _release(key: str, file: str, raw: Any) -> Release | Rejected:
    content = raw.get("release") if isinstance(raw, dict) else None
    if not isinstance(content, dict):
        return rejected(file, "keys with values are expected", "release")
    fields = Fields({str(name): value for name, value in content.items()})
    name = text(fields.take("name"))
    if not name:
        return rejected(file, "a name that can be read is expected", "release.name")
    release = Release(key, file, name, fields)
    release.unread.update(str(name)[:60] for name in raw if name not in ("release", "framework"))
    release.unread.update(f"framework.{name}"[:60] for name in _parts(raw.get("framework")).unread())
    _read_licenses(release)
    _read_components(release)
    return release


def _parts(value: Any, otherwise: str = "") -> Fields:
    """The fields of an object; anything else as the only field, with the name `otherwise`."""
    return Fields({str(key): each for key, each in value.items()} if isinstance(value, dict) else {otherwise: value})


def _read_licenses(release: Release) -> None:
    raw = release.fields.take("license")
    if not isinstance(raw, dict):
        release.unread.update(["license"] if raw else [])
        return
    for purpose, value in raw.items():
        parts = _parts(value, "name")
        name, path = text(parts.take("name")), text(parts.take("path"))
        if name:
            release.licenses[str(purpose)] = name
        if path:
            release.license_paths.append(path)
        release.unread.update(f"license.{each}"[:60] for each in parts.unread())


def _read_components(release: Release) -> None:
    raw = release.fields.take("components")
    if not isinstance(raw, list):
        release.unread.update(["components"] if raw else [])
        return
    for value in raw[:MOST_COMPONENTS]:
        parts = _parts(value)
        name, given = text(parts.take("name")), "license" in value if isinstance(value, dict) else False
        paths = [text(parts.take(each)) for each in ("component_path", "license_path")]
        component = Component(name, text(parts.take("license")) if given else None, [path for path in paths if path])
        if name:
            release.components.append(component)
        release.unread.update(f"component.{each}"[:60] for each in parts.unread())
