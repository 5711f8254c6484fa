import pytest
from pyoxigraph import NamedNode

from ingest.namespaces import BASE
from service.errors import BadParameter
from service.terms import key_of_iri, read_iri, read_term

KEYS = {
    "project/bigscience": f"{BASE}id/project/bigscience",
    "period/unknown--2022-07": f"{BASE}id/period/unknown--2022-07",
    "concept/country/fra": f"{BASE}concept/country/fra",
    "concept/country": f"{BASE}concept/country",
}


@pytest.mark.parametrize("key", KEYS)
def test_things_and_concepts_are_read_as_they_are_written(key: str) -> None:
    assert read_iri(key, "subject") == read_term(key, "object") == NamedNode(KEYS[key])
    assert key_of_iri(NamedNode(KEYS[key])) == key


@pytest.mark.parametrize("text", ["bigscience/bloom", "concept", "concept/a/b/c", "project/Big Science"])
def test_a_text_with_a_slash_may_be_a_value(text: str) -> None:
    assert read_term(text, "object") == text


@pytest.mark.parametrize("address", [f"{BASE}ontology#Model", f"{BASE}id/shoe/x", "https://e.org/concept/a"])
def test_other_addresses_have_no_short_form(address: str) -> None:
    assert key_of_iri(NamedNode(address)) is None


def test_prefixes_are_told_to_those_who_use_one_that_there_is_not() -> None:
    with pytest.raises(BadParameter, match="Prefixes are cairn:, id:"):
        read_iri("nope:x", "subject")
    with pytest.raises(BadParameter, match=r"must be a prefixed name such as cairn:activeFrom, or an IRI, not 'x'\.$"):
        read_iri("x", "predicate")
