"""Web addresses as strangers write them."""

import re
from typing import Any, Final

from ingest.values import ValueProblem, plain, web

ADDRESS: Final = re.compile(r"https?://[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?(:[0-9]+)?([/?#][^\s<>\"{}|\\^`]*)?")
LONGEST: Final = 2_000


def address(value: Any) -> str | None:
    """A single well-formed web address; None for anything else."""
    if not isinstance(value, str) or len(value) > LONGEST:
        return None
    try:
        text = plain(value)
        web(text)
    except ValueProblem:
        return None
    return text if ADDRESS.fullmatch(text) else None
