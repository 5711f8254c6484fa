from pathlib import Path

import pytest

from ingest.bulk_shapes import split
from ingest.shapes import Shapes, load_shapes

START = """
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix shape: <https://w3id.org/opencairn/shapes#> .
@prefix e: <https://example.org/> .
shape:A-01 sh:targetSubjectsOf e:p ; sh:severity sh:Warning ; sh:message "A-01: wrong; mend it."@en ;
"""


def shapes(folder: Path, constraint: str) -> Shapes:
    (folder / "a.ttl").write_text(f"{START}{constraint} .")
    (folder / "whole-graph.ttl").write_text("")
    return load_shapes(folder)


@pytest.mark.parametrize(
    "constraint",
    [
        r'sh:path e:p ; sh:pattern "^\\S(.*\\S)?[a-z]{2}$"',
        "sh:path [ sh:alternativePath ( e:p e:q ) ] ; sh:maxCount 1",
        'sh:or ( [ sh:not [ sh:pattern "^a$" ] ] [ sh:path e:p ; sh:minLength 1 ] )',
    ],
)
def test_pyrudof_is_trusted_with_kinds_on_which_it_misses_nothing(constraint: str, tmp_path: Path) -> None:
    known = shapes(tmp_path, constraint)
    divided = split(known)
    assert divided.trusted.isomorphic(known.graph)
    assert not divided.beyond.graph


@pytest.mark.parametrize(
    "constraint",
    [
        "sh:path e:p ; sh:class e:C",
        "sh:path [ sh:inversePath e:p ] ; sh:minCount 1",
        'sh:sparql [ sh:select "SELECT $this {}" ]',
        r'sh:path e:p ; sh:pattern "^\\d+$"',
        'sh:path e:p ; sh:pattern "a(?=b)"',
        'sh:path e:p ; sh:pattern "(?i)a"',
        'sh:path e:p ; sh:pattern "a" ; sh:flags "i"',
        "sh:path e:p ; sh:minLength 2",
        "sh:not [ sh:path e:p ; sh:maxLength 2 ]",
        "sh:or ( [ sh:not [ sh:or ( [ sh:path e:p ; sh:datatype e:D ] ) ] ] )",
    ],
)
def test_other_kinds_are_for_pyshacl(constraint: str, tmp_path: Path) -> None:
    known = shapes(tmp_path, constraint)
    divided = split(known)
    assert not divided.trusted
    assert divided.beyond.graph.isomorphic(known.graph)
    assert divided.beyond.constraints == known.constraints
