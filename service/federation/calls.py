"""Finding the SERVICE clauses of a query and leading each to the door of its worker.

Only a literal, full address counts: `SERVICE <https://e.org/sparql>`, perhaps SILENT. Whatever else may be read as the
keyword is refused. A mistake here would not let anybody out: workers have no network but their door, and the door
only leads to listed endpoints (`service.federation.door`).
"""

import re
from collections.abc import Sequence
from typing import Final

from service.errors import ServiceRefused
from service.sparql.query_text import CODEPOINT, HIDDEN, KEYWORD, may_be_a_comparison, unescaped
from service.workers.way_out import address_of_endpoint

BETWEEN: Final = r"(?:\s|\#[^\r\n]*[\r\n])*"
TOKEN: Final = re.compile(
    rf"(?P<call> service{BETWEEN} (?P<silent>silent{BETWEEN})? <(?P<endpoint>[^<>\s]*)> ) | {HIDDEN}",
    re.VERBOSE | re.DOTALL | re.IGNORECASE,
)
IN_FULL: Final = (
    "The address of an endpoint must stand in the query in full, as SERVICE <https://example.org/sparql>: not as a "
    "variable or a prefixed name. If `service` is a prefix of yours, please rename it."
)
AMBIGUOUS: Final = (
    "The query can be read in two ways, one of which hides a SERVICE clause. Please put spaces around `<` where it "
    "compares, and write addresses with #... in full."
)
ESCAPED_TWICE: Final = "A query that calls other endpoints must not escape its escapes."


def routed(query: str, endpoints: Sequence[str]) -> str:
    """The query with each listed endpoint replaced by its address at the door; raises ServiceRefused."""
    text = unescaped(query)
    if CODEPOINT.search(text):
        raise ServiceRefused(ESCAPED_TWICE)
    pieces: list[str] = []
    position = 0
    for found in TOKEN.finditer(text):
        if found["iri"] and may_be_a_comparison(found[0]):
            raise ServiceRefused(AMBIGUOUS)
        if found["open"]:
            without_keyword(found[0])
        pieces += [without_keyword(text[position : found.start()]), call(found, endpoints) or found[0]]
        position = found.end()
    return "".join([*pieces, without_keyword(text[position:])])


def call(found: re.Match[str], endpoints: Sequence[str]) -> str:
    """A SERVICE clause with the address at the door; "" for any other token."""
    endpoint = found["endpoint"]
    if endpoint is None:
        return ""
    if endpoint not in endpoints:
        raise ServiceRefused(
            f"<{endpoint}> is not among the endpoints that queries may call here: {', '.join(endpoints)}. Run the "
            "query in a tool of yours and call this endpoint from there.",
            endpoints=list(endpoints),
        )
    address = address_of_endpoint(endpoints.index(endpoint), silent=found["silent"] is not None)
    return found[0].replace(f"<{endpoint}>", f"<{address}>")


def without_keyword(text: str) -> str:
    if KEYWORD in text.lower():
        raise ServiceRefused(IN_FULL)
    return text
