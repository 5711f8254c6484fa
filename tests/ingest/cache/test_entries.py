"""What is kept can be found again whole, or not at all."""

import logging
from collections.abc import Callable
from pathlib import Path
from typing import Final

import pytest
from pyoxigraph import Literal, Quad

from ingest.cache import CACHE, Cache
from ingest.namespaces import iri

QUADS: Final = [
    Quad(iri("id:model/b"), iri("rdfs:label"), Literal("B\n\u200d", language="en"), iri("graph:toy")),
    Quad(iri("id:model/a"), iri("rdfs:label"), Literal('"A"'), iri("graph:toy")),
]
Damage = Callable[[Path], object]


def kept(data: Path) -> list[Path]:
    return sorted(path for path in (data / CACHE).rglob("*") if path.is_file())


def test_an_entry_is_found_with_its_quads_in_their_order(tmp_path: Path) -> None:
    cache = Cache(tmp_path, "pipeline")
    assert list(cache.keep("toy", "digest", {"n": ["é"]}, QUADS)) == QUADS
    found = cache.find("toy", "digest")
    assert found is not None
    document, quads = found
    assert (document, list(quads), len(quads)) == ({"n": ["é"]}, QUADS, 2)


def test_nothing_is_found_for_other_content_other_code_or_another_source(tmp_path: Path) -> None:
    cache = Cache(tmp_path, "pipeline")
    cache.keep("toy", "digest", {}, QUADS)
    assert cache.find("toy", "other") is None
    assert cache.find("doll", "digest") is None
    assert Cache(tmp_path, "other").find("toy", "digest") is None


def test_an_entry_takes_the_place_of_the_old_one(tmp_path: Path) -> None:
    cache = Cache(tmp_path, "pipeline")
    cache.keep("toy", "old", {}, QUADS)
    cache.keep("doll", "old", {}, QUADS)
    cache.keep("toy", "new", {}, QUADS)
    assert cache.find("toy", "old") is None
    assert cache.find("doll", "old") is not None
    assert len(kept(tmp_path)) == 4


def test_entries_of_sources_that_are_no_longer_known_are_deleted(tmp_path: Path) -> None:
    cache = Cache(tmp_path, "pipeline")
    for source in ("toy", "doll"):
        cache.keep(source, "digest", {}, QUADS)
    cache.prune({"toy"})
    assert {path.parent.name for path in kept(tmp_path)} == {"toy"}


@pytest.mark.parametrize("suffix", [".json", ".gz"])
@pytest.mark.parametrize(
    "damage",
    [
        pytest.param(lambda path: path.write_bytes(b""), id="emptied"),
        pytest.param(lambda path: path.write_bytes(path.read_bytes()[:-1]), id="cut off"),
        pytest.param(lambda path: path.write_bytes(path.read_bytes()[:-1] + b"!"), id="one byte changed"),
        pytest.param(lambda path: (path.unlink(), path.mkdir()), id="a folder in its place"),
    ],
)
def test_an_entry_that_is_not_whole_is_passed_over_with_a_word(
    tmp_path: Path, suffix: str, damage: Damage, caplog: pytest.LogCaptureFixture
) -> None:
    cache = Cache(tmp_path, "pipeline")
    cache.keep("toy", "digest", {}, QUADS)
    [path] = [path for path in kept(tmp_path) if path.suffix == suffix]
    damage(path)
    with caplog.at_level(logging.WARNING):
        assert cache.find("toy", "digest") is None
    assert "toy: what was kept is damaged" in caplog.text
    assert list(cache.keep("toy", "digest", {}, QUADS)) == QUADS
    assert cache.find("toy", "digest") is not None


@pytest.mark.parametrize("suffix", [".json", ".gz"])
def test_half_an_entry_is_none(tmp_path: Path, suffix: str) -> None:
    cache = Cache(tmp_path, "pipeline")
    cache.keep("toy", "digest", {}, QUADS)
    for path in kept(tmp_path):
        if path.suffix == suffix:
            path.unlink()
    assert cache.find("toy", "digest") is None
