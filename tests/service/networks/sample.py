"""Ties of every kind between few things: with dates, without, twice through one thing, and of one thing with itself."""

from typing import Final

ID: Final = "https://w3id.org/opencairn/id/"
TRIG: Final = """
@prefix cairn: <https://w3id.org/opencairn/ontology#> .
@prefix dcat: <http://www.w3.org/ns/dcat#> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix o: <https://w3id.org/opencairn/id/organization/> .
@prefix org: <http://www.w3.org/ns/org#> .
@prefix p: <https://w3id.org/opencairn/id/project/> .
@prefix person: <https://w3id.org/opencairn/id/person/> .
@prefix m: <https://w3id.org/opencairn/id/model/> .
@prefix d: <https://w3id.org/opencairn/id/dataset/> .
@prefix x: <https://w3id.org/opencairn/id/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .

cairn:trainedOn rdfs:label "trained on"@en .
o:a a org:Organization ; rdfs:label "Alpha, \\"Inc.\\""@en .
o:b a org:Organization ; rdfs:label "Bêta <b>\\u0001</b>"@en .
o:c a org:Organization ; rdfs:label "Gamma"@en .
o:d a org:Organization .
o:e a org:Organization ; rdfs:label "Epsilon"@en .
p:one a cairn:Project ; rdfs:label "One"@en ; cairn:ledBy o:a ; cairn:memberOrganization o:b , o:c ;
    cairn:activeFrom "2020"^^xsd:gYear ; cairn:activeUntil "2021-06"^^xsd:gYearMonth .
p:two a cairn:Project , org:Organization ; rdfs:label "Two"@en ; cairn:sponsoredBy o:a , o:b ;
    cairn:activeFrom "2023-02-01"^^xsd:date ; cairn:spawnedFrom p:one .
p:three a cairn:Project ; cairn:ledBy o:b , o:c .
m:base a cairn:Model ; rdfs:label "Base"@en ; cairn:developedBy o:a , o:d ; dct:issued "2022-03"^^xsd:gYearMonth ;
    cairn:producedBy p:one ; cairn:trainedOn d:set .
m:tuned a cairn:Model ; rdfs:label "Tuned"@en ; cairn:developedBy o:c ; cairn:fineTunedFrom m:base ;
    cairn:derivedFromModel m:base ; cairn:trainedOn d:set ; cairn:postTrainedOn d:set , d:other .
m:mix a cairn:Model ; cairn:derivedFromModel m:base , m:tuned , m:mix ; cairn:developedBy o:a .
d:set a cairn:Dataset ; rdfs:label "Set"@en . d:other a cairn:Dataset .
x:partnership\\/grid a cairn:ComputePartnership ; cairn:provider o:e ; cairn:recipient o:a ; cairn:forProject p:one ;
    cairn:during x:period\\/y21 .
x:allocation\\/one a cairn:ComputeAllocation ; cairn:provider o:e ; cairn:recipient o:a ;
    cairn:underPartnership x:partnership\\/grid .
x:allocation\\/two a cairn:ComputeAllocation ; cairn:provider o:e ; cairn:recipient o:a .
x:period\\/y21 dcat:startDate "2021"^^xsd:gYear ; dcat:endDate "2021"^^xsd:gYear .
x:period\\/open dcat:startDate "2022-05"^^xsd:gYearMonth .
x:contribution\\/gift a cairn:Contribution ; cairn:provider p:one ; cairn:recipient p:two ;
    cairn:contributedArtifact d:set ; cairn:during x:period\\/open .
x:contribution\\/money a cairn:Contribution ; cairn:provider o:c ; cairn:recipient p:three .
x:membership\\/ada-one org:member person:ada ; org:organization p:one ; cairn:affiliation o:a ;
    cairn:during x:period\\/y21 .
x:membership\\/ada-two org:member person:ada ; org:organization p:two ; cairn:affiliation o:c ;
    cairn:during x:period\\/open .
x:membership\\/ada-twice org:member person:ada ; org:organization p:two .
x:membership\\/cyd org:member person:cyd ; org:organization p:one .
x:membership\\/bob org:member person:bob ; org:organization o:b ; org:role x:role\\/lead .
x:role\\/lead rdfs:label "lead"@en .
person:ada rdfs:label "Ada"@en .
person:bob rdfs:label "Bob"@en .
<https://w3id.org/opencairn/graph/curated> { o:a rdfs:label "Alpha"@en }
"""
