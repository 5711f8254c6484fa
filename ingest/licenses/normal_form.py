"""Names of licenses with case, blanks, punctuation and filler words evened out."""

import re
import unicodedata
from functools import lru_cache
from typing import Final

FILLER: Final = frozenset(
    {"a", "an", "generic", "international", "license", "licence", "licensed", "licenses", "the", "unported"}
)
REWRITES: Final = tuple(
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        (r"^\W*licen[sc]e\s*:\s*", ""),
        (r"[^\w+.?&%$<>=~^@]+|_", " "),
        (r"\bpublic licen[sc]e\b", " "),
        (r"\bversion (?=\d)|\bv\.? ?(?=\d)", " "),
        (r"(?<=[a-z])v(?=\d)", " "),
        (r"(?<=[a-z]{3})(?=\d)", " "),
        (r"^gnu (?=[al]?gpl\b)", ""),
        (r"\bnon commercial\b", "noncommercial"),
        (r"\bshare alike\b", "sharealike"),
        (r"\bno (derivatives|derivs)\b|\bnoderivs\b", "noderivatives"),
        (r"\bcreative commons?\b(?= attribution)|\bcc\b(?= attribution)", "creative commons"),
        (r"\bcreative commons (?=by\b|0)", "cc "),
        (r"\bopen rail\b", "openrail"),
    )
)


@lru_cache(maxsize=20_000)
def fold(text: str) -> str:
    """A key that spellings of one name share; "" if nothing but filler is left.

    >>> fold("Apache License, Version 2.0") == fold("apache-2.0")
    True
    >>> fold("Apache-2.0?") == fold("Apache-2.0")
    False
    """
    key = unicodedata.normalize("NFKC", text).casefold()
    for pattern, replacement in REWRITES:
        key = pattern.sub(replacement, key)
    words = (word.strip(".") for word in key.split())
    return " ".join(word for word in words if word and word not in FILLER)
