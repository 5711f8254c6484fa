from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from ingest.evidence import CLAIMED, GRAPH
from ingest.mapping import Mapped, Mapper, definitions
from ingest.namespaces import iri
from ingest.records import Record, Rejected
from ingest.sources import curated as source
from ingest.vocabulary import Vocabulary
from tests.ingest.conftest import Write

WORKSHOP = iri("id:project/workshop")


def map_all(folder: Path, vocabulary: Vocabulary) -> dict[str, Mapped | Rejected]:
    records = [found for found in source.read(folder) if isinstance(found, Record)]
    mapper = Mapper(vocabulary, frozenset(key for record in records for key in definitions(record)))
    return {record.subject: mapper.map(record) for record in records}


def quads(folder: Path, vocabulary: Vocabulary, subject: str) -> tuple[Quad, ...]:
    mapped = map_all(folder, vocabulary)[subject]
    assert isinstance(mapped, Mapped), mapped
    return mapped.quads


def problems(folder: Path, vocabulary: Vocabulary, subject: str) -> str:
    rejected = map_all(folder, vocabulary)[subject]
    assert isinstance(rejected, Rejected)
    return "\n".join(str(problem) for problem in rejected.problems)


def test_a_fact_is_a_triple_and_a_statement_with_evidence(curated: Path, vocabulary: Vocabulary) -> None:
    found = quads(curated, vocabulary, "project/workshop")
    start = Literal("2021-05", datatype=iri("xsd:gYearMonth"))
    assert Quad(WORKSHOP, iri("cairn:activeFrom"), start, GRAPH) in found
    [statement] = [quad.subject for quad in found if quad.predicate == iri("rdf:object") and quad.object == start]
    assert Quad(statement, iri("rdf:subject"), WORKSHOP, GRAPH) in found
    [evidence] = [
        quad.object for quad in found if quad.subject == statement and quad.predicate == iri("cairn:evidencedBy")
    ]
    assert isinstance(evidence, NamedNode)
    said = {quad.predicate: quad.object for quad in found if quad.subject == evidence}
    assert said[iri("dct:source")] == iri("id:document/study")
    assert said[iri("cairn:locator")] == Literal("Section 2, line 46")
    assert said[iri("dct:identifier")] == Literal("F001")
    assert said[iri("cairn:confidence")] == iri("concept:confidence/high")


def test_a_claim_is_a_statement_and_no_fact(curated: Path, vocabulary: Vocabulary) -> None:
    found = quads(curated, vocabulary, "project/workshop")
    claimed = (WORKSHOP, iri("cairn:spawnedFrom"), iri("id:project/older"))
    assert Quad(*claimed, CLAIMED) in found
    assert Quad(*claimed, GRAPH) not in found
    [statement] = [
        quad.subject for quad in found if quad.predicate == iri("rdf:object") and quad.object == iri("id:project/older")
    ]
    assert Quad(statement, iri("rdf:type"), iri("cairn:Claim"), GRAPH) in found
    assert Quad(statement, iri("cairn:concerns"), WORKSHOP, GRAPH) in found


def test_of_a_catalog_only_what_rests_on_further_evidence_gets_statements(
    curated: Path, write: Write, vocabulary: Vocabulary
) -> None:
    blocks = "  - {source: document/study, locator: row 4, says: {activeFrom: 2020}}\n"
    blocks += "  - {source: document/study, locator: row 4 estimated, says: {activeUntil: 2021}}\n"
    write("project/two.yaml", f"type: Project\nlabel: Two\nevidence:\n{blocks}")
    records = [found for found in source.read(curated) if isinstance(found, Record)]
    defined = {key for record in records for key in definitions(record)}
    [record] = [each for each in records if each.subject == "project/two"]
    mapped = Mapper(vocabulary, defined, statements=False).map(record)
    assert isinstance(mapped, Mapped)
    two = iri("id:project/two")
    evidence = [
        quad.object for quad in mapped.quads if (quad.subject, quad.predicate) == (two, iri("cairn:evidencedBy"))
    ]
    stated = [quad.object for quad in mapped.quads if quad.predicate == iri("rdf:predicate")]
    assert (len(evidence), stated) == (1, [iri("cairn:activeUntil")])


def test_a_nested_number_carries_its_evidence_itself(curated: Path, vocabulary: Vocabulary) -> None:
    found = quads(curated, vocabulary, "project/workshop")
    metric = iri("id:metric/workshop-volunteers")
    assert Quad(metric, iri("rdf:type"), iri("cairn:MetricObservation"), GRAPH) in found
    assert Quad(WORKSHOP, iri("cairn:hasMetric"), metric, GRAPH) in found
    assert any(quad.subject == metric and quad.predicate == iri("cairn:evidencedBy") for quad in found)
    assert not any(quad.predicate == iri("rdf:object") and quad.object == metric for quad in found)


def test_a_web_page_is_a_document_of_ours(curated: Path, vocabulary: Vocabulary) -> None:
    found = quads(curated, vocabulary, "document/study")
    [page] = [quad.subject for quad in found if quad.predicate == iri("schema:url")]
    assert isinstance(page, NamedNode)
    assert page.value.startswith("https://w3id.org/opencairn/id/document/web-")
    assert Quad(page, iri("rdfs:label"), Literal("The study's page", language="en"), GRAPH) in found
    assert Quad(page, iri("cairn:documentType"), iri("concept:document-type/paper"), GRAPH) in found


