"""What the headers of an answer say about the next request.

`Retry-After` is of RFC 9110. `RateLimit` and `RateLimit-Policy` are of the IETF draft
draft-ietf-httpapi-ratelimit-headers, as the Hugging Face Hub sends them: `"api";r=0;t=55`. `RateLimit-*` is of its
older versions, `X-RateLimit-*` what GitHub and Zenodo send.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import UTC
from email.utils import parsedate_to_datetime
from typing import Final

LIMIT: Final = re.compile(r'"(?P<name>[^"]*)"(?P<parameters>(?:\s*;\s*[a-z*][a-z0-9_.*-]*\s*=\s*"?[^",;]*"?)*)')
PARAMETER: Final = re.compile(r'([a-z*][a-z0-9_.*-]*)\s*=\s*"?([^",;]*)"?')
NUMBER: Final = re.compile(r"\d{1,12}")


def asked_pause(headers: Mapping[str, str], now: float) -> float:
    """Seconds for which the upstream wants to be left alone, 0 if it does not say so.

    Args:
        headers: of an answer, by names in any case.
        now: seconds since 1970.

    >>> asked_pause({"RateLimit": '"api";r=0;t=55'}, 0)
    55.0
    >>> asked_pause({"RateLimit": '"api";r=3;t=55'}, 0)
    0.0
    """
    fields = {name.lower(): value for name, value in headers.items()}
    older = (_exhausted_of_old(fields, prefix, now) for prefix in ("ratelimit", "x-ratelimit"))
    return max(_retry_after(fields, now), *_exhausted(fields), *older)


def _retry_after(fields: Mapping[str, str], now: float) -> float:
    value = fields.get("retry-after", "").strip()
    if NUMBER.fullmatch(value):
        return float(value)
    try:
        moment = parsedate_to_datetime(value)
    except ValueError:
        return 0.0
    return max(moment.replace(tzinfo=moment.tzinfo or UTC).timestamp() - now, 0.0)


def _exhausted(fields: Mapping[str, str]) -> Iterator[float]:
    """Time to the end of each window in which nothing is left; its length, if the end is not told."""
    windows = {name: found.get("w", "") for name, found in _limits(fields.get("ratelimit-policy", ""))}
    yield 0.0
    for name, found in _limits(fields.get("ratelimit", "")):
        rest = found.get("t") or windows.get(name, "")
        if found.get("r") == "0" and NUMBER.fullmatch(rest):
            yield float(rest)


def _limits(value: str) -> Iterator[tuple[str, dict[str, str]]]:
    for found in LIMIT.finditer(value):
        yield found["name"], dict(PARAMETER.findall(found["parameters"]))


def _exhausted_of_old(fields: Mapping[str, str], prefix: str, now: float) -> float:
    """The same of the headers that came before; the end is in seconds from now, or since 1970."""
    reset = fields.get(f"{prefix}-reset", "").strip()
    if fields.get(f"{prefix}-remaining", "").strip() != "0" or not NUMBER.fullmatch(reset):
        return 0.0
    end = float(reset)
    return max(end - now, 0.0) if end > now / 2 else end
