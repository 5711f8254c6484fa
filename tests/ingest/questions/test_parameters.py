import pytest
from pyoxigraph import Literal, NamedNode

from ingest.namespaces import KIND_OF_CLASS, PREFIXES, iri
from ingest.questions.errors import ParameterError
from ingest.questions.parameter_iris import CLASSES, KINDS
from ingest.questions.parameters import LONGEST, Parameter

PROJECT = Parameter("project", "iri", "The project", "bigscience", class_="cairn:Project")
THING = Parameter("thing", "iri", "Any thing", "project/bigscience", class_="owl:Thing")
STAGE = Parameter("stage", "iri", "A stage", "joining", scheme="journey-stage")
SCHEME = Parameter("scheme", "iri", "A scheme", "unit", class_="skos:ConceptScheme")


def typed(type_: str) -> Parameter:
    return Parameter("value", type_, "A value", "1")


@pytest.mark.parametrize(
    ("parameter", "text", "expected"),
    [
        pytest.param(PROJECT, "bigscience", "id:project/bigscience", id="slug"),
        pytest.param(PROJECT, "project/bigscience", "id:project/bigscience", id="kind and slug"),
        pytest.param(PROJECT, "id/project/bigscience", "id:project/bigscience", id="path"),
        pytest.param(PROJECT, "id:project/bigscience", "id:project/bigscience", id="prefixed name"),
        pytest.param(PROJECT, f"{PREFIXES['id']}project/bigscience", "id:project/bigscience", id="IRI"),
        pytest.param(PROJECT, "olmo-2.1", "id:project/olmo-2.1", id="slug with a dot"),
        pytest.param(THING, "model/llama", "id:model/llama", id="any thing"),
        pytest.param(THING, "concept/unit/usd", "concept:unit/usd", id="concept as a thing"),
        pytest.param(STAGE, "joining", "concept:journey-stage/joining", id="concept"),
        pytest.param(STAGE, "journey-stage/joining", "concept:journey-stage/joining", id="scheme and concept"),
        pytest.param(STAGE, "concept/journey-stage/joining", "concept:journey-stage/joining", id="concept path"),
        pytest.param(SCHEME, "unit", "concept:unit", id="scheme"),
    ],
)
def test_what_people_type_becomes_an_iri(parameter: Parameter, text: str, expected: str) -> None:
    assert parameter.term(text) == iri(expected)


def test_an_iri_of_others_is_taken_as_it_is() -> None:
    assert THING.term("http://www.wikidata.org/entity/Q42") == NamedNode("http://www.wikidata.org/entity/Q42")


@pytest.mark.parametrize(
    ("type_", "text", "datatype"),
    [
        pytest.param("string", 'any "text"', "xsd:string", id="string"),
        pytest.param("integer", "-12", "xsd:integer", id="integer"),
        pytest.param("integer", str(-(2**63)), "xsd:integer", id="smallest integer"),
        pytest.param("decimal", "0.50", "xsd:decimal", id="decimal"),
        pytest.param("boolean", "true", "xsd:boolean", id="boolean"),
        pytest.param("date", "2024-02-29", "xsd:date", id="date"),
        pytest.param("gYear", "2021", "xsd:gYear", id="year"),
        pytest.param("gYearMonth", "2021-05", "xsd:gYearMonth", id="month"),
    ],
)
def test_values_become_typed_literals(type_: str, text: str, datatype: str) -> None:
    assert typed(type_).term(text) == Literal(text, datatype=iri(datatype))


def test_text_carries_its_language_at_the_end() -> None:
    assert typed("language-text").term("me@home, open science@en") == Literal("me@home, open science", language="en")


@pytest.mark.parametrize(
    ("parameter", "text"),
    [
        pytest.param(PROJECT, "", id="nothing"),
        pytest.param(PROJECT, "big science", id="space"),
        pytest.param(PROJECT, "BigScience", id="capitals"),
        pytest.param(PROJECT, "a/b/c/d", id="long path"),
        pytest.param(PROJECT, "../project/x", id="path upwards"),
        pytest.param(PROJECT, "nope:bigscience", id="unknown prefix"),
        pytest.param(PROJECT, "javascript:alert(1)", id="other scheme"),
        pytest.param(PROJECT, "https://example.org/a b", id="IRI with a space"),
        pytest.param(PROJECT, 'https://example.org/"', id="IRI with a quote"),
        pytest.param(PROJECT, "https://example.org/>", id="IRI with an angle bracket"),
        pytest.param(PROJECT, "https://example.org/\n", id="IRI with a line break"),
        pytest.param(PROJECT, "https://example.org/\x00", id="IRI with a control character"),
        pytest.param(PROJECT, r"https://example.org/>", id="IRI with an escape"),
        pytest.param(PROJECT, "id:> . ?s ?p ?o", id="prefixed name that breaks out"),
        pytest.param(PROJECT, "https://example.org/\ud800", id="IRI with half a character"),
        pytest.param(THING, "bigscience", id="bare slug of no kind"),
        pytest.param(typed("integer"), "1.5", id="fraction as integer"),
        pytest.param(typed("integer"), str(2**63), id="integer of more than 64 bits"),
        pytest.param(typed("integer"), "-" + "9" * 20, id="negative integer of more than 64 bits"),
        pytest.param(typed("integer"), "1\n", id="integer with a line break"),
        pytest.param(typed("integer"), "\u0661", id="integer in other digits"),
        pytest.param(typed("decimal"), "1e3", id="exponent"),
        pytest.param(typed("boolean"), "yes", id="yes"),
        pytest.param(typed("date"), "2023-02-29", id="no such day"),
        pytest.param(typed("date"), "20230201", id="date without hyphens"),
        pytest.param(typed("gYear"), "21", id="short year"),
        pytest.param(typed("gYearMonth"), "2021-13", id="month 13"),
        pytest.param(typed("language-text"), "no language", id="no language"),
        pytest.param(typed("language-text"), "x@e n", id="no language tag"),
        pytest.param(typed("string"), "\ud800", id="half a character"),
        pytest.param(typed("string"), "x" * (LONGEST + 1), id="too long"),
    ],
)
def test_values_that_do_not_fit_are_refused_by_name(parameter: Parameter, text: str) -> None:
    with pytest.raises(ParameterError) as raised:
        parameter.term(text)
    assert raised.value.parameter == parameter.name
    assert parameter.name in str(raised.value)
    assert "expected" in str(raised.value)


def test_messages_say_what_is_expected() -> None:
    with pytest.raises(ParameterError, match=r"slug under id/project/, such as bigscience"):
        PROJECT.term("a b")


def test_the_kinds_of_classes_are_those_of_the_curated_folders() -> None:
    assert {name: KIND_OF_CLASS[name.partition(":")[2]] for name in KINDS} == KINDS
    assert set(KINDS) < CLASSES
