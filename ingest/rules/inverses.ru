# What is said in one direction holds in the other, where the ontology names the inverse.
INSERT { GRAPH graph:inferred\/inverses { ?object ?inverse ?subject } }
WHERE {
  { ?property owl:inverseOf ?inverse } UNION { ?inverse owl:inverseOf ?property }
  ?subject ?property ?object .
  FILTER NOT EXISTS { ?object ?inverse ?subject }
}