def test_a_country_code_that_other_readers_take_for_false_is_a_country(curated: Path, vocabulary: Vocabulary) -> None:
    found = quads(curated, vocabulary, "organization/host")
    assert any(quad.object == iri("concept:country/nor") for quad in found)


@pytest.mark.parametrize("status", ["unknown", "none", "not-disclosed", "not-applicable"])
def test_what_is_not_known_is_a_gap_and_no_value(
    curated: Path, write: Write, vocabulary: Vocabulary, status: str
) -> None:
    write(
        "project/older.yaml",
        "type: Project\nlabel: O\nevidence:\n  - source: document/study\n    says:\n"
        f"      activeUntil: {{absent: {status}}}\n",
    )
    found = quads(curated, vocabulary, "project/older")
    [gap] = [quad.subject for quad in found if quad.object == iri("cairn:KnownGap")]
    said = {quad.predicate: quad.object for quad in found if quad.subject == gap}
    assert said[iri("cairn:gapStatus")] == iri(f"concept:knowledge-status/{status}")
    assert said[iri("cairn:aboutProperty")] == iri("cairn:activeUntil")
    assert said[iri("cairn:concerns")] == iri("id:project/older")
    assert iri("cairn:evidencedBy") in said
    assert not any(quad.predicate == iri("cairn:activeUntil") for quad in found)


def test_a_period_is_shared_by_all_that_fall_into_it(curated: Path, write: Write, vocabulary: Vocabulary) -> None:
    write(
        "membership/a.yaml",
        "type: Membership\nevidence:\n  - source: document/study\n    says:\n"
        "      organization: project/workshop\n      during: 2021-05/..\n",
    )
    found = quads(curated, vocabulary, "membership/a")
    period = iri("id:period/2021-05--open")
    assert Quad(iri("id:membership/a"), iri("cairn:during"), period, GRAPH) in found
    assert [quad.object for quad in found if quad.subject == period and quad.predicate == iri("dcat:startDate")] == [
        Literal("2021-05", datatype=iri("xsd:gYearMonth"))
    ]


@pytest.mark.parametrize(
    ("says", "reason"),
    [
        pytest.param(
            "{activeFrm: 2021}", "line 5: evidence[0].says.activeFrm: unknown property 'activeFrm': did", id="typo"
        ),
        pytest.param("{activeFrom: May 2021}", "'May 2021' is no date", id="date in words"),
        pytest.param("{activeFrom: [2021, x]}", "activeFrom[1]: 'x' is no date", id="place in a list"),
        pytest.param(
            "{activeFrom: {a: b}}",
            "line 5: evidence[0].says.activeFrom: a single value is expected",
            id="mapping for a date",
        ),
        pytest.param("{memberCountry: france}", "there is no concept 'country/france'", id="unknown concept"),
        pytest.param("{spawnedFrom: project/oldr}", "did you mean project/older?", id="reference with a typo"),
        pytest.param("{spawnedFrom: project/nowhere-at-all}", "write a file for it", id="dangling reference"),
        pytest.param('{homepage: "https://a b"}', "is no valid IRI", id="address with a space"),
        pytest.param("{homepage: 'https://a/\"'}", "is no valid IRI", id="address with a quote"),
        pytest.param("{hasMetric: {id: volunteers}}", "an id is written kind/slug", id="nested without kind"),
        pytest.param('{hasMetric: {id: "metric/a b"}}', "an id is written kind/slug", id="nested with a space"),
        pytest.param("{hasMetric: {id: metric/}}", "an id is written kind/slug", id="nested without slug"),
        pytest.param("{hasMetric: {id: metric/x, type: [x]}}", "has one type", id="nested with types"),
        pytest.param("{hasMetric: {id: project/x}}", "a `type` is missing for project/x", id="nested of another kind"),
        pytest.param("{activeFrom: {absent: maybe}}", "no concept 'knowledge-status/maybe'", id="unknown absence"),
        pytest.param("{description: [[x]]}", "a text is expected", id="list for a text"),
        pytest.param("{description: {text: x, lang: english language}}", "is no language tag", id="language name"),
        pytest.param("{description: '  '}", "the text is empty", id="empty text"),
    ],
)
def test_a_wrong_value_is_named_with_its_place_and_what_to_do(
    curated: Path, write: Write, vocabulary: Vocabulary, says: str, reason: str
) -> None:
    write("project/bad.yaml", f"type: Project\nlabel: Bad\nevidence:\n  - source: document/study\n    says: {says}\n")
    assert reason in problems(curated, vocabulary, "project/bad")


def test_all_problems_of_a_record_are_told_at_once(curated: Path, write: Write, vocabulary: Vocabulary) -> None:
    write(
        "project/bad.yaml",
        "type: Model\nevidence:\n  - {source: document/none, kind: rumor}\n  - {url: 'ftp://x', says: {}}\n",
    )
    told = problems(curated, vocabulary, "project/bad")
    for reason in ("'Model' is no type", "`label` is missing", "no 'document/none'", "claim-kind/rumor", "ftp://x"):
        assert reason in told


def test_a_thing_without_evidence_is_refused(curated: Path, write: Write, vocabulary: Vocabulary) -> None:
    write("project/bad.yaml", "type: Project\nlabel: Bad\n")
    assert "no evidence" in problems(curated, vocabulary, "project/bad")
