# What relates two things in the same way from both sides holds from both sides.
INSERT { GRAPH graph:inferred\/symmetry { ?object ?property ?subject } }
WHERE {
  ?property a owl:SymmetricProperty .
  ?subject ?property ?object .
  FILTER NOT EXISTS { ?object ?property ?subject }
}
