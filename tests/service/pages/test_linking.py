import pytest
from pyoxigraph import NamedNode

from ingest.data_folders import folder
from ingest.namespaces import iri
from service.pages.linking import href_of, kind_of, words
from service.pages.wording import INVERSES


@pytest.mark.parametrize(
    ("address", "href"),
    [
        ("https://w3id.org/opencairn/id/project/bigscience", "/id/project/bigscience"),
        ("https://w3id.org/opencairn/ontology#Project", "/ontology#Project"),
        ("https://example.org/a?b=c&d=%20e#f", "https://example.org/a?b=c&d=%20e#f"),
        ("http://example.org/", "http://example.org/"),
        ("javascript:alert(1)", ""),
        ("data:text/html,x", ""),
        ("mailto:a@example.org", ""),
        ("https:", ""),
    ],
)
def test_iris_lead_to_our_path_or_to_the_web_or_nowhere(address: str, href: str) -> None:
    assert href_of(NamedNode(address)) == href


@pytest.mark.parametrize(
    ("name", "shown"), [("cairn:hasWorkingGroup", "has working group"), ("id:project/the-turing-way", "the turing way")]
)
def test_names_are_made_readable(name: str, shown: str) -> None:
    assert words(iri(name)) == shown


@pytest.mark.parametrize(("name", "kind"), [("id:project/x", "project"), ("concept:role/lead", ""), ("org:role", "")])
def test_only_things_of_ours_have_a_kind(name: str, kind: str) -> None:
    assert kind_of(iri(name)) == kind


def test_every_property_worded_backwards_is_one_of_the_ontology() -> None:
    ontology = (folder("ontology") / "core.ttl").read_text(encoding="utf-8")
    ours = {name for name in INVERSES if name.startswith("cairn:")}
    assert {name for name in ours if f"\n{name} " not in ontology} == set()
