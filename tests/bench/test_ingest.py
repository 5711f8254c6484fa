"""The benchmark in small: what it compares is the same on both sides."""

from pathlib import Path

import pytest

from bench import morph_kgc
from bench.ingest import Row, mapped, printed, quads_of, validation
from bench.model_table import compared, write_table

PEER = Path(__file__).parents[2] / ".venv-bench" / "bin" / "python"


@pytest.fixture
def table(tmp_path: Path) -> Path:
    return write_table(tmp_path / "epoch", 20)


def test_the_table_is_the_same_each_time(table: Path, tmp_path: Path) -> None:
    assert write_table(tmp_path / "again", 20).read_bytes() == table.read_bytes()


def test_our_mapping_gives_what_the_cells_say_and_more(table: Path) -> None:
    quads = quads_of(mapped(table))
    things, parameters, parents = 20 + 6 + 3, 15, 4
    in_every_row = ("issued", "url", "developedBy", "trainedOn")
    assert len(compared(quads)) == 2 * things + 20 * len(in_every_row) + parameters + parents
    assert len(quads) > 4 * len(compared(quads))


@pytest.mark.skipif(not PEER.exists(), reason="`make bench` installs morph-kgc, and compares the two as well")
def test_morph_kgc_gives_as_many_triples_of_the_compared_part(table: Path) -> None:
    assert morph_kgc.run(PEER, table).triples == len(compared(quads_of(mapped(table))))


def test_both_ways_of_validation_see_every_record(table: Path) -> None:
    with_gate, alone = validation(table)
    assert with_gate.records == alone.records == len(mapped(table))


def test_ratios_are_to_the_last_line_of_a_stage() -> None:
    lines = printed([Row("mapping", "us", 10, 1.0, 50), Row("mapping", "them", 10, 2.0)]).splitlines()
    assert lines[1].split() == ["mapping", "us", "10", "10", "2.00", "50", "50"]
    assert lines[2].split() == ["mapping", "them", "10", "5", "1.00"]
