from pyoxigraph import RdfFormat, Store

from ingest.names_of_things import names_of_things

DATA = """
@prefix cairn: <https://w3id.org/opencairn/ontology#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
<https://w3id.org/opencairn/id/project/b> a cairn:Project ; rdfs:label "Bloom\\tProject"@en, "ATELIER É"@fr .
<https://w3id.org/opencairn/id/project/a> a cairn:Project, cairn:Collaborative ; rdfs:label "Zebra" .
<https://w3id.org/opencairn/id/claim/c> a cairn:Claim ; cairn:paraphrase "It began."@en .
<https://w3id.org/opencairn/id/project/nameless> a cairn:Project .
<https://w3id.org/opencairn/id/project/untyped> rdfs:label "Untyped" .
<https://w3id.org/opencairn/id/Odd/x> a cairn:Project ; rdfs:label "No thing of ours" .
<https://example.org/x> a cairn:Project ; rdfs:label "Foreign" .
"""


def test_things_are_listed_by_kind_and_first_name() -> None:
    store = Store()
    store.load(DATA.encode(), format=RdfFormat.TURTLE)
    text, kinds = names_of_things(store)
    assert text.splitlines() == [
        "claim/c\tit began.",
        "project/b\tatelier é\tbloom project",
        "project/nameless\tnameless",
        "project/a\tzebra",
    ]
    assert kinds == {"claim": 1, "project": 3}


def test_an_empty_store_has_no_names() -> None:
    assert names_of_things(Store()) == ("", {})
