import json
from typing import Final

import pytest
from pyoxigraph import RdfFormat, parse
from rdflib import RDF, RDFS, XSD, Graph

from ingest.data_folders import folder
from tests.ontology.checks import CAIRN
from tests.ontology.checks_context import CHECKS, Context, ContextCheck, Entry

ONTOLOGY = folder("ontology")


@pytest.fixture(scope="module")
def core() -> Graph:
    return Graph().parse(ONTOLOGY / "core.ttl")


@pytest.fixture(scope="module")
def context() -> Context:
    loaded: dict[str, Context] = json.loads((ONTOLOGY / "context.jsonld").read_text(encoding="utf-8"))
    return loaded["@context"]


SPOILED: Final[dict[str, dict[str, Entry | None]]] = {
    "C1": {"Model": None},
    "C2": {"Maker": "cairn:Project", "Project": None},
    "C3": {"inventor": {"@id": "cairn:inventor", "@type": "@id"}},
    "C4": {"parameterCount": {"@id": "cairn:parameterCount", "@type": "xsd:decimal"}},
    "C5": {"Model": {"@id": "cairn:Model", "@type": "@id"}},
    "C6": {"creator": {"@id": "dct:inventor", "@type": "@id"}},
    "C7": {"dct": "http://purl.org/dc/elements/1.1/"},
    "C8": {"name": {"@id": "rdfs:label", "@language": "en"}},
    "C9": {"id": None},
}
"""For each check a change of the context that it must find: entries put in, or taken out with None."""
ALSO: Final = {"C2": {"C1"}}
"""A name given to another term is a name missing for its own."""


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: f"{check.code}: {check.wants}")
def test_the_context_has(check: ContextCheck, context: Context, core: Graph) -> None:
    assert list(check.find(context, core)) == []


@pytest.mark.parametrize("code", SPOILED)
def test_a_mistake_is_found_by_its_check_alone(code: str, context: Context, core: Graph) -> None:
    changed = {**context, **SPOILED[code]}
    spoiled = {name: entry for name, entry in changed.items() if entry is not None}
    found = {check.code for check in CHECKS if list(check.find(spoiled, core))}
    assert found == {code} | ALSO.get(code, set())


def test_every_check_has_a_mistake_to_find() -> None:
    assert list(SPOILED) == [check.code for check in CHECKS]


def test_json_ld_is_read_by_the_context_as_the_ontology_means_it(context: Context) -> None:
    bloom = "https://w3id.org/opencairn/id/model/bloom"
    document = {
        "@context": context,
        "id": bloom,
        "type": "Model",
        "label": "BLOOM",
        "parameterCount": "176247271424",
        "hubRepository": "bigscience/bloom",
        "producedBy": "https://w3id.org/opencairn/id/project/bigscience",
    }
    quads = parse(json.dumps(document), format=RdfFormat.JSON_LD)
    assert {str(quad.triple) for quad in quads} == {
        f"<{bloom}> <{RDF.type}> <{CAIRN.Model}>",
        f'<{bloom}> <{RDFS.label}> "BLOOM"@en',
        f'<{bloom}> <{CAIRN.parameterCount}> "176247271424"^^<{XSD.integer}>',
        f'<{bloom}> <{CAIRN.hubRepository}> "bigscience/bloom"',
        f"<{bloom}> <{CAIRN.producedBy}> <https://w3id.org/opencairn/id/project/bigscience>",
    }
