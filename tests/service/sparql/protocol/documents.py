"""What the tests of the protocol ask for."""

from typing import Final

DOCUMENTS: Final = tuple(f"http://documents.example/{number}" for number in (1, 2, 3))
FIRST, SECOND, THIRD = DOCUMENTS
ELSEWHERE: Final = "http://documents.example/none"

DIRECT: Final = {"Content-Type": "application/sparql-query"}
BOOLEAN: Final = ("application/sparql-results+json", "application/sparql-results+xml")
TABULAR: Final = (*BOOLEAN, "text/csv; charset=utf-8", "text/tab-separated-values; charset=utf-8")
RDF: Final = ("text/turtle; charset=utf-8", "application/rdf+xml", "application/n-triples")


def of_type(document: str) -> str:
    return f"<{document}> a ?type"


BOTH_IN_DEFAULT: Final = f"ASK {{ {of_type(FIRST)} . {of_type(SECOND)} }}"
BOTH_NAMED: Final = f"GRAPH ?g1 {{ {of_type(FIRST)} }} GRAPH ?g2 {{ {of_type(SECOND)} }}"
