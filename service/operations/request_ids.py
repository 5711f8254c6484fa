"""A name for every request, by which its log line is found.

Proxies and clients name what a request belongs to in `traceparent` (W3C Trace Context). Its grammar is fixed and
hexadecimal, so unlike free text of `X-Request-Id` it can go into a log as it is. Our name of a request is that
trace, or a new one, and a part of our own, so that no client can make two requests look like one.
"""

import os
import re
from typing import Final

from starlette.types import Scope

HEADER: Final = "Request-Id"
TRACEPARENT: Final = re.compile(rb"(?!ff)[0-9a-f]{2}-([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}(-.*)?")
NO_TRACE: Final = "0" * 32


def request_id(scope: Scope) -> str:
    """`<trace>-<request>`: 32 and 16 hexadecimal digits."""
    drawn = os.urandom(24).hex()
    given = next((value for name, value in scope["headers"] if name == b"traceparent"), b"")
    found = TRACEPARENT.fullmatch(given) if given else None
    trace = found[1].decode("ascii") if found else NO_TRACE
    return f"{drawn[:32] if trace == NO_TRACE else trace}-{drawn[32:]}"
