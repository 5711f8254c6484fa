"""Queries so small that they are answered here, without a worker: one pattern whose subject or object is named.

What such a query asks for stands in one range of one index and is sent as it is read, so it cannot take long: it is
left to a worker as soon as its answer is longer than a frame. Programs that follow links ask little else, and the way
to a worker and back takes several times as long as the lookup.
"""

import re
from typing import Final

from pyoxigraph import Store

from service.sparql.query_text import PROLOGUE
from service.workers.query_worker import FRAME_BYTES, HEADER, LAST, Job, answer

LONGEST: Final = 2048
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
