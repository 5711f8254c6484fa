# Every thing also has the classes above its class.
INSERT { GRAPH graph:inferred\/superclasses { ?thing a ?super } }
WHERE {
  ?thing a ?class .
  ?class rdfs:subClassOf+ ?super .
  FILTER(STRSTARTS(STR(?thing), STR(id:)) && ISIRI(?super))
  FILTER NOT EXISTS { ?thing a ?super }
}
