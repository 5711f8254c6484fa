"""A catalog of two lines, read as any other."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final

import pytest
from pyoxigraph import Quad

from ingest.build import Inputs, build
from ingest.catalogs import Load, map_catalog, read_catalog
from ingest.data_folders import SHAPES
from ingest.mapping import definitions
from ingest.namespaces import iri
from ingest.records import Problem, Record, Rejected
from ingest.shapes import load_shapes
from ingest.sources import registry
from ingest.sources.entries import Fields, entry, slug
from ingest.sources.manifest import Manifest
from ingest.sources.registry import Catalog
from ingest.values import date
from ingest.vocabulary import Vocabulary

MANIFEST: Final = Manifest(
    name="toy",
    title="The toy catalog",
    publisher="Toys",
    homepage="https://example.org/toys",
    license="https://creativecommons.org/licenses/by/4.0/",
    attribution="The toy catalog, CC BY 4.0",
    update_rate="never",
    carries="Toys",
    bounds={"model": (1, 3)},
)


def read(folder: Path) -> Iterator[Record | Rejected]:
    for number, line in enumerate((folder / "toys.txt").read_text(encoding="utf-8").splitlines(), start=1):
        fields = Fields(dict(part.split("=", 1) for part in line.split(";") if "=" in part))
        name = fields.take("name")
        if not name:
            yield Rejected(f"toy/toys.txt:{number}", (Problem("name", number, "a toy needs a name"),))
            continue
        says = {"parameterCount": fields.take("size"), "issued": fields.take("date")}
        yield entry(
            MANIFEST,
            f"model/{slug('toy', name)}",
            "Model",
            name,
            says,
            file=f"toys.txt:{number}",
            unread=fields.unread(),
        )


TOY: Final = Catalog(MANIFEST, read)
loaded = cache(load_shapes)


@pytest.fixture
def snapshots(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(registry, "CATALOGS", (TOY,))
    (tmp_path / "snapshots" / "toy").mkdir(parents=True)
    return tmp_path / "snapshots"


def write(snapshots: Path, *lines: str) -> None:
    (snapshots / "toy" / "toys.txt").write_text("\n".join(lines), encoding="utf-8")


def load(snapshots: Path, vocabulary: Vocabulary) -> Load:
    found = read_catalog(TOY, snapshots / "toy")
    defined = frozenset(key for record in found.records for key in definitions(record))
    map_catalog(found, vocabulary, defined, loaded(SHAPES))
    return found


def test_an_entity_of_a_catalog_rests_as_a_whole_on_its_entry(snapshots: Path, vocabulary: Vocabulary) -> None:
    write(snapshots, "name=Bear;size=7000000000")
    quads = load(snapshots, vocabulary).quads
    bear, graph = iri("id:model/toy.bear"), iri("graph:toy")
    [evidence] = [quad.object for quad in quads if (quad.subject, quad.predicate) == (bear, iri("cairn:evidencedBy"))]
    assert Quad(evidence, iri("dct:source"), iri("id:document/catalog-toy"), graph) in quads  # type: ignore[arg-type]
    assert not [quad for quad in quads if quad.object == iri("cairn:Statement")]
    assert {quad.graph_name for quad in quads} == {graph}


def test_when_an_entry_was_changed_is_told_of_its_evidence(vocabulary: Vocabulary) -> None:
    found = Load(MANIFEST)
    found.records = [entry(MANIFEST, "model/toy.bear", "Model", "Bear", {}, file="toys.txt", changed="2024-11-15")]
    map_catalog(found, vocabulary, frozenset({MANIFEST.document}), loaded(SHAPES))
    [changed] = [quad for quad in found.quads if quad.predicate == iri("dct:modified")]
    assert str(changed.subject).startswith("<https://w3id.org/opencairn/id/evidence/")
    assert changed.object == date("2024-11-15")


def test_a_field_that_nothing_understands_is_counted(snapshots: Path, vocabulary: Vocabulary) -> None:
    write(snapshots, "name=Bear;fur=brown", "name=Duck;fur=none;beak=yes")
    assert load(snapshots, vocabulary).unread == {"fur": 2, "beak": 1}


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        pytest.param("size=1", "a toy needs a name", id="no name"),
        pytest.param("name=Bear;size=many", "is no whole number", id="a number in words"),
        pytest.param("name=Bear;date=soon", "is no date", id="a date in words"),
        pytest.param("name=Be\u202ear", "cannot be seen", id="a name that turns the reading order"),
        pytest.param("name=" + "x" * 20_000, "a text may have", id="a name without end"),
    ],
)
def test_an_entry_that_does_not_fit_is_quarantined_with_its_place_and_the_rest_go_on(
    snapshots: Path, vocabulary: Vocabulary, line: str, reason: str
) -> None:
    write(snapshots, "name=Duck", line)
    found = load(snapshots, vocabulary)
    [rejected] = found.rejected
    assert rejected.file == "toy/toys.txt:2"
    assert reason in str(rejected.problems[0])
    assert any(quad.subject == iri("id:model/toy.duck") for quad in found.quads)


def test_two_things_of_one_entry_both_stay(vocabulary: Vocabulary) -> None:
    found = Load(MANIFEST)
    found.records = [
        entry(MANIFEST, f"model/toy.{name}", "Model", name, {}, file="toys.txt:1") for name in ("bear", "duck")
    ]
    map_catalog(found, vocabulary, frozenset({MANIFEST.document}), loaded(SHAPES))
    assert found.mapped == 2
    assert {iri("id:model/toy.bear"), iri("id:model/toy.duck")} <= {quad.subject for quad in found.quads}


def test_a_second_entry_for_the_same_thing_is_quarantined(snapshots: Path, vocabulary: Vocabulary) -> None:
    write(snapshots, "name=Bear", "name=Bear;size=1")
    [rejected] = load(snapshots, vocabulary).rejected
    assert "already described in toy/toys.txt:1" in rejected.problems[0].detail


def test_numbers_that_cannot_be_believed_keep_the_last_good_data(
    curated: Path, snapshots: Path, tmp_path: Path
) -> None:
    inputs, data = Inputs(curated=curated), tmp_path / "data"
    write(snapshots, "name=Bear", "name=Duck")
    good = build(data, inputs, snapshots=snapshots).release
    write(snapshots, *(f"name=Toy {number}" for number in range(4)))
    kept = build(data, inputs, snapshots=snapshots)
    graph = iri("graph:toy").value
    assert kept.release.manifest.counts["graphs"][graph] == good.manifest.counts["graphs"][graph]
    assert kept.report["sources"][1]["unexpected"] == ["4 records of model: between 1 and 3 are expected"]


def test_without_snapshots_no_catalog_is_read(curated: Path, snapshots: Path, tmp_path: Path) -> None:
    write(snapshots, "name=Bear")
    release = build(tmp_path / "data", Inputs(curated=curated)).release
    assert iri("graph:toy").value not in release.manifest.counts["graphs"]


@pytest.mark.parametrize(
    ("one", "other"), [("A/B", "A-B"), ("é", "e"), ("a", "A"), ("x" * 150, "x" * 151), ("模型", "模具")]
)
def test_different_keys_have_different_slugs(one: str, other: str) -> None:
    assert slug("toy", one) != slug("toy", other) or one.lower() == other.lower()
