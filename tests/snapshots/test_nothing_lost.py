"""No field of a real entry is lost in silence: whatever is changed in it shows in what was read, or was counted.

For every path that occurs in the entries of a source, an entry that has values there is read as it is and with other
values. What comes of the two must differ, in what records say or count as unread, or the path, or one around it, is
among what they count.
"""

import copy
import csv
import io
import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import pytest
import yaml

from ingest.records import Record, Rejected
from ingest.sources.registry import CATALOGS
from ingest.sources.upstream_yaml import load as load_yaml
from tests.snapshots.snapshot_load import ALL_CATALOGS, DATA, needs

pytestmark = needs(*ALL_CATALOGS)
EMPTY: Final[tuple[Any, ...]] = (None, "", [], {})
PER_PATH: Final = 2
"""Entries that are tried for each path."""
OTHERS: Final = ("Quite another value 71", None, 7, True)
Way = tuple[str | int, ...]
Write = Callable[[Any], str]


@dataclass(frozen=True)
class Kind:
    """How entries of a source lie in files.

    Attributes:
        entries: of a file: the entries as plain Python.
        write: the text of a file with one entry.
        one_of_many: paths, as regular expressions, that are counted under one name, and that name.
    """

    source: str
    files: str
    entries: Callable[[Path], list[Any]]
    write: Write
    one_of_many: tuple[tuple[str, str], ...] = ()


def lines(path: Path) -> list[Any]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def table(path: Path) -> list[Any]:
    return list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"), newline="")))


def one_row(raw: Any) -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, list(raw))
    writer.writeheader()
    writer.writerow(raw)
    return out.getvalue()


def document(path: Path) -> list[Any]:
    return [load_yaml(path)]


def dump(raw: Any) -> str:
    return str(yaml.safe_dump(raw, allow_unicode=True, sort_keys=False))


def offers(path: Path) -> list[Any]:
    """Each provider with one of its models, which is called m."""
    found = json.loads(path.read_text(encoding="utf-8"))
    pairs = ((raw, model) for raw in found.values() for model in raw["models"].values())
    return [{**raw, "models": {"m": {**model, "id": "m"}}} for raw, model in pairs]


KINDS: Final = (
    Kind("models_dev", "*.json", offers, lambda raw: json.dumps({raw["id"]: raw}), ((r"^models\.m\.", ""),)),
    Kind(
        "spdx",
        "licenses.json",
        lambda path: json.loads(path.read_text(encoding="utf-8"))["licenses"],
        lambda raw: json.dumps({"licenses": [raw]}),
    ),
    Kind(
        "scancode_licensedb",
        "index.json",
        lambda path: json.loads(path.read_text(encoding="utf-8")),
        lambda raw: json.dumps([raw]),
    ),
    Kind(
        "data_provenance",
        "data_summaries*/*.json",
        lambda path: list(json.loads(path.read_text(encoding="utf-8")).values()),
        lambda raw: json.dumps({"A title": raw}),
    ),
    Kind("ecosystem_graphs", "assets/*.yaml", load_yaml, lambda raw: dump([raw])),
    Kind("model_openness_tool", "models/*.yml", document, dump, ((r"^release\.license\.\w+", "release.license.*"),)),
    Kind("osai", "models/*.yaml", document, dump, ((r"^(?!system|org)\w+", "*"),)),
    Kind("epoch", "all_ml_systems_full_view.csv", table, one_row),
    Kind("ror", "*.jsonl", lines, json.dumps, ((r"^external_ids\.\w+", "external_ids.*"),)),
    Kind("huggingface", "*.jsonl", lines, json.dumps, ((r"^(cardData\.[^.\[]+).*", r"\1"),)),
)


def leaves(raw: Any, at: Way = ()) -> Iterator[Way]:
    """The way to every value that is no object and no list."""
    if isinstance(raw, dict | list):
        for key, value in raw.items() if isinstance(raw, dict) else enumerate(raw):
            yield from leaves(value, (*at, key))
    elif raw not in EMPTY:
        yield at


def pattern(way: Way, kind: Kind) -> str:
    found = "".join("[]" if isinstance(step, int) else f".{step}" for step in way).removeprefix(".")
    for many, one in kind.one_of_many:
        found = re.sub(many, one, found)
    return found


def around(path: str) -> set[str]:
    """The path and those around it, with and without the signs of lists at their ends."""
    parts = path.split(".")
    found = {".".join(parts[:length]) for length in range(1, len(parts) + 1)}
    return found | {each.removesuffix("[]") for each in found}


def changed(raw: Any, ways: list[Way], value: Any) -> Any:
    """The entry with another value in all these places."""
    other = copy.deepcopy(raw)
    for way in ways:
        place = other
        for step in way[:-1]:
            place = place[step]
        place[way[-1]] = value
    return other


class Bench:
    """Reads single entries of a source."""

    def __init__(self, kind: Kind, folder: Path) -> None:
        self.kind, self.folder = kind, folder
        [self.catalog] = [each for each in CATALOGS if each.manifest.name == kind.source]

    def read(self, name: str, raw: Any) -> list[Record | Rejected]:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(self.kind.write(raw), encoding="utf-8")
        found = list(self.catalog.read(self.folder))
        path.unlink()
        return found

    def is_lost(self, path: str, name: str, raw: Any, ways: list[Way]) -> bool:
        found = self.read(name, raw)
        counted = {each for record in found if isinstance(record, Record) for each in record.unread}
        if counted & around(path) or any(isinstance(each, Rejected) for each in found):
            return False
        return all(self.read(name, changed(raw, ways, other)) == found for other in OTHERS)


def samples(kind: Kind) -> dict[str, list[tuple[str, Any, list[Way]]]]:
    """By path some entries that have it, with their files and all places of it."""
    found: dict[str, list[tuple[str, Any, list[Way]]]] = defaultdict(list)
    folder = DATA / kind.source
    for path in sorted(folder.glob(kind.files)):
        for raw in kind.entries(path):
            ways: dict[str, list[Way]] = defaultdict(list)
            for way in leaves(raw):
                ways[pattern(way, kind)].append(way)
            for name, places in ways.items():
                if len(found[name]) < PER_PATH:
                    found[name].append((path.relative_to(folder).as_posix(), raw, places))
    return found


@pytest.mark.parametrize("kind", KINDS, ids=[kind.source for kind in KINDS])
def test_no_field_is_lost_in_silence(kind: Kind, tmp_path: Path) -> None:
    bench = Bench(kind, tmp_path)
    lost = [path for path, tried in samples(kind).items() if any(bench.is_lost(path, *each) for each in tried)]
    assert lost == []
