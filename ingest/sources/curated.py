"""The curated source: readable YAML files, one thing each, with the evidence for every fact.

A file's path is its thing's IRI: `project/bigscience.yaml` is `id/project/bigscience`. A file may instead hold
several small things of one kind under the key `things`.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from ingest.namespaces import KINDS, SLUG
from ingest.records import FACT, FETCHED, HIGH, Block, Problem, Record, Rejected
from ingest.sources.manifest import Manifest
from ingest.strict_yaml import Node, StrictYamlError, Text, load

MANIFEST: Final = Manifest(
    name="curated",
    title="Curated facts",
    publisher="OpenCairn",
    homepage="https://w3id.org/opencairn/",
    license="https://creativecommons.org/publicdomain/zero/1.0/",
    attribution="OpenCairn, CC0 1.0",
    update_rate="with each change",
    carries="What the curated files say, with the evidence for each statement.",
    bounds={},
)
MAX_BYTES: Final = 1_000_000
YAML_SUFFIXES: Final = frozenset({".yaml", ".yml"})
BESIDE_KINDS: Final = ("not-mapped.yaml", "redirects.yaml")
"""Files of the curated folder that hold no things."""
NOTHING: Final = Text("")

THING_KEYS: Final = frozenset({"type", "label", "altLabel", "evidence"})
BLOCK_KEYS: Final = frozenset(
    {
        "source",
        "url",
        "title",
        "evidenceKind",
        "locator",
        "kind",
        "confidence",
        "readHow",
        "speaker",
        "note",
        "rows",
        "says",
    }
)


class _Wrong(Exception):
    """Ends the reading of one record with its first problem of form."""

    def __init__(self, place: str, line: int, detail: str) -> None:
        super().__init__(detail)
        self.problem = Problem(place, line, detail)


def files(folder: Path) -> list[Path]:
    """The files that hold things, in the order of their names."""
    return sorted(path for path in folder.glob("*/*.yaml") if path.is_file())


def read(folder: Path) -> Iterator[Record | Rejected]:
    """Every record of a curated folder, rejected ones with the reason."""
    for path in files(folder):
        yield from read_file(path, shown_name(path.relative_to(folder)))
    yield from misplaced(folder)


def misplaced(folder: Path) -> Iterator[Rejected]:
    """What looks like a file of things and is not read as one, so that nothing is passed over in silence."""
    expected = {*files(folder), *(folder / name for name in BESIDE_KINDS)}
    for path in sorted(folder.rglob("*")):
        if path.suffix.lower() in YAML_SUFFIXES and path not in expected:
            detail = (
                "not a file that can be read" if not path.is_file() else "not read: its place is <kind>/<slug>.yaml"
            )
            yield Rejected(shown_name(path.relative_to(folder)), (Problem("", 0, detail),))


def shown_name(path: Path) -> str:
    """The path in a form that can be printed on one line, whatever bytes it has."""
    return "".join(
        character if character.isprintable() else character.encode("unicode_escape", "surrogatepass").decode()
        for character in path.as_posix()
    )


def read_file(path: Path, name: str) -> Iterator[Record | Rejected]:
    """The records of one file; `name` is its path within the curated folder, `<kind>/<slug>.yaml`."""
    try:
        content = _content(path)
        kind, slug = _kind_and_slug(name)
        things = _things(content)
    except _Wrong as wrong:
        yield Rejected(name, (wrong.problem,))
        return
    if things is None:
        yield _record(name, f"{kind}/{slug}", content)
        return
    for key, thing in things.items():
        yield _record(f"{name}#{key}", f"{kind}/{key}", thing)


def _content(path: Path) -> dict[Text, Node]:
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise _Wrong("", 0, f"{size:,} bytes: a file may have {MAX_BYTES:,}; split it")
        node = load(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise _Wrong("", 0, f"cannot be read: {error.strerror or error}") from error
    except UnicodeDecodeError as error:
        raise _Wrong("", 0, f"not UTF-8 at byte {error.start}: save the file as UTF-8") from error
    except StrictYamlError as error:
        raise _Wrong("", error.line, error.detail) from error
    if node is None:
        raise _Wrong("", 0, "the file is empty: write a thing into it, or delete it")
    return _mapping(node, "")


def _kind_and_slug(name: str) -> tuple[str, str]:
    kind, _, slug = name.removesuffix(".yaml").rpartition("/")
    kind = kind.rpartition("/")[2]
    if kind not in KINDS:
        raise _Wrong("", 0, f"the folder {kind!r} is no kind of thing: use one of {', '.join(sorted(KINDS))}")
    _check_slug(slug, "", 0)
    return kind, slug


def _things(content: dict[Text, Node]) -> dict[Text, Node] | None:
    key = next((key for key in content if key == "things"), None)
    if key is None:
        return None
    if len(content) > 1:
        raise _Wrong("things", key.line, "a file with `things` has no other key beside it")
    things = _mapping(content[key], "things")
    for slug in things:
        _check_slug(slug, "things", slug.line)
    return things


def _check_slug(slug: str, place: str, line: int) -> None:
    if not SLUG.fullmatch(slug):
        detail = f"{slug!r} is no slug: use lower case letters, digits, hyphens and dots, at most 120"
        raise _Wrong(place, line, detail)


def _record(name: str, subject: str, node: Node) -> Record | Rejected:
    try:
        thing = _mapping(node, "")
        _check_keys(thing, THING_KEYS, "")
        evidence = _sequence(thing.get(Text("evidence"), []), "evidence")
        return Record(
            file=name,
            subject=subject,
            type=_text(thing, "type", "", required=True),
            label=thing.get(Text("label"), NOTHING),
            alt_labels=tuple(_sequence(thing.get(Text("altLabel"), []), "altLabel")),
            blocks=tuple(_block(block, f"evidence[{index}]") for index, block in enumerate(evidence)),
        )
    except _Wrong as wrong:
        return Rejected(name, (wrong.problem,))


def _block(node: Node, place: str) -> Block:
    block = _mapping(node, place)
    _check_keys(block, BLOCK_KEYS, place)
    source, url = _text(block, "source", place), _text(block, "url", place)
    if bool(source) == bool(url):
        line = next(iter(block)).line if block else 0
        raise _Wrong(place, line, "say where it stands: give either `source` (a document of ours) or `url`")
    return Block(
        place=place,
        source=source,
        url=url,
        title=_text(block, "title", place),
        evidence_kind=_text(block, "evidenceKind", place),
        locator=_text(block, "locator", place),
        kind=_text(block, "kind", place) or FACT,
        confidence=_text(block, "confidence", place) or HIGH,
        read_how=_texts(block, "readHow", place) or ((FETCHED,) if source else ()),
        speaker=_text(block, "speaker", place),
        note=_text(block, "note", place),
        rows=_texts(block, "rows", place),
        says=_mapping(block.get(Text("says"), {}), f"{place}.says"),
    )


def _check_keys(mapping: dict[Text, Node], allowed: frozenset[str], place: str) -> None:
    for key in mapping:
        if key not in allowed:
            detail = f"unknown key {str(key)!r}: the keys here are {', '.join(sorted(allowed))}"
            raise _Wrong(place, key.line, detail)


def _mapping(node: Node | None, place: str) -> dict[Text, Node]:
    if not isinstance(node, dict):
        raise _Wrong(place, getattr(node, "line", 0), "keys with values are expected here")
    return node


def _sequence(node: Node, place: str) -> list[Node]:
    if isinstance(node, list):
        return node
    if place == "altLabel":
        return [node]
    raise _Wrong(place, getattr(node, "line", 0), "a list is expected here")


def _text(mapping: dict[Text, Node], key: str, place: str, *, required: bool = False) -> Text:
    node = mapping.get(Text(key), NOTHING)
    where = f"{place}.{key}" if place else key
    if not isinstance(node, Text):
        raise _Wrong(where, _line(mapping, key), "plain text is expected here")
    if required and not node.strip():
        raise _Wrong(where, 0, f"`{key}` is missing")
    return node


def _texts(mapping: dict[Text, Node], key: str, place: str) -> tuple[Text, ...]:
    node = mapping.get(Text(key), [])
    nodes = node if isinstance(node, list) else [node]
    if not all(isinstance(entry, Text) for entry in nodes):
        raise _Wrong(f"{place}.{key}", _line(mapping, key), "a list of plain texts is expected here")
    return tuple(entry for entry in nodes if isinstance(entry, Text))


def _line(mapping: dict[Text, Node], key: str) -> int:
    """The line on which a key stands."""
    return next((each.line for each in mapping if each == key), 0)
