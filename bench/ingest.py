"""Records per second of mapping, validation and the whole build, beside morph-kgc on the same table in the same run.

Run `python -m bench.ingest PYTHON`; PYTHON is that of the virtual environment which has morph-kgc. All times are CPU
seconds, so that other work on the machine changes the ratios little.
"""

import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from statistics import median
from typing import Final, TypeVar

from pyoxigraph import Quad

from bench import morph_kgc
from bench.model_table import compared, write_table
from ingest.build import build
from ingest.bulk_validation import validate_bulk
from ingest.data_folders import ONTOLOGY, SHAPES
from ingest.intake import map_all, names_of
from ingest.mapping import Mapped, Mapper
from ingest.namespaces import iri
from ingest.records import Record
from ingest.sources import epoch
from ingest.sources.entries import catalog_entry
from ingest.validation import Check, load_shapes, validate_records
from ingest.vocabulary import load_vocabulary

ROWS: Final = 3000
ROUNDS: Final = 3

Value = TypeVar("Value")


@dataclass(frozen=True)
class Row:
    """One line of the printed table."""

    stage: str
    by: str
    records: int
    seconds: float
    triples: int | None = None

    @property
    def rate(self) -> float:
        return self.records / self.seconds


class Disagreement(Exception):
    """The two sides of a comparison did not do the same."""


def timed(work: Callable[[], Value]) -> tuple[float, Value]:
    """CPU seconds that the work takes, and what it gives."""
    start = time.process_time()
    result = work()
    return time.process_time() - start, result


def mapped(table: Path) -> list[Mapped]:
    """The table through our pipeline: source, records, mapping, quads."""
    found = [catalog_entry(epoch.MANIFEST), *epoch.read(table.parent)]
    records = [each for each in found if isinstance(each, Record)]
    mapper = Mapper(load_vocabulary(ONTOLOGY), names_of(records), iri("graph:epoch"), statements=False)
    done, rejected = map_all(records, mapper)
    if rejected or len(records) < len(found):
        raise Disagreement("our pipeline cannot read its own table")
    return done


def quads_of(records: list[Mapped]) -> list[Quad]:
    return [quad for each in records for quad in each.quads]


def mapping(python: Path, table: Path, rows: int) -> list[Row]:
    """Both mappings in turn; they must give equally many of the triples that both can give."""
    ours, theirs = [], []
    for _ in range(ROUNDS):
        seconds, records = timed(lambda: mapped(table))
        ours.append(seconds)
        theirs.append(morph_kgc.run(python, table))
    quads = quads_of(records)
    counts = {len(compared(quads)), *(run.triples for run in theirs)}
    if len(counts) > 1:
        raise Disagreement(f"triples of the compared part: {sorted(counts)}")
    peer, start = median(run.seconds for run in theirs), median(run.start for run in theirs)
    return [
        Row("mapping", "opencairn", rows, median(ours), len(quads)),
        Row("mapping", "morph-kgc with its start", rows, peer + start, theirs[0].triples),
        Row("mapping", "morph-kgc", rows, peer, theirs[0].triples),
    ]


def validation(table: Path) -> list[Row]:
    """Validation by pySHACL alone and with pyrudof before it; the results must be the same."""
    shapes = load_shapes(SHAPES)
    records = mapped(table)
    named = [(each.record.subject, each.quads) for each in records]
    checks: dict[str, Check] = {"pyrudof, then pySHACL": validate_bulk, "pySHACL alone": validate_records}
    seconds: dict[str, list[float]] = {name: [] for name in checks}
    results = []
    for _ in range(ROUNDS):
        for name, check in checks.items():
            taken, found = timed(partial(check, named, shapes))
            seconds[name].append(taken)
            results.append(found)
    if any(found != results[0] for found in results):
        raise Disagreement("results of validation")
    return [Row("validation", name, len(named), median(taken)) for name, taken in seconds.items()]


def whole_build(snapshots: Path, data: Path) -> Row:
    """A build of everything in the repository and the table; once, since it takes long."""
    seconds, built = timed(lambda: build(data, snapshots=snapshots))
    if any(source["unexpected"] for source in built.report["sources"]):
        raise Disagreement("the build did not take the table")
    records = sum(source["mapped"] for source in built.report["sources"])
    return Row("whole build", "opencairn", records, seconds, built.release.manifest.counts["default_graph"])


def printed(rows: list[Row]) -> str:
    """The table; ratios are to the last line of a stage."""
    lines = [f"{'stage':<12} {'by':<26} {'records':>8} {'records/s':>10} {'ratio':>6} {'triples':>9} {'triples/s':>10}"]
    for row in rows:
        base = [each for each in rows if each.stage == row.stage][-1]
        figures = f"{row.records:>8,} {row.rate:>10,.0f} {row.rate / base.rate:>6.2f}"
        triples = "" if row.triples is None else f" {row.triples:>9,} {row.triples / row.seconds:>10,.0f}"
        lines.append(f"{row.stage:<12} {row.by:<26} {figures}{triples}")
    return "\n".join(lines) + "\n"


def main() -> None:
    python = Path(sys.argv[1])
    scratch = Path(tempfile.mkdtemp())
    try:
        table = write_table(scratch / "snapshots" / epoch.MANIFEST.name, ROWS)
        rows = [*mapping(python, table, ROWS), *validation(table)]
        rows.append(whole_build(scratch / "snapshots", scratch / "data"))
    finally:
        shutil.rmtree(scratch)
    sys.stdout.write(printed(rows))


if __name__ == "__main__":
    main()
