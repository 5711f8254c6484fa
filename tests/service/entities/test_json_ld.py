import json

import pytest
from pyoxigraph import Literal, NamedNode

from ingest.namespaces import PREFIXES, iri
from service.entities.json_ld import Context, Word, context, native, plain

XSD = PREFIXES["xsd"]


@pytest.mark.parametrize(
    ("prop", "key"),
    [
        ("cairn:producedBy", "producedBy"),
        ("skos:altLabel", "altLabel"),
        ("foaf:homepage", "homepage"),
        ("rdfs:label", "rdfs:label"),
        ("dcat:startDate", "dcat:startDate"),
        ("sh:path", "http://www.w3.org/ns/shacl#path"),
    ],
)
def test_a_property_is_written_with_its_term_or_prefix_or_whole(prop: str, key: str) -> None:
    assert context().word(iri(prop).value).key == key


@pytest.mark.parametrize(
    ("literal", "word", "written"),
    [
        (Literal("a", language="en"), Word("k", language="en"), "a"),
        (Literal("a", language="fr"), Word("k", language="en"), {"@value": "a", "@language": "fr"}),
        (Literal("a"), Word("k", language="en"), {"@value": "a"}),
        (Literal("a"), Word("k"), "a"),
        (Literal("a"), Word("k", datatype=f"{XSD}string"), "a"),
        (Literal("2021", datatype=NamedNode(f"{XSD}gYear")), Word("k"), {"@value": "2021", "@type": "xsd:gYear"}),
        (Literal("7", datatype=NamedNode(f"{XSD}integer")), Word("k", datatype=f"{XSD}integer"), 7),
        (Literal("7", datatype=NamedNode("https://e.org/d")), Word("k"), {"@value": "7", "@type": "https://e.org/d"}),
    ],
)
def test_a_literal_says_what_the_context_does_not(literal: Literal, word: Word, written: object) -> None:
    assert context().literal(literal, word) == written


@pytest.mark.parametrize(
    ("text", "datatype", "value"),
    [
        ("176000000000", "integer", 176000000000),
        ("-3", "integer", -3),
        ("810000", "decimal", "810000"),
        ("1099604.99", "decimal", "1099604.99"),
        ("007", "integer", "007"),
        ("-0", "integer", "-0"),
        (str(2**53), "integer", str(2**53)),
        ("٣", "integer", "٣"),
        ("true", "boolean", True),
        ("1", "boolean", "1"),
        ("7", "string", "7"),
    ],
)
def test_whole_numbers_are_numbers_where_that_is_exact_and_all_decimals_are_text(
    text: str, datatype: str, value: object
) -> None:
    assert native(text, XSD + datatype) == value
    assert type(native(text, XSD + datatype)) is type(value)


def test_values_for_people_are_plain() -> None:
    assert plain(Literal("2021-05", datatype=NamedNode(f"{XSD}gYearMonth"))) == "2021-05"
    assert plain(NamedNode("https://e.org/")) == "https://e.org/"


def test_a_context_needs_no_prefix_for_whole_iris() -> None:
    small = Context(json.loads('{"e": "https://e.org/", "a": {"@id": "e:a"}, "b": "https://f.org/b"}'))
    assert small.word("https://e.org/a").key == "a"
    assert small.word("https://f.org/b").key == "https://f.org/b"
