"""What is kept of a source comes back as it was, and holds as long as its questions have the same answers."""

from collections import Counter
from dataclasses import fields
from pathlib import Path
from typing import Final

import pytest

from ingest.cache import KnownNames, Outline, Remembered
from ingest.catalogs import Load
from ingest.quad_files import write_quads
from ingest.records import Problem, Rejected
from ingest.sources.curated import MANIFEST
from ingest.validation_report import Result

OUTLINE: Final = Outline(frozenset({"model/own"}), frozenset({"license/own"}), frozenset({"license/other"}))
NOT_KEPT: Final = {"records", "unexpected", "last_good", "statements"}
"""Of use only until the quads are there; what is out of bounds is not kept at all."""


def full() -> Load:
    return Load(
        MANIFEST,
        rejected=[Rejected("file#1", (Problem("a.b", 3, "wrong"), Problem("", 0, "worse")))],
        results=[Result("X-01", "warning", "weak", "https://example.org/", None, '"1"')],
        read=Counter(model=2),
        unread=Counter(fur=1),
        mapped=2,
    )


def asked(defined: frozenset[str], *names: str, search: bool = False) -> Remembered:
    known = KnownNames(defined)
    for name in names:
        _ = name in known
    if search:
        list(known)
    return Remembered.of(full(), OUTLINE, ("license/added",), known, defined)


def test_every_field_comes_back(tmp_path: Path) -> None:
    before = asked(frozenset({"model/own", "model/other"}), "model/own", "model/other", "model/none", search=True)
    quads = write_quads(tmp_path / "q.nq.gz", [])
    after = Remembered.restored(MANIFEST, before.document(), quads)
    names = {field.name for field in fields(Load)} - NOT_KEPT - {"quads"}
    assert {name: getattr(after.load, name) for name in names} == {name: getattr(before.load, name) for name in names}
    assert not [name for name in names if not getattr(after.load, name)]
    assert after.load.quads is quads
    assert (after.outline, after.added, after.found, after.missed, after.searched) == (
        before.outline,
        before.added,
        before.found,
        before.missed,
        before.searched,
    )


ALL: Final = frozenset({"model/own", "model/other", "model/third"})


@pytest.mark.parametrize(
    ("kept", "defined", "holds"),
    [
        pytest.param(asked(ALL, "model/other"), ALL, True, id="the same names"),
        pytest.param(asked(ALL, "model/other"), ALL | {"model/new"}, True, id="a name more"),
        pytest.param(asked(ALL, "model/other"), ALL - {"model/third"}, True, id="a name less that nobody asked for"),
        pytest.param(asked(ALL, "model/other"), ALL - {"model/other"}, False, id="a name less that was found"),
        pytest.param(asked(ALL, "model/new"), ALL | {"model/new"}, False, id="a name more that was missed"),
        pytest.param(asked(ALL, "model/nwe", search=True), ALL, True, id="the same names, searched"),
        pytest.param(asked(ALL, "model/nwe", search=True), ALL | {"model/new"}, False, id="a name more, searched"),
    ],
)
def test_an_outcome_holds_as_long_as_what_was_asked_has_the_same_answer(
    kept: Remembered, defined: frozenset[str], *, holds: bool
) -> None:
    assert kept.holds(("license/added",), defined) is holds


def test_an_outcome_does_not_hold_with_other_records_beside_its_own() -> None:
    assert not asked(ALL).holds((), ALL)
