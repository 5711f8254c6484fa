"""SPARQL over HTTP, beside the native Oxigraph server and rdflib-endpoint on the same triples in the same run."""
