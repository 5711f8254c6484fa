"""What the page of a thing shows of records around it."""

import pytest
from pyoxigraph import RdfFormat, Store

from ingest.namespaces import iri
from service.pages.entity import Entity, entity
from service.pages.reading import Reader
from service.pages.tables import Table
from service.pages.vocabulary import Vocabulary

TRIG = """
@prefix cairn: <https://w3id.org/opencairn/ontology#> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix graph: <https://w3id.org/opencairn/graph/> .
@prefix l: <https://w3id.org/opencairn/id/license/> .
@prefix o: <https://w3id.org/opencairn/id/openness/> .
@prefix m: <https://w3id.org/opencairn/id/model/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix v: <https://w3id.org/opencairn/id/value/> .
@prefix idy: <https://w3id.org/opencairn/id/identity/> .
@prefix reason: <https://w3id.org/opencairn/concept/identity-reason/> .

m:gull a cairn:Model ; rdfs:label "Gull"@en ; cairn:hasSourceValue v:gull .
v:gull a cairn:SourceValue ; cairn:aboutProperty dct:issued ; cairn:rawValue "Gull licence" ; cairn:mapsTo m:other .
m:tern a cairn:Model ; rdfs:label "Tern"@en ; cairn:hasSourceValue v:tern ; cairn:dependsOn m:gull .
v:tern a cairn:SourceValue ; cairn:rawValue "made from GULL" ; cairn:mapsTo m:gull .
l:free a cairn:License ; rdfs:label "Free"@en .
m:tern cairn:hasComponentOpenness o:tern-1, o:tern-2 .
o:tern-1 a cairn:ComponentOpenness ; cairn:componentLicense l:free .
o:tern-2 a cairn:ComponentOpenness ; cairn:componentLicense l:free .
idy:1ca69f a cairn:IdentityDecision ; cairn:keeps m:gull ; cairn:replaces m:north.gull-7b ;
    cairn:identityReason reason:same-name ; skos:note "both are called gull" .
reason:same-name skos:prefLabel "same name"@en .
idy:2db70a a cairn:IdentityDecision ; cairn:keeps m:gull ; cairn:replaces m:south.gull .
graph:north { m:north.gull-7b rdfs:label "Gull 7B"@en }
"""


def page(name: str) -> Entity:
    store = Store()
    store.load(TRIG, format=RdfFormat.TRIG)
    reader = Reader(store)
    return entity(reader, Vocabulary(reader), iri(f"id:{name}"))


@pytest.fixture(scope="module")
def gull() -> Entity:
    return page("model/gull")


def table(shown: Entity, title: str) -> Table:
    [found] = [each for each in shown.tables if each.title == title]
    return found


def texts(shown: Table) -> list[list[str]]:
    return [[", ".join(cell.link.text for cell in cells) for cells in row.cells] for row in shown.rows]


def test_only_what_a_source_wrote_about_the_thing_itself_is_shown(gull: Entity) -> None:
    assert [row[:2] for row in texts(table(gull, "As the catalog writes it"))] == [["issued", "Gull licence"]]


def test_what_depends_on_the_thing_is_still_named(gull: Entity) -> None:
    assert [cell.link.text for group in gull.relations for cell in group.cells] == ["Tern"]


def test_records_that_were_joined_are_named_with_the_reason(gull: Entity) -> None:
    shown = table(gull, "Records joined here")
    assert shown.headings == ("Record", "Why", "Basis")
    assert texts(shown) == [["Gull 7B (north.gull-7b)", "same name", "both are called gull"], ["south.gull", "", ""]]


def test_parts_of_other_things_stand_as_those_things() -> None:
    free = page("license/free")
    assert free.tables == ()
    [group] = free.relations
    assert (group.heading, group.total, [cell.link.text for cell in group.cells]) == (
        "License of parts of",
        1,
        ["Tern"],
    )
