"""Where everything is of which an entity gives only the first: queries, as addresses."""

from collections.abc import Iterable, Mapping
from typing import Final
from urllib.parse import urlencode

from pyoxigraph import NamedNode

from service.errors import Json
from service.pages.home import with_prefixes

VALUES: Final = """SELECT DISTINCT ?thing ?label WHERE {
  NODE PROPERTY ?thing .
  OPTIONAL { ?thing rdfs:label|skos:prefLabel ?label }
} ORDER BY ?label ?thing"""
REVERSED: Final = "^"
RECORDS: Final[Mapping[str, str]] = {
    "sources": """SELECT DISTINCT ?property ?value ?source WHERE {
  ?subject dct:isReplacedBy* NODE .
  GRAPH ?source { ?subject ?property ?value }
} ORDER BY ?property ?value ?source""",
    "conflicts": """SELECT DISTINCT ?thing ?label WHERE {
  ?thing cairn:concerns NODE ; a cairn:Disagreement .
  OPTIONAL { ?thing rdfs:label ?label }
} ORDER BY ?label ?thing""",
    "gaps": """SELECT DISTINCT ?thing ?property ?status WHERE {
  ?thing cairn:concerns NODE ; cairn:aboutProperty ?property ; cairn:gapStatus ?status .
} ORDER BY ?property ?thing""",
}
"""What is asked for by keys that stand for no property."""


def rest_of(node: NamedNode, more: Iterable[str], paths: Mapping[str, str], base: str) -> dict[str, Json]:
    """For each key of which there is more, the address of a query for all; `paths` are those of properties by key."""
    return {key: address(RECORDS.get(key, VALUES), node, paths.get(key, ""), base) for key in more}


def address(query: str, node: NamedNode, path: str, base: str) -> str:
    asked = query.replace("NODE", str(node)).replace("PROPERTY", path)
    return f"{base}sparql?{urlencode({'query': with_prefixes(asked)})}"
