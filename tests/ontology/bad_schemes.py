"""Two sound concept schemes, and for each check a way of spoiling them that it, and no other, must find."""

from typing import Final

from tests.ontology.bad_terms import PREFIXES, Spoiled

BASE: Final = "https://w3id.org/opencairn/concept"
SCHEME_PREFIXES: Final = (
    f"{PREFIXES}@prefix s: <{BASE}/stage/> .\n@prefix r: <{BASE}/role/> .\n@prefix c: <{BASE}/> .\n"
)

DESCRIBED: Final = """
    dct:license <https://creativecommons.org/publicdomain/zero/1.0/> ; dct:source <https://example.org/source> ;
    rdfs:isDefinedBy <https://w3id.org/opencairn/ontology> ;"""
IN_STAGE: Final = "skos:inScheme c:stage ; rdfs:isDefinedBy c:stage ; dct:source <https://example.org/source>"
IN_ROLE: Final = IN_STAGE.replace("c:stage", "c:role")
TOP: Final = "skos:topConceptOf c:stage"

SOUND: Final = f"""{SCHEME_PREFIXES}
c:stage a skos:ConceptScheme ; rdfs:label "Stages"@en ; dct:title "Stages"@en ;{DESCRIBED}
    skos:definition "Steps on a way."@en ; skos:hasTopConcept s:first , s:second , s:third .
c:role a skos:ConceptScheme ; rdfs:label "Roles"@en ; dct:title "Roles"@en ;{DESCRIBED}
    skos:definition "What people do."@en ; skos:hasTopConcept r:chair .

s:first a skos:Concept ; {IN_STAGE} ; {TOP} ; cairn:precedes s:second ; skos:notation "1" ;
    skos:prefLabel "first"@en ; skos:altLabel "start"@en ; skos:definition "Comes before all."@en .
s:second a skos:Concept ; {IN_STAGE} ; {TOP} ; cairn:precedes s:third ; skos:notation "2" ; skos:related s:third ;
    skos:prefLabel "second"@en ; skos:definition "Comes in the middle."@en ; skos:narrower s:early , s:late .
s:third a skos:Concept ; {IN_STAGE} ; {TOP} ; skos:notation "3" ; skos:related s:second ;
    skos:prefLabel "third"@en ; skos:definition "Comes at the end."@en .
s:early a skos:Concept ; {IN_STAGE} ; skos:broader s:second ;
    skos:prefLabel "early second"@en ; skos:definition "Comes at the beginning of the middle."@en .
s:late a skos:Concept ; {IN_STAGE} ; skos:broader s:second ;
    skos:prefLabel "late second"@en ; skos:definition "Comes at the end of the middle."@en .
r:chair a skos:Concept , org:Role ; {IN_ROLE} ; skos:topConceptOf c:role ;
    skos:prefLabel "chair"@en ; skos:definition "Heads a group."@en ; skos:exactMatch <https://example.org/chair> .
"""


BAD_SLUG: Final = f"<{BASE}/stage/Not_A_Slug>"

SPOILED: Final = (
    Spoiled("S01", "s:first skos:note [ rdfs:label 'note' ] ."),
    Spoiled("S02", 's:first skos:prefLabel "number one"@en .'),
    Spoiled("S03", drop='"early second"@en', by='"Late second"@en'),
    Spoiled("S04", drop='skos:altLabel "start"@en', by='skos:altLabel "first"@en'),
    Spoiled("S05", 's:first skos:definition "Comes early."@en .'),
    Spoiled("S06", drop='"Comes before all."@en', by='"First."@en'),
    Spoiled("S07", drop='"Comes before all."@en', by='"Comes at the end."@en'),
    Spoiled(
        "S08",
        drop=f"s:first a skos:Concept ; {IN_STAGE}",
        by=f"s:first a skos:Concept ; {IN_STAGE.replace('<https://example.org/source>', '1')}",
    ),
    Spoiled("S09", "s:first skos:inScheme c:role ."),
    Spoiled("S10", "s:first rdfs:isDefinedBy c:role ."),
    Spoiled(
        "S11",
        f'{BAD_SLUG} a skos:Concept ; {IN_STAGE} ; {TOP} ; skos:prefLabel "slug"@en ; skos:definition "Bad slug."@en .'
        f" c:stage skos:hasTopConcept {BAD_SLUG} .",
    ),
    Spoiled("S12", drop='"Comes before all."@en', by='"Comes before the centre."@en'),
    Spoiled("S13", drop='dct:title "Stages"@en ;'),
    Spoiled(
        "S14",
        "s:second skos:broader s:second ; skos:narrower s:second .",
        drop=f"s:second a skos:Concept ; {IN_STAGE} ; {TOP} ;",
        by=f"s:second a skos:Concept ; {IN_STAGE} ;",
        also=("s:first , s:second , s:third", "s:first , s:third"),
    ),
    Spoiled("S15", drop="skos:narrower s:early , s:late", by="skos:narrower s:late"),
    Spoiled("S16", "s:first skos:related r:chair . r:chair skos:related s:first ."),
    Spoiled(
        "S17",
        drop="skos:hasTopConcept s:first ,",
        by="skos:hasTopConcept",
        also=(f"s:first a skos:Concept ; {IN_STAGE} ; {TOP}", f"s:first a skos:Concept ; {IN_STAGE}"),
    ),
    Spoiled("S18", "s:early skos:related s:second . s:second skos:related s:early ."),
    Spoiled("S19", "r:chair skos:closeMatch <https://example.org/chair> ."),
    Spoiled("S20", "s:first cairn:precedes s:third ."),
    Spoiled("S21", drop='skos:notation "3"', by='skos:notation "0"'),
    Spoiled("S22", 's:early skos:notation "1" .'),
    Spoiled("S23", drop="a skos:Concept , org:Role", by="a skos:Concept"),
)
