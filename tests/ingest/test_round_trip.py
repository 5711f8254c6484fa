"""Whatever a curated file says comes out of SPARQL as it went in."""

import json
import unicodedata
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, RdfFormat, Store, serialize

from ingest.mapping import Mapped, Mapper
from ingest.namespaces import iri
from ingest.records import Record
from ingest.sources import curated as source
from ingest.sparql import rows
from ingest.vocabulary import Vocabulary

visible = st.text(
    st.characters(exclude_categories=("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")), min_size=1, max_size=60
).filter(lambda text: text.strip() != "")


def quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def document(label: str, text: str, year: int, amount: int) -> str:
    return (
        f"type: Study\nlabel: {quoted(label)}\nevidence:\n"
        f"  - url: https://example.org/\n    title: {quoted(text)}\n    says:\n"
        f"      description: {quoted(text)}\n"
        f"      hasMetric: {{id: metric/m, metricType: volunteers, metricValue: {amount}, comparator: exact,"
        f" observedOn: '{year:04}'}}\n"
    )


@settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(visible, visible, st.integers(1, 9999), st.integers(-(10**18) + 1, 10**18 - 1))
def test_a_record_survives_yaml_quads_and_sparql(
    vocabulary: Vocabulary, label: str, text: str, year: int, amount: int
) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "study.yaml"
        path.write_text(document(label, text, year, amount), encoding="utf-8")
        [record] = source.read_file(path, "study/s.yaml")
    assert isinstance(record, Record), record
    mapped = Mapper(vocabulary, frozenset({"study/s", "metric/m"})).map(record)
    assert isinstance(mapped, Mapped), mapped
    store = Store()
    store.bulk_load(serialize(mapped.quads, format=RdfFormat.N_QUADS), format=RdfFormat.N_QUADS)
    query = """SELECT ?label ?text ?title ?value ?date FROM graph:curated WHERE {
      ?s a cairn:Study ; rdfs:label ?label ; dct:description ?text ; cairn:hasMetric ?m .
      ?m cairn:metricValue ?value ; cairn:observedOn ?date ; cairn:evidencedBy/dct:title ?title }"""
    normal = unicodedata.normalize("NFC", text).strip()
    assert list(rows(store, query)) == [
        (
            Literal(unicodedata.normalize("NFC", label).strip(), language="en"),
            Literal(normal, language="en"),
            Literal(normal, language="en"),
            Literal(str(amount), datatype=iri("xsd:decimal")),
            Literal(f"{year:04}", datatype=iri("xsd:gYear")),
        )
    ]
