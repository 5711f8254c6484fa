# A property of ours also says what the properties above it say.
INSERT { GRAPH graph:inferred\/superproperties { ?subject ?super ?object } }
WHERE {
  ?property rdfs:subPropertyOf+ ?super .
  FILTER(STRSTARTS(STR(?property), STR(cairn:)))
  ?subject ?property ?object .
  FILTER NOT EXISTS { ?subject ?super ?object }
}
