import pytest

from ingest.namespaces import iri


def test_a_prefixed_name_expands() -> None:
    assert iri("cairn:Model").value == "https://w3id.org/opencairn/ontology#Model"


def test_an_unknown_prefix_is_an_error() -> None:
    with pytest.raises(KeyError):
        iri("nowhere:Model")
