"""Files that want more than to be read: each is left with its reason, and the others are read."""

import json
from pathlib import Path
from typing import Any, Final

import pytest

from ingest.sources import dcat
from ingest.sources.described_datasets import files, graph, json_ld
from tests.ingest.sources.reading import records, rejected

GOOD: Final = "<https://a.example/1> a <http://www.w3.org/ns/dcat#Dataset> ."
RDF: Final = 'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:dct="http://purl.org/dc/terms/"'
LAUGHS: Final = "".join(f'<!ENTITY l{number} "{f"&l{number - 1};" * 10}">' for number in range(1, 10))
BILLION_LAUGHS: Final = (
    f'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY l0 "ha">{LAUGHS}]><rdf:RDF {RDF}>'
    "<rdf:Description><dct:title>&l9;</dct:title></rdf:Description></rdf:RDF>"
)
FOREIGN_ENTITY: Final = (
    f'<!DOCTYPE r [<!ENTITY secret SYSTEM "file:///etc/hostname">]><rdf:RDF {RDF}>'
    "<rdf:Description><dct:title>&secret;</dct:title></rdf:Description></rdf:RDF>"
)
NESTED_XML: Final = (
    f"<rdf:RDF {RDF}>"
    + "<rdf:Description><dct:relation>" * 5_000
    + "</dct:relation></rdf:Description>" * 5_000
    + "</rdf:RDF>"
)


MANY_ATTRIBUTES: Final = " ".join(f'dct:p{number}="1"' for number in range(1_000))


def nested(levels: int) -> str:
    return '{"https://schema.org/about":' * levels + "{}" + "}" * levels


def with_context(context: Any) -> str:
    return json.dumps({"@context": context, "@type": "Dataset", "name": "Herons"})


FILES: Final = [
    pytest.param("laughs.rdf", BILLION_LAUGHS, "document type declaration", id="billion laughs"),
    pytest.param("entity.xml", FOREIGN_ENTITY, "document type declaration", id="entity of another file"),
    pytest.param("deep.rdf", NESTED_XML, "nested more than 64 levels deep", id="deep XML"),
    pytest.param("wide.rdf", f"<rdf:RDF {RDF} {MANY_ATTRIBUTES}/>", "more than 500 attributes", id="wide XML"),
    pytest.param("open.rdf", f"<rdf:RDF {RDF}>", "malformed XML", id="XML without end"),
    pytest.param("deep.jsonld", nested(100), "nested more than 64 levels deep", id="deep JSON"),
    pytest.param("deeper.json", nested(100_000), "nested too deeply", id="deeper JSON"),
    pytest.param("cut.jsonld", '{"@type": ', "no JSON", id="JSON without end"),
    pytest.param("nan.jsonld", '{"name": NaN}', "no JSON", id="NaN"),
    pytest.param("cut.ttl", f"{GOOD} <https://a.example/", "malformed: line 1", id="Turtle without end"),
    pytest.param("list.csv", "a,b", "no known kind of RDF file", id="another kind of file"),
    pytest.param(
        "long.ttl", f"<https://a.example/{'x' * 20_000_000}> a <b> .", "a term without end", id="endless term"
    ),
    pytest.param("empty.ttl", "", "no dataset is described", id="empty file"),
    pytest.param("star.ttl", f"{GOOD} <http://a> <http://b> <<( <http://a> <http://b> 1 )>> .", "triple", id="star"),
    pytest.param("web.jsonld", with_context("https://evil.example/c"), "nothing is fetched", id="unknown context"),
    pytest.param("local.jsonld", with_context("file:///etc/hostname"), "nothing is fetched", id="local context"),
    pytest.param("import.jsonld", with_context({"@import": "https://schema.org/"}), "imports", id="imported context"),
    pytest.param("in.jsonld", with_context({"a": {"@id": "b:", "@context": {}}}), "others within", id="scoped context"),
    pytest.param("inner.jsonld", json.dumps({"about": {"@context": ["x"]}}), "nothing is fetched", id="inner context"),
]


@pytest.mark.parametrize(("file", "content", "reason"), FILES)
def test_a_hostile_file_is_left_with_its_reason(tmp_path: Path, file: str, content: str, reason: str) -> None:
    (tmp_path / file).write_text(content, encoding="utf-8")
    (tmp_path / "good.ttl").write_text(GOOD, encoding="utf-8")
    found = list(dcat.read(tmp_path))
    [(name, detail)] = rejected(found).items()
    assert name == f"dcat/{file}"
    assert reason in detail
    assert len(records(found)) == 1


def test_contexts_that_cost_too_much_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_ld, "MOST_WORK", 100)
    many = {"@context": {f"t{number}": f"https://a.example/{number}" for number in range(20)}}
    content: dict[str, Any] = many | {"https://schema.org/about": [{"@context": {}} for _ in range(20)]}
    (tmp_path / "many.jsonld").write_text(json.dumps(content), encoding="utf-8")
    assert "21 contexts with 20 terms" in str(rejected(dcat.read(tmp_path)))


@pytest.mark.parametrize(
    ("limit", "most", "reason"),
    [("MOST_QUADS", 10, "more than 10 triples"), ("MOST_CHARACTERS", 10_000, "or 10,000 characters")],
)
def test_a_file_of_too_many_triples_or_too_long_ones_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, limit: str, most: int, reason: str
) -> None:
    monkeypatch.setattr(graph, limit, most)
    prefix = f"@prefix p: <https://a.example/{'x' * 1_000}> .\n"
    content = prefix + "".join(f"p:{number} p:a p:b .\n" for number in range(11))
    (tmp_path / "many.ttl").write_text(content, encoding="utf-8")
    assert reason in str(rejected(dcat.read(tmp_path)))


def test_a_large_file_is_not_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "LARGEST", 10)
    (tmp_path / "large.ttl").write_text(GOOD, encoding="utf-8")
    assert "bytes: 10 are read at most" in str(rejected(dcat.read(tmp_path)))


def test_what_tells_of_the_folder_is_no_catalog(tmp_path: Path) -> None:
    (tmp_path / "fetched").mkdir()
    for name in ("SOURCE.md", "LICENSE", ".hidden.ttl", "fetched/journal.jsonl"):
        (tmp_path / name).write_text("words", encoding="utf-8")
    assert list(dcat.read(tmp_path)) == []
