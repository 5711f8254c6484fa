"""The assets of Ecosystem Graphs: the entries of its files, each with an identifier of its own."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from ingest.records import Problem, Rejected
from ingest.sources.entries import slug
from ingest.sources.hostile import one_line
from ingest.sources.upstream_yaml import UpstreamYamlError, load

SOURCE: Final = "ecosystem_graphs"
KINDS: Final[Mapping[str, tuple[str, str]]] = {
    "model": ("model", "Model"),
    "dataset": ("dataset", "Dataset"),
    "application": ("software", "Software"),
}
"""Kind of thing and class, by the type of an asset."""

UNKNOWN: Final = frozenset({"unknown", "unknkown", "unknwon"})
NONE: Final = frozenset({"none"})
WRAPPER: Final = frozenset({"value", "explanation"})


@dataclass(frozen=True)
class Asset:
    """One entry.

    Attributes:
        subject: `kind/slug`.
        fields: its fields as they are, some of them with an explanation beside their value.
    """

    file: str
    name: str
    subject: str
    class_name: str
    fields: Mapping[str, Any]

    @property
    def kind(self) -> str:
        return self.subject.partition("/")[0]

    @property
    def locator(self) -> str:
        return f"{self.file}#{self.name}"


def assets(folder: Path) -> Iterator[Asset | Rejected]:
    """All assets of the files of a folder, in the order of their names."""
    for path in sorted(folder.glob("*.yaml")):
        try:
            content = load(path)
        except UpstreamYamlError as error:
            yield _rejected(path.name, str(error))
            continue
        if not isinstance(content, list):
            yield _rejected(path.name, "no list of assets")
            continue
        yield from _of_file(path.name, content)


def _of_file(file: str, content: list[Any]) -> Iterator[Asset | Rejected]:
    taken: set[str] = set()
    for index, raw in enumerate(content):
        place = f"{file}[{index}]"
        if not isinstance(raw, dict) or not all(isinstance(key, str) for key in raw):
            yield _rejected(place, "no mapping of fields")
            continue
        name, kind = one_line(stated(raw.get("name"))), stated(raw.get("type"))
        if name is None:
            yield _rejected(place, "the asset has no name that a reader can see as it is")
        elif not isinstance(kind, str) or kind.casefold() not in KINDS:
            yield _rejected(place, f"{name!r} has the type {kind!r}: model, dataset and application are known")
        else:
            yield _asset(file, name, kind.casefold(), raw, taken)


def _asset(file: str, name: str, kind: str, fields: Mapping[str, Any], taken: set[str]) -> Asset:
    """The asset, whose identifier is made of file and name, and of type and address for a second of the name."""
    segment, class_name = KINDS[kind]
    key = f"{file}#{name}"
    slugs = [slug(SOURCE, each) for each in (key, f"{key}#{kind}", f"{key}#{kind}#{stated(fields.get('url'))}")]
    chosen = next((each for each in slugs if each not in taken), slugs[-1])
    taken.add(chosen)
    return Asset(file, name, f"{segment}/{chosen}", class_name, fields)


def stated(value: Any) -> Any:
    """A value without its explanation.

    >>> stated({"explanation": "Each constituent has its own.", "value": "custom"})
    'custom'
    >>> stated({"explanation": "unknown"}) is None and stated({}) is None
    True
    """
    if isinstance(value, dict) and value.keys() <= WRAPPER:
        return stated(value.get("value"))
    return value


def is_explained(value: Any) -> bool:
    """Whether a field has an explanation beside its value."""
    return isinstance(value, dict) and value.keys() <= WRAPPER and bool(value.keys() & {"explanation"})


def absence(value: Any) -> str:
    """Concept of the scheme `knowledge-status` that a value stands for, "" if it is a value.

    >>> absence("Unknown"), absence("none"), absence("Jean Zay")
    ('unknown', 'none', '')
    """
    word = value.strip().casefold() if isinstance(value, str) else ""
    return "unknown" if word in UNKNOWN else "none" if word in NONE else ""


def _rejected(place: str, detail: str) -> Rejected:
    return Rejected(f"{SOURCE}/assets/{place}", (Problem("", 0, detail),))
