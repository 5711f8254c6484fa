"""Every IRI of ours answers with a page or with RDF."""
