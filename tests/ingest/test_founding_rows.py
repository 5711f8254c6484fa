"""All 563 rows of facts that were drawn from the founding documents are accounted for."""

from ingest.data_folders import CURATED
from ingest.records import Record
from ingest.sources import curated as source
from ingest.strict_yaml import Node, load

ROWS = {f"F{number:03}" for number in range(1, 564)}


def not_mapped() -> dict[str, Node]:
    content = load((CURATED / "not-mapped.yaml").read_text(encoding="utf-8"))
    assert isinstance(content, dict)
    rows = next(iter(content.values()))
    assert isinstance(rows, dict)
    return {str(row): reason for row, reason in rows.items()}


def mapped() -> set[str]:
    records = [found for found in source.read(CURATED) if isinstance(found, Record)]
    return {str(row) for record in records for block in record.blocks for row in block.rows}


def test_every_row_is_mapped_or_left_out_with_a_reason() -> None:
    assert mapped() | set(not_mapped()) == ROWS


def test_no_row_is_both_mapped_and_left_out() -> None:
    assert mapped() & set(not_mapped()) == set()


def test_every_reason_is_a_sentence() -> None:
    assert all(isinstance(reason, str) and len(reason) > 20 for reason in not_mapped().values())
