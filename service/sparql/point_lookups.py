"""Queries so small that they are answered here, without a worker: one pattern whose subject or object is named.

What such a query asks for stands in one range of one index and is sent as it is read, so it cannot take long: it is
left to a worker as soon as its answer is longer than a frame. Programs that follow links ask little else, and the way
to a worker and back takes several times as long as the lookup.
"""

import re
from functools import lru_cache
from typing import Final
from urllib.parse import unquote_plus

from pyoxigraph import Store

from service.http.content_coding import content_coding
from service.http.negotiation import SOLUTION_OFFERS, Offer, preferred, prefers_html
from service.sparql.query_text import KEYWORD, PROLOGUE
from service.sparql.result_cache import Address
from service.workers.query_worker import FRAME_BYTES, HEADER, LAST, Job, answer

LONGEST: Final = 2048
ONLY_QUERY: Final = b"query="
NAMED: Final = r"(?:<[^<>\"{}|^`\\\x00-\x20]*+>|[A-Za-z][\w-]*+:[\w-]*+)"
VARIABLE: Final = r"[?$]\w++"
LOOKUP: Final = re.compile(
    rf"""{PROLOGUE.pattern}
    SELECT (?: \s*+ \* | (?:\s*+ {VARIABLE})++ ) \s*+ (?:WHERE)?+ \s*+ \{{ \s*+
    (?P<pattern> {NAMED} \s*+ (?:a\s|{NAMED}|{VARIABLE}) \s*+ (?:{NAMED}|{VARIABLE})
               | {VARIABLE} \s*+ (?:a\s|{NAMED}|{VARIABLE}) \s*+ {NAMED} )
    \s*+ \.?+ \s*+ \}} \s*+ (?:LIMIT \s++ \d++ \s*+)?+""",
    re.IGNORECASE | re.VERBOSE,
)


def asked_at(address: Address) -> tuple[Job, Offer] | None:
    """The query of a request that may be a point lookup, and how to answer it; None when it is anything else.

    Whatever is not quite plain is none: more parameters, graphs, a person with a browser, escapes, the word SERVICE.
    """
    pairs, accept, accept_encoding = address
    if len(pairs) > LONGEST or not pairs.startswith(ONLY_QUERY) or b"&" in pairs:
        return None
    offer, coding = form_for(accept), coding_for(accept_encoding)
    try:
        query = unquote_plus(pairs[len(ONLY_QUERY) :].decode("ascii"), errors="strict")
    except UnicodeDecodeError:
        return None
    if offer is None or KEYWORD in query.lower() or "\\" in query:
        return None
    job = Job(query=query, default_graphs=None, named_graphs=None, format=offer.format, coding=coding, head=False)
    return job, offer


@lru_cache(maxsize=256)
def form_for(accept: bytes) -> Offer | None:
    header = accept.decode("latin-1")
    return None if prefers_html(header) else preferred(SOLUTION_OFFERS, header)


@lru_cache(maxsize=256)
def coding_for(accept_encoding: bytes) -> str:
    return content_coding(accept_encoding.decode("latin-1"))


def look_up(store: Store, job: Job) -> bytes | None:
    """The whole answer to a point lookup; None for any other query, and when the answer is long or an error."""
    query = job["query"]
    if len(query) > LONGEST or job["default_graphs"] is not None or job["named_graphs"] is not None:
        return None
    found = LOOKUP.fullmatch(query)
    if not found:
        return None
    names = [name[1:] for name in re.findall(VARIABLE, found["pattern"])]
    if len(set(names)) < len(names):  # it may read much and find nothing
        return None
    frames: list[bytes] = []
    answer(store, job, frames.append, FRAME_BYTES)
    return frames[0][HEADER.size :] if len(frames) == 1 and frames[0].startswith(LAST) else None
