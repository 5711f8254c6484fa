"""A gull and its keeper, each known to several sources under IRIs of their own, as a release holds them."""

PREFIXES = """
@prefix cairn: <https://w3id.org/opencairn/ontology#> .
@prefix d: <https://w3id.org/opencairn/id/disagreement/> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix doc: <https://w3id.org/opencairn/id/document/> .
@prefix ev: <https://w3id.org/opencairn/id/evidence/> .
@prefix graph: <https://w3id.org/opencairn/graph/> .
@prefix idy: <https://w3id.org/opencairn/id/identity/> .
@prefix m: <https://w3id.org/opencairn/id/model/> .
@prefix mt: <https://w3id.org/opencairn/id/metric/> .
@prefix o: <https://w3id.org/opencairn/id/organization/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix p: <https://w3id.org/opencairn/id/project/> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix st: <https://w3id.org/opencairn/id/statement/> .
@prefix unit: <https://w3id.org/opencairn/concept/unit/> .
@prefix metric: <https://w3id.org/opencairn/concept/metric/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
GRAPHS = {
    "curated": """
m:gull a cairn:Model ; rdfs:label "Gull"@en ; cairn:parameterCount 7 .
st:c rdf:subject m:gull ; rdf:predicate cairn:parameterCount ; rdf:object 7 ; cairn:evidencedBy ev:c .
ev:c dct:source doc:study .  doc:study rdfs:label "Study"@en .
p:flock cairn:ledBy o:roost ; cairn:sponsoredBy o:quay .
st:l rdf:subject p:flock ; rdf:predicate cairn:ledBy ; rdf:object o:roost ; cairn:evidencedBy ev:c .
st:s rdf:subject p:flock ; rdf:predicate cairn:sponsoredBy ; rdf:object o:quay ; cairn:evidencedBy ev:d .
ev:d dct:source doc:letter .  doc:letter rdfs:label "Letter"@en .
""",
    "north": """
m:north.gull a cairn:Model ; rdfs:label "Gull 7B"@en ; dct:modified "2025-05-10"^^xsd:date ;
    cairn:developedBy o:north.roost ; cairn:evidencedBy ev:n .
ev:n dct:source doc:north ; cairn:locator "gull.yml" .  doc:north rdfs:label "North index"@en .
o:north.roost rdfs:label "Roost"@en ; cairn:evidencedBy ev:n .
""",
    "south": """
m:south.gull a cairn:Model ; rdfs:label "Gull"@en ; cairn:developedBy o:south.roost ; cairn:parameterCount 8 ;
    cairn:hasMetric mt:south.gull-smoke ; cairn:evidencedBy ev:s .
mt:south.gull-smoke a cairn:MetricObservation ; cairn:metricType metric:emissions ; cairn:metricValue 25 ;
    cairn:metricUnit unit:tco2e ; cairn:evidencedBy ev:s .
ev:s dct:source doc:south ; cairn:locator "row 4" .  doc:south rdfs:label "South index"@en .
o:south.roost rdfs:label "Roost"@en ; cairn:evidencedBy ev:s .
""",
    "links": """
m:south.gull dct:isReplacedBy m:north.gull .  m:north.gull dct:isReplacedBy m:gull .
o:south.roost dct:isReplacedBy o:roost .  o:north.roost dct:isReplacedBy o:roost .
idy:1 cairn:replaces o:south.roost ; cairn:keeps o:roost ; skos:note "same-name" .
""",
    "canonical": """
d:1 a cairn:Disagreement ; cairn:concerns m:gull ; cairn:aboutProperty cairn:parameterCount ;
    cairn:hasPosition st:c , st:p .
st:p rdf:subject m:gull ; rdf:predicate cairn:parameterCount ; rdf:object 8 ; cairn:evidencedBy ev:s .
""",
    "inferred/collaboration": "o:roost cairn:collaboratesWith o:quay .  o:quay cairn:collaboratesWith o:roost .",
    "inferred/inverses": "o:roost cairn:leads p:flock .",
}
VIEW = """
m:gull a cairn:Model ; rdfs:label "Gull"@en ; skos:altLabel "Gull 7B"@en ; dct:modified "2025-05-10"^^xsd:date ;
    cairn:developedBy o:roost ; cairn:parameterCount 7 ; cairn:hasMetric mt:south.gull-smoke ;
    cairn:evidencedBy ev:n , ev:s .
o:roost rdfs:label "Roost"@en ; cairn:evidencedBy ev:n , ev:s .
o:quay rdfs:label "Quay"@en .
cairn:ledBy owl:inverseOf cairn:leads .
metric:emissions skos:prefLabel "emissions"@en .  unit:tco2e skos:prefLabel "tonnes of CO2 equivalent"@en ;
    skos:notation "tCO2e" .
graph:links rdfs:label "Identity decisions"@en .  graph:canonical rdfs:label "Disagreements found"@en .
"""
OF_SOURCES_IN_VIEW = ("curated", "links", "canonical", "inferred/collaboration", "inferred/inverses")


def joined_things() -> str:
    """The release in TriG."""
    named = "".join(f"<https://w3id.org/opencairn/graph/{name}> {{ {said} }}\n" for name, said in GRAPHS.items())
    shared = [
        *(GRAPHS[name] for name in OF_SOURCES_IN_VIEW),
        *(line for name in ("north", "south") for line in GRAPHS[name].splitlines(keepends=True) if line[:2] == "ev"),
        "mt:south.gull-smoke" + GRAPHS["south"].partition("\nmt:south.gull-smoke")[2].partition("\nev:")[0] + "\n",
    ]
    return PREFIXES + VIEW + "\n".join(shared) + named
